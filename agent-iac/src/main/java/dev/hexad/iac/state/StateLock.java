package dev.hexad.iac.state;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A lock on a state.
 *
 * @param info what Terraform sent with it, given back to who wants it too
 * @param holder who took it: {@code command/…} for runs of Hexad, else the caller
 */
record StateLock(String workspace, String id, JsonNode info, String holder, Instant since) {
  /** Longest lock info that is taken. */
  static final int LIMIT = 64 * 1024;

  /** The id in a lock info; null for an empty body, which {@code force-unlock} sends. */
  static @Nullable String idOf(byte[] body) {
    return body.length == 0 ? null : info(body).path("ID").asString(null);
  }

  static JsonNode info(byte[] body) {
    try {
      JsonNode info = Json.mapper().readTree(body);
      if (info.path("ID").asString("").isEmpty()) {
        throw new HexadException(ProblemType.INVALID, "A lock needs an 'ID'.");
      }
      return info;
    } catch (JacksonException e) {
      throw new HexadException(ProblemType.INVALID, "The lock info is not JSON.", e);
    }
  }
}
