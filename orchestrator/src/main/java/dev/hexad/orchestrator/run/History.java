package dev.hexad.orchestrator.run;

import dev.hexad.orchestrator.gate.GateFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What gates of one application would have seen at any moment of the past. */
record History(List<Told> alerts, List<Measured> budgets) {
  History {
    alerts = List.copyOf(alerts);
    budgets = budgets.stream().sorted(Comparator.comparing(Measured::at)).toList();
  }

  /** An alert from when to when it fired; until now when it has no end. */
  record Told(GateFacts.Alert alert, Instant raised, @Nullable Instant resolved) {
    boolean fires(Instant at) {
      return !raised.isAfter(at) && (resolved == null || resolved.isAfter(at));
    }
  }

  /** What was left of a budget at that time. */
  record Measured(GateFacts.Budget budget, Instant at) {}

  GateFacts at(Instant now) {
    Map<String, GateFacts.Budget> last = new HashMap<>();
    for (Measured measured : budgets) {
      if (!measured.at().isAfter(now)) {
        GateFacts.Budget budget = measured.budget();
        last.put(budget.objective() + "/" + budget.environment(), budget);
      }
    }
    Instant lastRaised =
        alerts.stream()
            .filter(told -> told.alert().own() && !told.raised().isAfter(now))
            .map(Told::raised)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new GateFacts(
        now,
        alerts.stream().filter(told -> told.fires(now)).map(Told::alert).toList(),
        lastRaised,
        new ArrayList<>(last.values()));
  }

  /** When something changed that gates look at, after a moment. */
  List<Instant> news(Instant after) {
    Stream<Instant> ended =
        alerts.stream().filter(told -> told.resolved() != null).map(Told::resolved);
    return Stream.of(alerts.stream().map(Told::raised), ended, budgets.stream().map(Measured::at))
        .flatMap(times -> times)
        .filter(time -> time.isAfter(after))
        .distinct()
        .sorted()
        .toList();
  }
}
