package dev.hexad.githost.api;

import org.jspecify.annotations.Nullable;

/**
 * The status of a commit in one context.
 *
 * @param context what is reported on, for example {@code hexad/ci}; at most 255 characters
 * @param description one line, cut to 140 characters; may be empty
 * @param targetUrl http(s) address with more, or null
 */
public record StatusReport(
    String context, State state, String description, @Nullable String targetUrl) {
  /** How it stands; hosts with fewer states get the nearest one. */
  public enum State {
    PENDING,
    RUNNING,
    SUCCESS,
    FAILURE,
    ERROR,
    CANCELLED;

    boolean isFinal() {
      return this != PENDING && this != RUNNING;
    }
  }

  public StatusReport {
    if (context.isBlank() || context.length() > 255) {
      throw new IllegalArgumentException("a context has 1 to 255 characters");
    }
    requireHttp(targetUrl);
    description = Markdown.cut(Markdown.oneLine(description), 140);
  }

  static void requireHttp(@Nullable String url) {
    if (url != null && !url.startsWith("https://") && !url.startsWith("http://")) {
      throw new IllegalArgumentException("a link must begin with http:// or https://");
    }
  }
}
