package dev.hexad.monitoring.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counters of one metric at one moment, in groups that begin again at zero together.
 *
 * @param groups by their common labels: the values by what tells them apart inside the group
 * @param presence whether they can be counted with
 * @param flaw why not, in words; empty when they can
 * @param <K> the labels of a counter, or the upper bound of a bucket in seconds
 */
public record Counters<K>(
    Map<Map<String, String>, Map<K, Double>> groups, Presence presence, String flaw) {

  /** Whether counters can be counted with. */
  public enum Presence {
    SHOWN,
    /** Nothing was counted yet; what comes later has begun at zero. */
    ABSENT,
    /** There is something, but where it stands is not known. */
    BROKEN
  }

  /** Labels that say which process counts; it begins again at zero as a whole. */
  private static final List<String> PROCESS = List.of("instance", "pod");

  public static <K> Counters<K> absent(String flaw) {
    return new Counters<>(Map.of(), Presence.ABSENT, flaw);
  }

  public static <K> Counters<K> broken(String flaw) {
    return new Counters<>(Map.of(), Presence.BROKEN, flaw);
  }

  /** Plain counters, for example of requests by status. */
  public static Counters<Map<String, String>> of(Collection<Sample> samples) {
    var groups = new HashMap<Map<String, String>, Map<Map<String, String>, Double>>();
    long bad = samples.stream().filter(sample -> !isCount(sample.value())).count();
    for (Sample sample : samples) {
      if (isCount(sample.value())) {
        var process = new HashMap<>(sample.labels());
        process.keySet().retainAll(PROCESS);
        groups
            .computeIfAbsent(Map.copyOf(process), p -> new HashMap<>())
            .merge(sample.labels(), sample.value(), Double::sum);
      }
    }
    return checked(groups, bad, samples.size());
  }

  /**
   * The buckets of a classic histogram.
   *
   * @param perSecond units of the bounds in a second: 1, or 1000 for milliseconds
   */
  public static Counters<Double> buckets(Collection<Sample> samples, double perSecond) {
    var groups = new HashMap<Map<String, String>, Map<Double, Double>>();
    long bad = samples.stream().filter(sample -> !isCount(sample.value())).count();
    for (Sample sample : samples) {
      double bound = Numbers.of(sample.label("le"));
      if (Double.isNaN(bound)) {
        return broken("a bucket has no upper bound in its label le");
      }
      var labels = new HashMap<>(sample.labels());
      labels.remove("le");
      if (isCount(sample.value())) {
        groups
            .computeIfAbsent(Map.copyOf(labels), l -> new TreeMap<>())
            .merge(bound / perSecond, sample.value(), Double::sum);
      }
    }
    if (bad == 0 && groups.values().stream().anyMatch(g -> !isWhole(g))) {
      return broken("a histogram has no bucket up to +Inf, or only that one");
    }
    return checked(groups, bad, samples.size());
  }

  private static boolean isWhole(Map<Double, Double> buckets) {
    return buckets.size() > 1 && buckets.containsKey(Double.POSITIVE_INFINITY);
  }

  private static boolean isCount(double value) {
    return value >= 0 && Double.isFinite(value);
  }

  private static <K> Counters<K> checked(
      Map<Map<String, String>, Map<K, Double>> groups, long bad, int all) {
    return bad == 0
        ? new Counters<>(groups, Presence.SHOWN, "")
        : new Counters<>(
            groups,
            Presence.BROKEN,
            "%d of %d values are no counts: NaN, infinite or negative".formatted(bad, all));
  }

  /** All together. */
  public double sum() {
    return groups.values().stream()
        .flatMap(group -> group.values().stream())
        .mapToDouble(Double::doubleValue)
        .sum();
  }
}
