package dev.hexad.githost.api;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The one comment of a marker, which is an invisible HTML comment at the start of the body.
 *
 * @param updateMethod PATCH or PUT
 * @param updatePath path of the comment with an id
 * @param limit most characters of a body
 */
record Comments(
    ApiClient api, String updateMethod, Function<String, String> updatePath, int limit) {
  private static final Pattern MARKER = Pattern.compile("[a-z0-9][a-z0-9._/-]{0,99}");
  private static final int MOST_PAGES = 50;

  void upsert(String listPath, String query, String marker, String markdown) {
    if (!MARKER.matcher(marker).matches() || marker.contains("--")) {
      throw new IllegalArgumentException("'" + marker + "' cannot mark a comment");
    }
    String line = "<!-- hexad:" + marker + " -->";
    Map<String, String> body = Map.of("body", Markdown.cutBody(line + "\n" + markdown, limit));
    String id = find(listPath + query, line);
    if (id != null && update(id, body)) {
      return;
    }
    api.send("POST", listPath, body, false);
  }

  /** False when the comment is gone or is not ours to change; then another one is written. */
  private boolean update(String id, Map<String, String> body) {
    try {
      api.send(updateMethod, updatePath.apply(id), body, true);
      return true;
    } catch (HexadException e) {
      if (e.type() == ProblemType.NOT_FOUND || e.type() == ProblemType.FORBIDDEN) {
        return false;
      }
      throw e;
    }
  }

  private @Nullable String find(String path, String line) {
    String[] found = new String[1];
    api.pages(
        path,
        MOST_PAGES,
        page -> {
          for (JsonNode comment : page) {
            String body = comment.path("body").asString("");
            if (found[0] == null
                && body.startsWith(line)
                && comment.path("id").isIntegralNumber()) {
              found[0] = comment.path("id").asString();
            }
          }
          return found[0] == null;
        });
    return found[0];
  }
}
