package dev.hexad.monitoring.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** A made-up series, and what a detector reads in it. */
record Course(Duration step, List<Double> values) {
  private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

  static Course of(int rows, IntToDoubleFunction value) {
    return every(Duration.ofMinutes(5), rows, value);
  }

  static Course every(Duration step, int rows, IntToDoubleFunction value) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      values.add(value.applyAsDouble(i));
    }
    return new Course(step, values);
  }

  /** Noise around a hundred, always the same. */
  static Course noise(int rows) {
    Random random = new Random(1);
    return of(rows, i -> 100 + random.nextGaussian());
  }

  /** A day of 288 rows again and again, with a little noise. */
  static Course days(int rows) {
    Random random = new Random(2);
    return of(rows, i -> 50 + 20 * Math.sin(2 * Math.PI * i / 288) + random.nextGaussian());
  }

  Course with(int from, int to, IntToDoubleFunction value) {
    List<Double> changed = new ArrayList<>(values);
    for (int i = from; i < to; i++) {
      changed.set(i, value.applyAsDouble(i));
    }
    return new Course(step, changed);
  }

  Course scaled(double factor, double offset) {
    return new Course(step, values.stream().map(value -> value * factor + offset).toList());
  }

  Course first(int rows) {
    return new Course(step, values.subList(0, rows));
  }

  double at(int row) {
    return values.get(row);
  }

  Instant time(int row) {
    return BEGIN.plus(step.multipliedBy(row));
  }

  List<Reading> read() {
    return read(new Detector(), 0);
  }

  List<Reading> read(Detector detector, int from) {
    List<Reading> readings = new ArrayList<>();
    for (int i = from; i < values.size(); i++) {
      readings.add(detector.observe(time(i), values.get(i)));
    }
    return readings;
  }

  static long alerts(List<Reading> readings) {
    return readings.stream().filter(reading -> reading.score() >= Detector.ALERT).count();
  }
}
