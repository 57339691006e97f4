package dev.hexad.monitoring.scrape;

/** Looks at the readings after each round. */
@FunctionalInterface
public interface ScrapeListener {
  void scraped();
}
