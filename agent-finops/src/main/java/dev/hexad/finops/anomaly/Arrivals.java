package dev.hexad.finops.anomaly;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which providers have not delivered the whole day. What is absent there is not judged; it is not a
 * saving.
 */
final class Arrivals {
  private static final double COMPLETE = 0.7;

  private final Set<String> partial = new HashSet<>();
  private final Set<Place> arrived;

  private Arrivals(Set<Place> arrived) {
    this.arrived = arrived;
  }

  static Arrivals of(Map<Place, Leaf> leaves, Map<Place, Double> costs) {
    var arrivals = new Arrivals(costs.keySet());
    Map<String, int[]> counts = new HashMap<>();
    leaves.forEach((place, leaf) -> {
      if (leaf.cost > 0) {
        int[] count = counts.computeIfAbsent(place.provider(), p -> new int[2]);
        count[0]++;
        count[1] += costs.containsKey(place) ? 1 : 0;
      }
    });
    counts.forEach((provider, count) -> {
      if (count[1] < COMPLETE * count[0]) {
        arrivals.partial.add(provider);
      }
    });
    return arrivals;
  }

  boolean missing(Place place) {
    return partial.contains(place.provider()) && !arrived.contains(place);
  }
}
