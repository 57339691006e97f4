package dev.hexad.standalone.bench.drift;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The fields that a server writes itself, and what controllers would soon add to them. */
final class ServerFields {
  private ServerFields() {}

  /** The first version of an object; its trees are its own from here on. */
  static void created(ObjectNode object, long version) {
    ObjectNode meta = meta(object);
    meta.put("uid", UUID.randomUUID().toString());
    meta.put("creationTimestamp", now());
    written(object, JsonNodeFactory.instance.objectNode(), version);
  }

  /** Another version of an object. */
  static void written(ObjectNode object, ObjectNode before, long version) {
    ObjectNode meta = meta(object);
    meta.put("resourceVersion", Long.toString(version));
    if (object.has("spec")) {
      boolean same = object.path("spec").equals(before.path("spec"));
      long generation = before.at("/metadata/generation").asLong(0);
      meta.put("generation", same ? generation : generation + 1);
    }
    if (object.path("kind").asString("").equals("Deployment")) {
      object.set("status", rolledOut(object));
    }
  }

  /** Who wrote which fields, in the place of what the same manager wrote before. */
  static void manager(ObjectNode object, String manager, String operation, JsonNode fields) {
    ObjectNode meta = meta(object);
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    meta.path("managedFields")
        .valueStream()
        .filter(entry -> !entry.path("manager").asString("").equals(manager))
        .forEach(entries::add);
    ObjectNode entry = entries.addObject();
    entry.put("manager", manager).put("operation", operation);
    entry.set("apiVersion", object.path("apiVersion"));
    entry.put("time", now()).put("fieldsType", "FieldsV1");
    entry.set("fieldsV1", owned(fields));
    meta.set("managedFields", entries);
  }

  private static ObjectNode owned(JsonNode fields) {
    ObjectNode owned = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      owned.set("f:" + field.getKey(), owned(field.getValue()));
    }
    return owned;
  }

  private static ObjectNode meta(ObjectNode object) {
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    if (object.get("metadata") instanceof ObjectNode known) {
      meta.setAll(known);
    }
    object.set("metadata", meta);
    return meta;
  }

  /** As if all pods were there at once. */
  private static ObjectNode rolledOut(ObjectNode deployment) {
    int replicas = deployment.at("/spec/replicas").asInt(1);
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("observedGeneration", deployment.at("/metadata/generation").asLong(1));
    for (String count :
        new String[] {"replicas", "updatedReplicas", "readyReplicas", "availableReplicas"}) {
      status.put(count, replicas);
    }
    status
        .putArray("conditions")
        .addObject()
        .put("type", "Available")
        .put("status", "True")
        .put("reason", "MinimumReplicasAvailable")
        .put("message", "Deployment has minimum availability.");
    return status;
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
