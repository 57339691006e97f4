package dev.hexad.monitoring.rule;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.settings.Rule;
import dev.hexad.monitoring.signal.History;
import dev.hexad.monitoring.signal.Signal;
import dev.hexad.monitoring.signal.Taken;
import dev.hexad.service.web.RequiresScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tries a rule before it is switched on. */
@RestController
class BackTestController {
  private static final Duration USUAL = Duration.ofDays(7);
  private static final int MOST_SIGNALS = 200;
  private static final int MOST_VALUES = 200_000;
  private static final int SHOWN = 50;

  private final History history;
  private final Clock clock;

  BackTestController(History history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  /** A rule, and over which time; the last seven days when absent. */
  record Wish(Rule rule, @Nullable Instant from, @Nullable Instant to) {}

  /**
   * What it would have done on one signal.
   *
   * @param values that were looked at
   * @param times how often it would have fired
   * @param seconds for how long in all
   * @param fired the newest of them
   */
  record OfSignal(String signal, int values, int times, long seconds, List<BackTest.Fired> fired) {}

  /**
   * What it would have done.
   *
   * @param perWeek how often it would have fired each week
   * @param note what to know of it
   */
  record Result(
      Instant from, Instant to, int times, double perWeek, List<OfSignal> signals, String note) {}

  @PostMapping("/api/v1/monitoring/backtests")
  @RequiresScope("monitoring:read")
  Result run(@RequestBody Wish wish) {
    if (wish.rule() == null) {
      throw new HexadException(ProblemType.INVALID, "There is no 'rule' to try.");
    }
    Instant to = wish.to() == null ? clock.instant() : wish.to();
    Instant from = wish.from() == null ? to.minus(USUAL) : wish.from();
    if (!from.isBefore(to)) {
      throw new HexadException(ProblemType.INVALID, "'from' must be before 'to'.");
    }
    List<Signal> fitting =
        history.signals().stream()
            .filter(s -> wish.rule().fits(s.name(), s.application(), s.environment()))
            .toList();
    var results = new ArrayList<OfSignal>();
    for (Signal signal : fitting.stream().limit(MOST_SIGNALS).toList()) {
      List<Taken> values = history.values(signal, from, to, MOST_VALUES);
      results.add(ofSignal(signal, values, BackTest.run(wish.rule(), values), to));
    }
    int times = results.stream().mapToInt(OfSignal::times).sum();
    double weeks = Duration.between(from, to).toSeconds() / (7.0 * 86_400);
    return new Result(from, to, times, times / weeks, results, note(fitting.size()));
  }

  private static String note(int fitting) {
    if (fitting == 0) {
      return "No signal fits this rule.";
    }
    return fitting > MOST_SIGNALS
        ? "Only the first %d of %d signals were looked at.".formatted(MOST_SIGNALS, fitting)
        : "";
  }

  private static OfSignal ofSignal(
      Signal signal, List<Taken> values, List<BackTest.Fired> fired, Instant end) {
    long seconds =
        fired.stream()
            .mapToLong(f -> Duration.between(f.from(), f.to() == null ? end : f.to()).toSeconds())
            .sum();
    int first = Math.max(0, fired.size() - SHOWN);
    return new OfSignal(
        signal.key(), values.size(), fired.size(), seconds, fired.subList(first, fired.size()));
  }
}
