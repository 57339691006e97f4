package dev.hexad.githost.api;

import dev.hexad.githost.webhook.GitRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check on a commit with its report.
 *
 * @param name what checks, for example {@code hexad/plan}
 * @param title one line
 * @param summary Markdown, shown first
 * @param text Markdown with the details; may be empty
 * @param detailsUrl http(s) address with more, or null
 * @param pullRequest where to comment if the host has no checks, or null
 */
public record CheckReport(
    String name,
    String commit,
    StatusReport.State state,
    String title,
    String summary,
    String text,
    List<Annotation> annotations,
    @Nullable String detailsUrl,
    @Nullable Integer pullRequest) {
  public CheckReport {
    GitRef.commit(commit);
    StatusReport.requireHttp(detailsUrl);
    annotations = List.copyOf(annotations);
  }

  /** How grave an annotation is. */
  public enum Level {
    NOTICE,
    WARNING,
    FAILURE
  }

  /**
   * A remark on lines of a file.
   *
   * @param path from the root of the repository
   * @param startLine first line, from 1
   * @param endLine last line, not before the first
   * @param message plain text
   */
  public record Annotation(
      String path, int startLine, int endLine, Level level, String title, String message) {
    public Annotation {
      if (path.isBlank() || startLine < 1 || endLine < startLine || message.isBlank()) {
        throw new IllegalArgumentException("an annotation needs a path, lines and a message");
      }
    }
  }

  StatusReport status() {
    return new StatusReport(name, state, title, detailsUrl);
  }
}
