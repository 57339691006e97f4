package dev.hexad.service.web;

import dev.hexad.contracts.message.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Examples of what a service takes and gives, by operation: {@code {"POST /api/v1/runs":
 * {"request": …, "response": …}}}, each of the two if there is something to show.
 */
final class OpenApiExamples {
  static final OpenApiExamples NONE = new OpenApiExamples(Map.of());

  private final Map<String, Example> byOperation;

  private OpenApiExamples(Map<String, Example> byOperation) {
    this.byOperation = Map.copyOf(byOperation);
  }

  private record Example(@Nullable JsonNode request, @Nullable JsonNode response) {}

  static OpenApiExamples parse(String text) {
    var found = new HashMap<String, Example>();
    Json.mapper()
        .readTree(text)
        .properties()
        .forEach(entry -> found.put(entry.getKey(), Json.convert(entry.getValue(), Example.class)));
    return new OpenApiExamples(found);
  }

  /**
   * Adds the examples to a description.
   *
   * @throws IllegalStateException when one is of an operation that the service does not have
   */
  void show(OpenAPI document) {
    byOperation.forEach((name, example) -> {
      Operation operation =
          find(document, name)
              .orElseThrow(() ->
                  new IllegalStateException("an example is of '" + name + "', which is not there"));
      if (example.request() != null) {
        put(operation.getRequestBody().getContent(), example.request());
      }
      if (example.response() != null) {
        operation.getResponses().entrySet().stream()
            .filter(response -> response.getKey().startsWith("2"))
            .forEach(response -> put(response.getValue().getContent(), example.response()));
      }
    });
  }

  private static Optional<Operation> find(OpenAPI document, String name) {
    String method = name.substring(0, name.indexOf(' ')).toUpperCase(Locale.ROOT);
    return Optional.ofNullable(document.getPaths().get(name.substring(name.indexOf(' ') + 1)))
        .map(path -> path.readOperationsMap().get(PathItem.HttpMethod.valueOf(method)));
  }

  /** As plain maps and lists: the library that writes the description has another JSON tree. */
  private static void put(@Nullable Content content, JsonNode example) {
    if (content != null) {
      Object plain = Json.mapper().treeToValue(example, Object.class);
      content.values().forEach(media -> media.setExample(plain));
    }
  }
}
