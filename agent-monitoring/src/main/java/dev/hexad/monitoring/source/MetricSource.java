package dev.hexad.monitoring.source;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.monitoring.metrics.Counters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads metrics by queries in the language of the source. Where one value is wanted, all series
 * that a query gives are added up. Each call ends within some seconds. Safe for all threads.
 */
public interface MetricSource {

  /** One value. */
  record Point(Instant at, double value) {}

  /** The newest value of one series, and the labels that tell it apart. */
  record Series(Map<String, String> labels, Point newest) {
    public Series {
      labels = Map.copyOf(labels);
    }
  }

  /**
   * The newest value; empty when there is none. NaN is a value here.
   *
   * @throws IOException when there is no answer, or one of no use
   * @throws HexadException when the query is wrong
   */
  Optional<Point> read(String query) throws IOException, InterruptedException;

  /**
   * The newest value of each series; a series that has none is left out.
   *
   * @throws IOException when there is no answer, or one of no use
   * @throws HexadException when the query is wrong
   */
  List<Series> series(String query) throws IOException, InterruptedException;

  /** Values from one time to another, the oldest first. */
  List<Point> history(String query, Instant from, Instant to, Duration step)
      throws IOException, InterruptedException;

  /**
   * Counters one by one, so that each may begin again at zero.
   *
   * @throws HexadException when the source has none
   */
  Counters<Map<String, String>> counters(String query) throws IOException, InterruptedException;
}
