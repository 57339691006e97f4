package dev.hexad.cloud.gcp;

import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The assets of the sample project, from a file. */
final class GoogleAssets {
  private final JsonNode document;

  GoogleAssets() throws IOException {
    document =
        Json.mapper().readTree(Files.readString(Path.of("src/test/resources/gcp-assets.json")));
  }

  List<ObjectNode> resources() {
    return having("resource").toList();
  }

  List<ObjectNode> policies() {
    return having("iamPolicy").toList();
  }

  private Stream<ObjectNode> having(String content) {
    return document
        .valueStream()
        .filter(asset -> asset.has(content))
        .map(asset -> {
          ObjectNode one = Json.mapper().createObjectNode();
          for (String field : List.of("name", "assetType", content)) {
            one.set(field, asset.get(field).deepCopy());
          }
          return one;
        });
  }

  /** The document of the asset whose name ends so, as its own API gives it. */
  ObjectNode data(String end) {
    return document
        .valueStream()
        .filter(asset -> asset.path("name").asString().endsWith(end))
        .map(asset -> (ObjectNode) asset.at("/resource/data").deepCopy())
        .findFirst()
        .orElseThrow();
  }
}
