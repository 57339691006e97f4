package dev.hexad.iac.hosted;

import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An answer of {@link FakeTerraformCloud}. */
record FakeReply(int status, @Nullable JsonNode body, Map<String, String> headers) {
  static FakeReply of(int status, Object body) {
    return new FakeReply(status, Json.tree(body), Map.of());
  }

  static FakeReply empty(int status) {
    return new FakeReply(status, null, Map.of());
  }

  static FakeReply error(int status, String title) {
    return of(status, Map.of("errors", List.of(Map.of("status", "" + status, "title", title))));
  }
}
