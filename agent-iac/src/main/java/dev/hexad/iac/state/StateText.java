package dev.hexad.iac.state;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Terraform's state file, format version 4, read one resource at a time so that a large one fits.
 *
 * @param serial grows with every change
 * @param lineage the same for all versions of one state
 * @param resources number of instances of managed resources
 * @param secrets where sensitive values stand; never the values
 * @param identities by what its resources are known to their providers
 */
record StateText(
    long serial,
    String lineage,
    @Nullable String terraformVersion,
    int resources,
    List<StateSecret> secrets,
    List<StateIdentity> identities) {
  private static final int MOST_SECRETS = 1_000;

  StateText {
    secrets = List.copyOf(secrets);
    identities = List.copyOf(identities);
  }

  /**
   * One instance of a resource.
   *
   * @param attributes as the provider wrote them, secrets in the clear
   * @param sensitive paths that the provider or the configuration marks, with dots
   */
  record Instance(
      String address, String type, boolean managed, JsonNode attributes, List<String> sensitive) {
    /** The value at a path with dots; a missing node where there is none. */
    JsonNode at(String path) {
      JsonNode node = attributes;
      for (String step : path.split("\\.")) {
        node =
            node.isArray() && step.matches("\\d{1,6}")
                ? node.path(Integer.parseInt(step))
                : node.path(step);
      }
      return node;
    }
  }

  /**
   * Reads the facts.
   *
   * @throws HexadException when it is no state of format version 4
   */
  static StateText of(byte[] text) {
    var secrets = new ArrayList<StateSecret>();
    var identities = new ArrayList<StateIdentity>();
    int[] count = {0};
    JsonNode[] head =
        walk(
            text,
            instance -> {
              if (instance.managed()) {
                count[0]++;
              }
              StateIdentity.of(instance).forEach(identities::add);
              if (secrets.size() < MOST_SECRETS) {
                secrets.addAll(StateSecret.in(instance));
              }
            },
            output -> secrets.add(new StateSecret("output." + output, "value", "sensitive")));
    JsonNode serial = head[1];
    JsonNode lineage = head[2];
    if (head[0] == null || head[0].asInt(0) != 4 || serial == null || lineage == null) {
      throw new HexadException(
          ProblemType.INVALID,
          "This is no Terraform state of format version 4 with a serial and a lineage.");
    }
    return new StateText(
        serial.asLong(0),
        lineage.asString(""),
        head[3] == null ? null : head[3].asString(null),
        count[0],
        secrets.subList(0, Math.min(MOST_SECRETS, secrets.size())),
        identities);
  }

  /** All instances, in the order of the file. */
  static List<Instance> instances(byte[] text) {
    var all = new ArrayList<Instance>();
    walk(text, all::add, output -> {});
    return all;
  }

  private static @Nullable JsonNode[] walk(
      byte[] text, Consumer<Instance> instance, Consumer<String> sensitiveOutput) {
    var head = new JsonNode[4];
    try (JsonParser parser = Json.mapper().createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new HexadException(ProblemType.INVALID, "A state is a JSON object.");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "version" -> head[0] = parser.readValueAsTree();
          case "serial" -> head[1] = parser.readValueAsTree();
          case "lineage" -> head[2] = parser.readValueAsTree();
          case "terraform_version" -> head[3] = parser.readValueAsTree();
          case "outputs" -> outputs(parser.readValueAsTree(), sensitiveOutput);
          case "resources" -> resources(parser, instance);
          default -> parser.skipChildren();
        }
      }
    } catch (JacksonException e) {
      // The message would quote the state, which holds secrets.
      throw new HexadException(ProblemType.INVALID, "The state is not valid JSON.");
    }
    return head;
  }

  private static void outputs(JsonNode outputs, Consumer<String> sensitive) {
    for (var output : outputs.properties()) {
      if (output.getValue().path("sensitive").asBoolean(false)) {
        sensitive.accept(output.getKey());
      }
    }
  }

  private static void resources(JsonParser parser, Consumer<Instance> instance) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      JsonNode resource = parser.readValueAsTree();
      String type = resource.path("type").asString("");
      String module = resource.path("module").asString("");
      boolean data = resource.path("mode").asString("").equals("data");
      String base =
          (module.isEmpty() ? "" : module + ".")
              + (data ? "data." : "")
              + type
              + "."
              + resource.path("name").asString("");
      for (JsonNode each : resource.path("instances")) {
        instance.accept(
            new Instance(
                base + index(each.path("index_key")),
                type,
                !data,
                each.path("attributes"),
                paths(each.path("sensitive_attributes"))));
      }
    }
  }

  private static String index(JsonNode key) {
    if (key.isString()) {
      return "[\"" + key.stringValue() + "\"]";
    }
    return key.isNumber() ? "[" + key.asInt() + "]" : "";
  }

  /** {@code [[{"type":"get_attr","value":"a"},{"type":"get_attr","value":"b"}]]} is {@code a.b}. */
  private static List<String> paths(JsonNode marks) {
    var paths = new ArrayList<String>();
    for (JsonNode mark : marks) {
      var path = new ArrayList<String>();
      for (JsonNode step : mark) {
        JsonNode value = step.path("value");
        path.add(value.isObject() ? value.path("value").asString("") : value.asString(""));
      }
      paths.add(String.join(".", path));
    }
    return paths;
  }
}
