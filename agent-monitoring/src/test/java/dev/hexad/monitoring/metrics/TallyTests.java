package dev.hexad.monitoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTests {
  private static Sample sample(double value, String... labels) {
    var map = new java.util.HashMap<String, String>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    return new Sample("x", map, value);
  }

  private static Snapshot snapshot(List<Sample> requests, List<Sample> errors) {
    return new Snapshot(
        Instant.EPOCH, Counters.of(requests), Counters.of(errors), Counters.absent("none"));
  }

  private static Snapshot byStatus(double good, double bad) {
    Sample errors = sample(bad, "status", "500");
    return snapshot(List.of(sample(good, "status", "200"), errors), List.of(errors));
  }

  private static Snapshot latency(double... cumulative) {
    var buckets = new ArrayList<Sample>();
    String[] bounds = {"0.1", "0.5", "+Inf"};
    for (int i = 0; i < bounds.length; i++) {
      buckets.add(sample(cumulative[i], "le", bounds[i]));
    }
    return new Snapshot(
        Instant.EPOCH,
        Counters.absent("none"),
        Counters.absent("none"),
        Counters.buckets(buckets, 1));
  }

  @Test
  void countsFromTheFirstReadingOn() {
    var tally = new Tally();
    assertThat(tally.add(byStatus(100, 5)).requests()).isZero();
    assertThat(tally.add(byStatus(110, 6)).requests()).isEqualTo(11);
    tally.add(byStatus(120, 6));
    assertThat(tally.total().requests()).isEqualTo(21);
    assertThat(tally.total().errors()).isEqualTo(1);
  }

  @Test
  void countsAllThatAProcessShowsAfterItBeganAgain() {
    var tally = new Tally();
    tally.add(byStatus(95, 5));
    tally.add(byStatus(14, 6));
    assertThat(tally.total().requests()).isEqualTo(20);
  }

  @Test
  void processesBeginAgainEachByItself() {
    var tally = new Tally();
    tally.add(
        snapshot(List.of(sample(100, "instance", "a"), sample(50, "instance", "b")), List.of()));
    tally.add(
        snapshot(List.of(sample(3, "instance", "a"), sample(60, "instance", "b")), List.of()));
    assertThat(tally.total().requests()).isEqualTo(13);
  }

  @Test
  void aNewSeriesHasBegunAtZeroAndAMissingOneGoesOn() {
    var tally = new Tally();
    tally.add(snapshot(List.of(sample(100, "pod", "a")), List.of()));
    tally.add(snapshot(List.of(sample(7, "pod", "b")), List.of()));
    tally.add(snapshot(List.of(sample(110, "pod", "a"), sample(8, "pod", "b")), List.of()));
    assertThat(tally.total().requests()).isEqualTo(18);
  }

  @Test
  void brokenReadingsAreNoBeginAndNoReset() {
    var tally = new Tally();
    tally.add(byStatus(Double.NaN, 0));
    tally.add(byStatus(1_000_000, 0));
    tally.add(byStatus(1_000_001, 0));
    assertThat(tally.total().requests()).isEqualTo(1);
    tally.add(byStatus(Double.NaN, 0));
    assertThat(tally.total().flaws().requests()).contains("1 of 2 values are no counts");
    tally.add(byStatus(1_000_005, 0));
    assertThat(tally.total().requests()).isEqualTo(5);
    assertThat(tally.total().flaws().requests()).isEmpty();
  }

  @Test
  void takesTheDifferenceOfHistograms() {
    var tally = new Tally();
    tally.add(latency(10, 20, 30));
    tally.add(latency(11, 25, 37));
    assertThat(tally.total().latency().cumulative())
        .isEqualTo(Map.of(0.1, 1.0, 0.5, 5.0, Double.POSITIVE_INFINITY, 7.0));
  }

  @Test
  void aHistogramBeginsAgainAsAWhole() {
    var tally = new Tally();
    tally.add(latency(1, 20, 30));
    tally.add(latency(2, 4, 5));
    assertThat(tally.total().latency().cumulative())
        .isEqualTo(Map.of(0.1, 2.0, 0.5, 4.0, Double.POSITIVE_INFINITY, 5.0));
  }
}
