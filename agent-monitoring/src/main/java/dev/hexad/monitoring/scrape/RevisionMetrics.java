package dev.hexad.monitoring.scrape;

import dev.hexad.contracts.event.Verdict;
import dev.hexad.monitoring.metrics.Snapshot;
import java.io.IOException;

/** A source of what revisions say of their traffic. */
public interface RevisionMetrics {
  /**
   * Reads now.
   *
   * @throws IOException when there is no answer, or one that cannot be read
   * @throws dev.hexad.contracts.problem.HexadException when it was asked in a way that no later
   *     reading would answer
   */
  Snapshot read(Watched revision) throws IOException, InterruptedException;

  /** Where it reads, for people. */
  String describe(Watched revision);

  /** What it means for a candidate that it was read and cannot be any more. */
  Verdict whenSilent();
}
