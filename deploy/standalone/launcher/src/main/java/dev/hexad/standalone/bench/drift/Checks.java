package dev.hexad.standalone.bench.drift;

import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Measures complete checks, one at a time, and holds each of them to what it has to find. */
final class Checks {
  private static final long LIMIT_NANOS = 300_000_000_000L;
  private static final long LOOK_MILLIS = 100;

  private final Cluster cluster;
  private final Api api;
  private final List<String> deployments;
  private final int objects;
  private final Runnable guard;
  private final List<Check> done = new ArrayList<>();

  /**
   * @param guard throws when the agent that checks is gone
   */
  Checks(Cluster cluster, Api api, List<String> deployments, int objects, Runnable guard) {
    this.guard = guard;
    this.cluster = cluster;
    this.api = api;
    this.deployments = deployments;
    this.objects = objects;
  }

  /**
   * A complete check of all objects.
   *
   * @param seconds from its first question to the end of its last deployment
   * @param reported seconds from the change until the API said it
   */
  record Check(double seconds, double reported, long requests) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "complete check %5.1f s, in the API %5.1f s after the change; %,d requests, %,.0f/s",
          seconds,
          reported,
          requests,
          requests / seconds);
    }
  }

  /** Lets one check go by that finds nothing. */
  void warmUp() throws InterruptedException {
    follow(cluster.awaitPause(guard), System.nanoTime(), Set.of());
  }

  /** Changes objects, or puts them right, and follows the next check to its end. */
  Check after(List<BenchObjects.Item> items, boolean right) throws InterruptedException {
    Counts before = cluster.awaitPause(guard);
    long since = System.nanoTime();
    items.forEach(item -> cluster.patch(item.path(), item.patch(right)));
    if (cluster.counts().since(before).dryRuns() > 0) {
      // The check that began meanwhile has perhaps seen only some of it; the next one counts.
      before = cluster.awaitPause(guard);
      since = System.nanoTime();
    }
    Set<String> expected =
        items.stream().map(BenchObjects.Item::id).collect(Collectors.toCollection(TreeSet::new));
    Check check = follow(before, since, right ? Set.of() : expected);
    done.add(check);
    return check;
  }

  private Check follow(Counts before, long since, Set<String> expected)
      throws InterruptedException {
    Instant from = Instant.now();
    cluster.awaitDryRuns(before, 1, guard);
    Instant first = Instant.now();
    cluster.awaitDryRuns(before, objects, guard);
    Counts asked = cluster.counts().since(before);
    DriftReport report = awaitReport(from);
    double reported = (System.nanoTime() - since) / 1e9;
    require(expected, report.items());
    double seconds = Duration.between(first, report.newest()).toNanos() / 1e9;
    return new Check(seconds, reported, asked.reads() + asked.dryRuns());
  }

  private DriftReport awaitReport(Instant from) throws InterruptedException {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (System.nanoTime() < end) {
      DriftReport report = DriftReport.read(api, deployments);
      if (report.oldest().isAfter(from)) {
        return report;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    throw new SampleException("a complete check was not reported");
  }

  static void require(Set<String> expected, Set<String> reported) {
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(reported);
    Set<String> extra = new TreeSet<>(reported);
    extra.removeAll(expected);
    if (!missing.isEmpty() || !extra.isEmpty()) {
      throw new SampleException(
          "WRONG: changed but not reported: %s; reported but not changed: %s"
              .formatted(missing, extra));
    }
  }

  double median() {
    return median(seconds());
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private double[] seconds() {
    return done.stream().mapToDouble(Check::seconds).toArray();
  }

  String summary() {
    double[] reported = done.stream().mapToDouble(Check::reported).toArray();
    return String.format(
        Locale.ROOT,
        "p50 %.1f s   max %.1f s, in the API p50 %.1f s   max %.1f s; %,.0f requests/s; each found"
            + " what was changed and nothing else",
        median(),
        Arrays.stream(seconds()).max().orElse(Double.NaN),
        median(reported),
        Arrays.stream(reported).max().orElse(Double.NaN),
        done.stream().mapToLong(Check::requests).sum() / Arrays.stream(seconds()).sum());
  }
}
