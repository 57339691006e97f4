package dev.hexad.finops.anomaly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** A bill of several places whose days can be bent, and what is found in it. */
final class Bill {
  static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final double[] WEEK = {1.1, 1.15, 1.12, 1.08, 1.05, 0.8, 0.7};

  private final Map<Place, Double> levels = new LinkedHashMap<>();
  private final Map<Place, Map<Integer, DoubleUnaryOperator>> bends = new LinkedHashMap<>();
  private final Map<Integer, Set<String>> missing = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Charge> late = new ArrayList<>();
  private double scale = 1;

  /** Two accounts with four applications that each use three services. */
  static Bill usual() {
    var bill = new Bill();
    for (String account : List.of("a1", "a2")) {
      for (String application : List.of("shop", "search", "ledger", Place.UNTAGGED)) {
        for (String service : List.of("compute", "network", "storage")) {
          bill.levels.put(new Place("cloud", account, service, "north", application), 100.0);
        }
      }
    }
    return bill;
  }

  static Place place(String account, String service, String application) {
    return new Place("cloud", account, service, "north", application);
  }

  Bill bend(Place place, int from, int days, DoubleUnaryOperator change) {
    levels.putIfAbsent(place, 0.0);
    for (int day = from; day < from + days; day++) {
      bends.computeIfAbsent(place, p -> new LinkedHashMap<>()).put(day, change);
    }
    return this;
  }

  Bill times(Place place, int from, int days, double factor) {
    return bend(place, from, days, cost -> cost * factor);
  }

  Bill miss(String service, int day) {
    missing.computeIfAbsent(day, d -> new HashSet<>()).add(service);
    return this;
  }

  Bill change(String id, int day, Place where, String kind, boolean planned) {
    changes.add(new Change(id, FIRST.plusDays(day), where, kind, planned));
    return this;
  }

  Bill late(int day, Place place, double cost) {
    late.add(new Charge(FIRST.plusDays(day), place, cost));
    return this;
  }

  Bill scale(double factor) {
    scale = factor;
    return this;
  }

  List<Detection> watch(int days) {
    var anomalies = new CostAnomalies();
    changes.forEach(anomalies::change);
    var random = new Random(11);
    List<Detection> found = new ArrayList<>();
    for (int d = 0; d < days; d++) {
      int day = d;
      LocalDate date = FIRST.plusDays(day);
      List<Charge> charges = new ArrayList<>();
      levels.forEach((place, level) -> {
        double usual = level * WEEK[day % 7] * Math.exp(0.03 * random.nextGaussian());
        double cost =
            bends
                .getOrDefault(place, Map.of())
                .getOrDefault(day, DoubleUnaryOperator.identity())
                .applyAsDouble(usual);
        if (cost > 0 && !missing.getOrDefault(day, Set.of()).contains(place.service())) {
          charges.add(new Charge(date, place, scale * cost));
        }
      });
      late.stream().filter(charge -> charge.day().plusDays(1).equals(date)).forEach(charges::add);
      found.addAll(anomalies.day(date, charges));
    }
    return found;
  }
}
