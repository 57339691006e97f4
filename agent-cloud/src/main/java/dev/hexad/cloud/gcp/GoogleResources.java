package dev.hexad.cloud.gcp;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.Relation;
import dev.hexad.cloud.provider.Scope;
import dev.hexad.cloud.provider.Scrub;
import dev.hexad.contracts.message.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings assets into the form that all providers share. */
final class GoogleResources {
  /** Change with everything, or from one look to the next. */
  private static final List<String> VOLATILE =
      List.of(
          "etag",
          "fingerprint",
          "labelFingerprint",
          "metageneration",
          "observedGeneration",
          "updateTime",
          "updated");

  private static final List<String> STATES = List.of("status", "state", "lifecycleState");
  private static final List<String> CREATED =
      List.of("creationTimestamp", "createTime", "timeCreated", "validAfterTime");

  private GoogleResources() {}

  static CloudResource resource(JsonNode asset) {
    String id = asset.path("name").asString("");
    JsonNode resource = asset.path("resource");
    ObjectNode raw =
        resource.path("data") instanceof ObjectNode data
            ? data.deepCopy()
            : Json.mapper().createObjectNode();
    raw.remove(VOLATILE);
    GoogleDocument.normalise(raw);
    return new CloudResource(
        AssetName.type(asset.path("assetType").asString("")),
        id,
        name(id, raw),
        place(resource),
        state(raw),
        labels(raw),
        created(raw),
        relations(id, resource.path("parent").asString(""), raw),
        Scrub.clean(raw));
  }

  /** Who may do what to one resource, as a resource beside it. */
  static CloudResource policy(JsonNode asset) {
    String of = asset.path("name").asString("");
    String type = asset.path("assetType").asString("");
    ObjectNode raw = Json.mapper().createObjectNode();
    raw.put("resource", of).put("of", type);
    JsonNode policy = asset.path("iamPolicy");
    raw.set("bindings", policy.path("bindings").deepCopy());
    if (policy.has("auditConfigs")) {
      raw.set("auditConfigs", policy.path("auditConfigs").deepCopy());
    }
    return new CloudResource(
        GoogleProvider.NAME + ".iam.policy",
        of,
        AssetName.last(of),
        Scope.GLOBAL,
        "available",
        Map.of(),
        null,
        List.of(new Relation("of", AssetName.type(type), of)),
        Scrub.clean(raw));
  }

  private static String name(String id, JsonNode raw) {
    String own = AssetName.last(raw.path("name").asString(""));
    return own.isEmpty() ? AssetName.last(id) : own;
  }

  private static String place(JsonNode resource) {
    String location = resource.path("location").asString("");
    return location.isEmpty() ? Scope.GLOBAL : location.toLowerCase(Locale.ROOT);
  }

  private static String state(JsonNode raw) {
    return STATES.stream()
        .map(field -> raw.path(field).asString(""))
        .filter(text -> !text.isBlank())
        .findFirst()
        .map(text -> text.toLowerCase(Locale.ROOT))
        .orElse("available");
  }

  private static Map<String, String> labels(JsonNode raw) {
    var labels = new HashMap<String, String>();
    for (String place : List.of("/labels", "/settings/userLabels")) {
      raw.at(place)
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
    }
    return labels;
  }

  private static @Nullable Instant created(JsonNode raw) {
    for (String field : CREATED) {
      String text = raw.path(field).asString("");
      if (!text.isEmpty()) {
        try {
          return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
          return null;
        }
      }
    }
    return null;
  }

  private static List<Relation> relations(String id, String parent, JsonNode raw) {
    Set<Relation> relations = new LinkedHashSet<>();
    if (parent.startsWith("//")) {
      relations.add(new Relation("in", AssetName.typeOfName(parent), parent));
    }
    links(raw, id, relations);
    return List.copyOf(relations);
  }

  private static void links(JsonNode node, String id, Set<Relation> relations) {
    if (node.isString()) {
      String linked = AssetName.linked(node.stringValue());
      if (linked != null && !linked.equals(id)) {
        relations.add(new Relation("uses", AssetName.typeOfName(linked), linked));
      }
    } else {
      node.forEach(child -> links(child, id, relations));
    }
  }
}
