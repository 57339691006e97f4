package dev.hexad.cloud.azure;

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

/** Brings rows of Resource Graph into the form that all providers share. */
final class AzureResources {
  private static final List<String> STATES =
      List.of(
          "/properties/extended/instanceView/powerState/code",
          "/properties/diskState",
          "/properties/state",
          "/properties/provisioningState");
  private static final List<String> CREATED =
      List.of(
          "/properties/timeCreated",
          "/properties/creationTime",
          "/properties/createdOn",
          "/properties/creationDate");

  private AzureResources() {}

  static CloudResource of(JsonNode row) {
    // The case of ids does not count, and differs from service to service.
    String id = row.path("id").asString("").toLowerCase(Locale.ROOT);
    ObjectNode raw = Json.mapper().createObjectNode();
    row.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> raw.set(field.getKey(), field.getValue().deepCopy()));
    raw.findParents("etag").forEach(holder -> ((ObjectNode) holder).remove("etag"));
    SecurityRules.normalise(raw);
    return new CloudResource(
        AzureId.type(id),
        id,
        row.path("name").asString(id),
        place(row),
        state(raw),
        tags(row),
        created(raw),
        relations(id, raw),
        Scrub.clean(raw));
  }

  private static String place(JsonNode row) {
    String location = row.path("location").asString("");
    return location.isEmpty() ? Scope.GLOBAL : location;
  }

  private static String state(JsonNode raw) {
    return STATES.stream()
        .map(place -> raw.at(place).asString(""))
        .filter(text -> !text.isBlank())
        .findFirst()
        .map(text -> text.replaceFirst(".*/", "").toLowerCase(Locale.ROOT))
        .orElse("available");
  }

  private static Map<String, String> tags(JsonNode row) {
    var tags = new HashMap<String, String>();
    row.path("tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString("")));
    return tags;
  }

  private static @Nullable Instant created(JsonNode raw) {
    for (String place : CREATED) {
      String text = raw.at(place).asString("");
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

  private static List<Relation> relations(String id, JsonNode raw) {
    Set<Relation> relations = new LinkedHashSet<>();
    String group = AzureId.group(id);
    if (group != null && !group.equals(id)) {
      relations.add(new Relation("in", AzureId.type(group), group));
    } else if (group != null) {
      String subscription = group.replaceFirst("/resourcegroups/.*", "");
      relations.add(new Relation("in", AzureId.type(subscription), subscription));
    }
    links(raw.path("properties"), id, relations);
    links(raw.path("managedBy"), id, relations);
    return List.copyOf(relations);
  }

  private static void links(JsonNode node, String id, Set<Relation> relations) {
    if (node.isString()) {
      String other = AzureId.linked(node.stringValue());
      if (other != null && !other.equals(id) && !other.startsWith(id + "/")) {
        relations.add(new Relation("uses", AzureId.type(other), other));
      }
    } else {
      node.forEach(child -> links(child, id, relations));
    }
  }
}
