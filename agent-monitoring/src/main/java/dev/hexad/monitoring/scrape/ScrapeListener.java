package dev.hexad.monitoring.scrape;

import dev.hexad.monitoring.metrics.Observed;
import java.time.Instant;

/** Looks at the readings of what runs. */
public interface ScrapeListener {
  /** After each round. */
  void scraped();

  /** What a revision did since the reading before. */
  default void grew(Watched watched, Instant at, Observed traffic) {}
}
