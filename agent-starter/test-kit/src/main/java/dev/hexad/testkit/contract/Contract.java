package dev.hexad.testkit.contract;

import dev.hexad.contracts.message.Json;
import dev.hexad.service.schema.Schemas;
import dev.hexad.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A published OpenAPI document, of version 3 or 2, and whether requests and answers are as it says.
 */
public final class Contract {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  /** A request. */
  public record Call(String method, String path, Map<String, String> query, String body) {
    public Call {
      query = Map.copyOf(query);
    }
  }

  private final ObjectNode document;
  private final String prefix;
  private final Map<Pattern, JsonNode> paths = new TreeMap<>(Contract::moreExact);
  private final Map<JsonNode, JsonNode> schemas = new HashMap<>();

  /**
   * Reads a document whose objects have no fields but those that it names.
   *
   * @param more resource with operations that the copy of it lacks
   */
  public static Contract strict(String file, @Nullable String more) throws IOException {
    ObjectNode document = document(file);
    StrictSchemas.close(document.at("/components/schemas"));
    return new Contract(document, more, "", List.of());
  }

  /**
   * Reads a document.
   *
   * @param file below the folder of published documents; the test is skipped where there is none
   * @param more resource with operations that the copy of it lacks
   * @param prefix what stands before its paths
   * @param slashed parameters that may hold slashes
   */
  public Contract(String file, @Nullable String more, String prefix, List<String> slashed)
      throws IOException {
    this(document(file), more, prefix, slashed);
  }

  private Contract(ObjectNode document, @Nullable String more, String prefix, List<String> slashed)
      throws IOException {
    this.prefix = prefix;
    this.document = document;
    ObjectNode operations = (ObjectNode) document.get("paths");
    if (more != null) {
      JsonNode added =
          Json.mapper().readTree(Files.readString(Path.of("src/test/resources/contracts", more)));
      added.properties().forEach(e -> operations.set(e.getKey(), e.getValue()));
    }
    operations.properties().forEach(e -> paths.put(pattern(e.getKey(), slashed), e.getValue()));
  }

  private static ObjectNode document(String file) throws IOException {
    return OldDocuments.renewed(
        (ObjectNode) Json.mapper().readTree(Files.readString(published(file))));
  }

  /** A file of the published documents; the test is skipped where there are none. */
  public static Path published(String file) {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.exists(dir.resolve("shared"))) {
        Path found = dir.resolve("shared/specs").resolve(file);
        Tools.require(Files.exists(found), "the published document " + file + " is missing");
        return found;
      }
    }
    Assumptions.abort("the published documents are not on this machine");
    throw new IllegalStateException();
  }

  private static Pattern pattern(String template, List<String> slashed) {
    var regex = new StringBuilder();
    var variables = VARIABLE.matcher(template);
    int end = 0;
    while (variables.find()) {
      regex.append(Pattern.quote(template.substring(end, variables.start())));
      regex.append(slashed.contains(variables.group(1)) ? ".+" : "[^/:]+");
      end = variables.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(template.substring(end))).toString());
  }

  /** Paths with fewer open ends come first. */
  private static int moreExact(Pattern a, Pattern b) {
    int open = Integer.compare(openness(a), openness(b));
    return open == 0 ? a.pattern().compareTo(b.pattern()) : open;
  }

  private static int openness(Pattern path) {
    String text = path.pattern();
    return text.split("\\+", -1).length + (text.contains(".+") ? 100 : 0);
  }

  private Optional<JsonNode> operation(Call call) {
    if (!call.path().startsWith(prefix)) {
      return Optional.empty();
    }
    String path = call.path().substring(prefix.length());
    String method = call.method().toLowerCase(java.util.Locale.ROOT);
    return paths.entrySet().stream()
        .filter(e -> e.getKey().matcher(path).matches() && e.getValue().has(method))
        .map(e -> e.getValue().get(method))
        .findFirst();
  }

  /** Whether the document is about a request. */
  public boolean describes(Call call) {
    return operation(call).isPresent();
  }

  /** What is wrong with a request; nothing when it conforms. */
  public List<String> wrong(Call call) {
    Optional<JsonNode> found = operation(call);
    if (found.isEmpty()) {
      return List.of("nothing is known of " + call.method() + " " + call.path());
    }
    JsonNode operation = found.get();
    var wrong = new ArrayList<String>();
    Map<String, String> unknown = new HashMap<>(call.query());
    for (JsonNode given : operation.path("parameters")) {
      JsonNode parameter = resolved(given);
      String name = parameter.path("name").asString();
      if (parameter.path("in").asString().equals("query")) {
        String value = unknown.remove(name);
        if (value == null && parameter.path("required").asBoolean(false)) {
          wrong.add("the parameter " + name + " is missing");
        } else if (value != null) {
          check(parameter.path("schema"), typed(parameter.path("schema"), value), name, wrong);
        }
      }
    }
    unknown.keySet().forEach(name -> wrong.add("there is no parameter " + name));
    JsonNode body = resolved(operation.path("requestBody"));
    JsonNode schema = schema(body);
    if (call.body().isEmpty()) {
      if (body.path("required").asBoolean(false)) {
        wrong.add("the body is missing");
      }
    } else if (body.isMissingNode()) {
      wrong.add("nobody asked for a body");
    } else {
      check(schema, Json.mapper().readTree(call.body()), "body", wrong);
    }
    return wrong;
  }

  /** What is wrong with an answer; a body that is none is not looked at. */
  public List<String> wrong(Call call, int status, @Nullable JsonNode answer) {
    JsonNode responses = operation(call).orElseThrow().path("responses");
    JsonNode response = resolved(responses.path(Integer.toString(status)));
    var wrong = new ArrayList<String>();
    JsonNode schema = schema(response);
    if (response.isMissingNode()) {
      wrong.add("status " + status + " is not described");
    } else if (answer != null && !schema.isMissingNode()) {
      check(schema, answer, "answer", wrong);
    }
    return wrong;
  }

  /** Of what is JSON, under whatever name of it. */
  private static JsonNode schema(JsonNode message) {
    return message.path("content").properties().stream()
        .filter(content -> content.getKey().matches("application/(.+\\+)?json"))
        .map(content -> content.getValue().path("schema"))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static JsonNode typed(JsonNode schema, String value) {
    return switch (schema.path("type").asString("string")) {
      case "integer", "number", "boolean" -> Json.mapper().readTree(value);
      case "array" -> Json.tree(List.of(value));
      default -> Json.tree(value);
    };
  }

  private void check(JsonNode schema, JsonNode value, String where, List<String> wrong) {
    if (schema.isObject()) {
      Schemas.check(schemas.computeIfAbsent(schema, this::closed), value)
          .forEach(problem -> wrong.add(where + problem));
    }
  }

  /** A schema with all that it refers to, and nothing else. */
  private JsonNode closed(JsonNode schema) {
    ObjectNode closed = (ObjectNode) schema.deepCopy();
    ObjectNode kept = closed.putObject("components").putObject("schemas");
    Deque<JsonNode> open = new ArrayDeque<>(List.of(schema));
    while (!open.isEmpty()) {
      for (JsonNode reference : open.pop().findValues("$ref")) {
        String name = reference.asString().replaceFirst("^#/components/schemas/", "");
        JsonNode found = document.at("/components/schemas").path(name);
        if (!kept.has(name) && found.isObject()) {
          kept.set(name, found);
          open.push(found);
        }
      }
    }
    return closed;
  }

  private JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }
}
