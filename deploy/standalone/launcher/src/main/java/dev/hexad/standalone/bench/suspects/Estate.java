package dev.hexad.standalone.bench.suspects;

import dev.hexad.contracts.message.Ids;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Services that call each other, in layers; none calls back. */
final class Estate {
  static final int SERVICES = 60;
  private static final int MOST_CALLS = 3;

  /** A service only calls some that stand near below it. */
  private static final int REACH = 15;

  private final List<UUID> ids = new ArrayList<>();
  private final Map<Integer, List<Integer>> calls = new HashMap<>();

  Estate(RandomGenerator random) {
    for (int i = 0; i < SERVICES; i++) {
      ids.add(Ids.derived("estate", Integer.toString(i)));
      var called = new ArrayList<Integer>();
      int wanted = 1 + random.nextInt(MOST_CALLS);
      for (int k = 0; k < wanted && i + 1 < SERVICES; k++) {
        int other = i + 1 + random.nextInt(Math.min(REACH, SERVICES - i - 1));
        if (!called.contains(other)) {
          called.add(other);
        }
      }
      calls.put(i, called);
    }
  }

  UUID id(int service) {
    return ids.get(service);
  }

  int number(UUID id) {
    return ids.indexOf(id);
  }

  /** What a service calls, and what those call, with the distance. */
  Map<Integer, Integer> below(int service) {
    return walk(service, calls);
  }

  /** Who calls a service, and who calls those, with the distance. */
  Map<Integer, Integer> above(int service) {
    var callers = new HashMap<Integer, List<Integer>>();
    calls.forEach((from, to) ->
        to.forEach(t -> callers.computeIfAbsent(t, x -> new ArrayList<>()).add(from)));
    return walk(service, callers);
  }

  private static Map<Integer, Integer> walk(int service, Map<Integer, List<Integer>> next) {
    var distances = new HashMap<Integer, Integer>();
    var queue = new ArrayDeque<Integer>();
    distances.put(service, 0);
    queue.add(service);
    while (!queue.isEmpty()) {
      int at = queue.remove();
      int here = distances.getOrDefault(at, 0);
      for (int other : next.getOrDefault(at, List.of())) {
        if (!distances.containsKey(other)) {
          distances.put(other, here + 1);
          queue.add(other);
        }
      }
    }
    return distances;
  }
}
