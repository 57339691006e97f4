package dev.hexad.monitoring.metrics;

import java.util.List;
import java.util.Map;

/** Adds up the traffic of one revision from reading to reading. Not safe for several threads. */
public final class Tally {
  private final Growth<Map<String, String>> requests = new Growth<>();
  private final Growth<Map<String, String>> errors = new Growth<>();
  private final Growth<Double> latency = new Growth<>();
  private Observed total = Observed.NOTHING;

  /** Takes a reading; gives what happened since the one before, nothing the first time. */
  public Observed add(Snapshot now) {
    double newRequests = sum(requests.add(now.requests()));
    double newErrors = sum(errors.add(now.errors()));
    Histogram slower =
        latency.add(now.latency()).stream()
            .map(Histogram::of)
            .reduce(Histogram.NONE, Histogram::plus);
    var flaws = new Observed.Flaws(requests.flaw(), errors.flaw(), latency.flaw());
    var grown = new Observed(Math.round(newRequests), Math.round(newErrors), slower, flaws);
    total = total.plus(grown);
    return grown;
  }

  private static double sum(List<Map<Map<String, String>, Double>> grown) {
    return grown.stream()
        .flatMap(group -> group.values().stream())
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  /** Everything since the first reading. */
  public Observed total() {
    return total;
  }
}
