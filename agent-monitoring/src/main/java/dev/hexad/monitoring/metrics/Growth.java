package dev.hexad.monitoring.metrics;

import dev.hexad.monitoring.metrics.Counters.Presence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the counters of one metric. A group in which a counter went down has begun again at zero;
 * one that was not there before has begun at zero since; one that is missing for a while goes on
 * where it was.
 */
final class Growth<K> {
  private final Map<Map<String, String>, Map<K, Double>> last = new HashMap<>();
  private boolean begun;
  private String flaw = "";

  /** What each group grew by since the last time; nothing the first time. */
  List<Map<K, Double>> add(Counters<K> now) {
    flaw = now.flaw();
    if (now.presence() == Presence.BROKEN) {
      return List.of();
    }
    List<Map<K, Double>> grown =
        begun
            ? now.groups().entrySet().stream().map(g -> grown(g.getKey(), g.getValue())).toList()
            : List.of();
    now.groups()
        .forEach((labels, values) -> {
          if (restarted(labels, values)) {
            last.remove(labels);
          }
          last.computeIfAbsent(labels, l -> new HashMap<>()).putAll(values);
        });
    begun = true;
    return grown;
  }

  private boolean restarted(Map<String, String> labels, Map<K, Double> now) {
    Map<K, Double> before = last.getOrDefault(labels, Map.of());
    return now.entrySet().stream()
        .anyMatch(e -> e.getValue() < before.getOrDefault(e.getKey(), 0.0));
  }

  private Map<K, Double> grown(Map<String, String> labels, Map<K, Double> now) {
    Map<K, Double> before = restarted(labels, now) ? Map.of() : last.getOrDefault(labels, Map.of());
    var grown = new HashMap<K, Double>();
    now.forEach((key, value) -> grown.put(key, value - before.getOrDefault(key, 0.0)));
    return grown;
  }

  /** Why the counters cannot be counted with as they were last; empty when they can. */
  String flaw() {
    return flaw;
  }
}
