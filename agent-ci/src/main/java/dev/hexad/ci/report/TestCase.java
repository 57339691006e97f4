package dev.hexad.ci.report;

import org.jspecify.annotations.Nullable;

/**
 * One test of a report.
 *
 * @param message of the failure, cut to 2,000 characters
 */
public record TestCase(
    String suite, String name, Outcome outcome, long millis, @Nullable String message) {
  private static final int MAX_MESSAGE = 2_000;
  private static final int MAX_NAME = 500;

  /** How it ended. */
  public enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  public TestCase {
    suite = cut(suite, MAX_NAME);
    name = cut(name, MAX_NAME);
    message = message == null ? null : cut(message, MAX_MESSAGE);
  }

  private static String cut(String text, int max) {
    String clean = text.replace("\0", "");
    return clean.length() > max ? clean.substring(0, max) : clean;
  }
}
