package dev.hexad.orchestrator.plugin;

import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.orchestrator.access.AgentScopes;
import dev.hexad.orchestrator.registry.ReservedNames;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.schema.Schemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Looks at a manifest on its own: what is wrong with it and what an operator should know. */
@Component
class ManifestCheck {
  private static final Pattern TYPE =
      Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+){2,}\\.v[1-9][0-9]*");

  /** Facts that the orchestrator alone can know. */
  private static final List<String> OURS =
      List.of(
          "dev.hexad.command.",
          "dev.hexad.agent.",
          "dev.hexad.run.",
          "dev.hexad.stage.",
          "dev.hexad.hook.");

  private final ReservedNames reserved;

  ManifestCheck(ReservedNames reserved) {
    this.reserved = reserved;
  }

  List<Finding> findings(Manifest manifest, Identity by) {
    var found = new ArrayList<Finding>();
    if (reserved.contains(manifest.id())) {
      found.add(Finding.error("/id", "'" + manifest.id() + "' is a name of the orchestrator's"));
    }
    Integer contracts = manifest.contracts();
    if (contracts != null && contracts != Manifest.CONTRACTS) {
      found.add(
          Finding.error(
              "/contracts",
              "was made for version "
                  + contracts
                  + " of the contracts, this release speaks "
                  + Manifest.CONTRACTS));
    }
    if (manifest.publisher() == null || manifest.publisher().isBlank()) {
      found.add(Finding.warning("/publisher", "nobody says who made it"));
    }
    schemas(manifest, found);
    types(manifest, found);
    views(manifest, found);
    for (String scope : manifest.wantedScopes()) {
      AgentScopes.objection(scope, by)
          .ifPresent(reason -> found.add(Finding.warning("/scopes", reason)));
    }
    return found;
  }

  private static void schemas(Manifest manifest, List<Finding> found) {
    schema("/configurationSchema", manifest.configurationSchema(), found);
    for (int i = 0; i < manifest.capabilities().size(); i++) {
      Manifest.Capability capability = manifest.capabilities().get(i);
      schema("/capabilities/" + i + "/parametersSchema", capability.parametersSchema(), found);
      schema("/capabilities/" + i + "/resultSchema", capability.resultSchema(), found);
    }
    if (found.stream().noneMatch(f -> f.level() == Finding.Level.ERROR)) {
      Schemas.check(manifest.configurationSchema(), manifest.defaultConfiguration())
          .forEach(e -> found.add(Finding.error("/defaultConfiguration" + e.where(), e.message())));
    }
  }

  /** A schema that refers to somewhere else would make the orchestrator call there. */
  private static void schema(String where, JsonNode schema, List<Finding> found) {
    if (!schema.isObject() && !schema.isBoolean()) {
      found.add(Finding.error(where, "is no JSON Schema"));
    } else if (refersElsewhere(schema)) {
      found.add(Finding.error(where, "has a $ref out of itself; only '#/…' is allowed"));
    }
  }

  private static boolean refersElsewhere(JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      boolean reference =
          field.getKey().equals("$ref")
              || field.getKey().equals("$dynamicRef")
              || field.getKey().equals("$schema")
                  && !field.getValue().asString("").startsWith("https://json-schema.org/draft/");
      if (reference && !field.getValue().asString("#").startsWith("#")
          || refersElsewhere(field.getValue())) {
        return true;
      }
    }
    if (node.isArray()) {
      for (JsonNode item : node) {
        if (refersElsewhere(item)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void types(Manifest manifest, List<Finding> found) {
    for (int i = 0; i < manifest.emits().size(); i++) {
      String type = manifest.emits().get(i);
      String where = "/emits/" + i;
      if (!TYPE.matcher(type).matches()) {
        found.add(
            Finding.error(
                where, "'" + type + "' is no event type; write com.example.thing.done.v1"));
      } else if (OURS.stream().anyMatch(type::startsWith)) {
        found.add(Finding.error(where, "'" + type + "' is told by the orchestrator alone"));
      } else if (type.startsWith("dev.hexad.")) {
        found.add(
            Finding.warning(where, "'" + type + "' is read by other agents as a fact of Hexad's"));
      }
    }
  }

  private static void views(Manifest manifest, List<Finding> found) {
    var ids = new HashSet<String>();
    for (int i = 0; i < manifest.views().size(); i++) {
      Manifest.View view = manifest.views().get(i);
      String where = "/views/" + i;
      if (!ids.add(view.id())) {
        found.add(Finding.error(where + "/id", "'" + view.id() + "' is there twice"));
      }
      if (view.source() == null
          || !view.source().matches("/?[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*(\\?[^#\\s]*)?")
          || view.source().contains("..")) {
        found.add(Finding.error(where + "/source", "is no path below /api/v1/" + manifest.id()));
      }
    }
  }
}
