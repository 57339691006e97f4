package dev.hexad.contracts.pipeline;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.PullRequestRef;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What conditions can read of a change, as the variable {@code change}. */
public final class ChangeVariables {
  private ChangeVariables() {}

  /**
   * Every key is always there, so that conditions need not ask: {@code application, ref, branch,
   * tag, commit, author, message, event, trusted, pullRequest}; text is empty and the number 0 when
   * unknown.
   */
  public static Map<String, Object> of(@Nullable ChangeRef change) {
    var values = new HashMap<String, Object>();
    String ref = change == null ? "" : change.ref();
    values.put("application", change == null ? "" : change.application());
    values.put("ref", ref);
    values.put("branch", after(ref, "refs/heads/"));
    values.put("tag", after(ref, "refs/tags/"));
    values.put("commit", change == null ? "" : change.commit());
    values.put("author", text(change == null ? null : change.author()));
    values.put("message", text(change == null ? null : change.message()));
    values.put("event", text(change == null ? null : change.event()));
    values.put("trusted", change == null || change.trusted());
    values.put("pullRequest", pullRequest(change == null ? null : change.pullRequest()));
    return values;
  }

  private static Map<String, Object> pullRequest(@Nullable PullRequestRef pull) {
    return Map.of(
        "number", pull == null ? 0L : pull.number(),
        "targetBranch", pull == null ? "" : after(pull.targetRef(), "refs/heads/"),
        "fork", pull != null && pull.fork());
  }

  private static String after(String ref, String prefix) {
    return ref.startsWith(prefix) ? ref.substring(prefix.length()) : "";
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
