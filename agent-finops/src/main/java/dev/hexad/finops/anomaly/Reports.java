package dev.hexad.finops.anomaly;

import dev.hexad.finops.anomaly.CostAnomalies.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns findings about places into detections that are as broad as what happened. Places of one
 * workload that move alike have one cause (the ripple effect, Sun et al., HotSpot, 2018), and are
 * reported once.
 */
final class Reports {
  private static final double MATE_SCORE = 2.2;
  private static final double MATE_RATIO = 0.25;
  private static final double ALIKE = 0.45;
  private static final int QUIET = 4;
  private static final int MANY = 3;
  private static final int ACCOUNTS = 2;
  private static final double BEYOND_DOUBT = 15;

  private final Map<Group, Long> reported = new HashMap<>();

  /** What may share a cause. */
  private record Group(Place workload, int direction) {
    static Group of(Finding finding) {
      return new Group(finding.place().workload(), finding.direction());
    }
  }

  List<Detection> of(long day, List<Finding> hot, List<Finding> all, Collection<Change> changes) {
    reported.values().removeIf(past -> day - past > QUIET);
    List<Detection> detections = new ArrayList<>();
    Set<Group> done = new HashSet<>();
    for (Finding finding : fresh(hot)) {
      Group group = Group.of(finding);
      if (done.contains(group) || reported.containsKey(group)) {
        continue;
      }
      List<Finding> together = together(finding, hot, all, day);
      if (together.size() > 1) {
        done.add(group);
        reported.put(group, day);
        detections.add(detection(day, finding.place().workload(), together, changes));
      } else {
        detections.add(detection(day, finding.place(), together, changes));
      }
    }
    return detections;
  }

  /** Those that begin today. Where many workloads begin at once, each needs no explanation. */
  private static List<Finding> fresh(List<Finding> hot) {
    List<Finding> fresh = hot.stream().filter(finding -> finding.leaf().run == 1).toList();
    Set<Integer> common = new HashSet<>();
    for (int direction : new int[] {1, -1}) {
      Set<Place> workloads = new LinkedHashSet<>();
      Set<String> accounts = new HashSet<>();
      for (Finding finding : fresh) {
        if (finding.direction() == direction && !finding.leaf().newcomer) {
          workloads.add(finding.place().workload());
          accounts.add(finding.place().provider() + "\n" + finding.place().account());
        }
      }
      if (workloads.size() > MANY && accounts.size() > ACCOUNTS) {
        common.add(direction);
      }
    }
    return fresh.stream()
        .filter(finding ->
            !common.contains(finding.direction())
                || finding.leaf().newcomer
                || Math.abs(finding.score()) > BEYOND_DOUBT)
        .toList();
  }

  private static List<Finding> together(
      Finding finding, List<Finding> hot, List<Finding> all, long day) {
    List<Finding> together = new ArrayList<>();
    together.add(finding);
    if (finding.leaf().newcomer || finding.place().untagged()) {
      return together;
    }
    for (Finding other : all) {
      if (other.place().equals(finding.place())
          || other.leaf().newcomer
          || !other.place().workload().equals(finding.place().workload())) {
        continue;
      }
      boolean began =
          hot.contains(other)
              && other.direction() == finding.direction()
              && other.leaf().start >= day - 1;
      boolean alike =
          other.leaf().cost > 0
              && other.score() * finding.direction() > MATE_SCORE
              && other.ratio() * finding.direction() > MATE_RATIO
              && Math.abs(other.ratio() - finding.ratio()) < ALIKE;
      if (began || alike) {
        together.add(other);
      }
    }
    return together;
  }

  private static Detection detection(
      long day, Place where, List<Finding> findings, Collection<Change> changes) {
    double score = findings.stream().mapToDouble(f -> Math.abs(f.score())).sum();
    double excess = findings.stream().mapToDouble(Finding::excess).sum();
    long start =
        findings.stream()
            .filter(f -> f.direction() != 0)
            .mapToLong(f -> f.leaf().start)
            .min()
            .orElse(day);
    return new Detection(
        LocalDate.ofEpochDay(day),
        LocalDate.ofEpochDay(start),
        where,
        score,
        excess,
        Causes.of(where, start, day, changes));
  }
}
