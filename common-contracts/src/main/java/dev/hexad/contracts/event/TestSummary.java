package dev.hexad.contracts.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the test reports of a build said. */
public record TestSummary(
    int passed, int failed, int skipped, long durationMillis, List<Failure> failures) {
  public TestSummary {
    failures = failures == null ? List.of() : List.copyOf(failures);
  }

  /** A test that failed. */
  public record Failure(String suite, String test, @Nullable String message) {}
}
