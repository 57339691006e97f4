package dev.hexad.finops.share;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.agent.enrolment.OtherAgents;
import dev.hexad.agent.enrolment.OtherAgents.SignalSummary;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.UnitSignal;
import dev.hexad.finops.work.Work;
import dev.hexad.finops.work.Works;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Counts what costs are divided by: work in the ledger, and what Monitoring's signals count. */
@Component
class UnitCounts {
  private static final String RUN = "run";

  private final Works works;
  private final OtherAgents agents;
  private final Clock clock;

  UnitCounts(Works works, OtherAgents agents, Clock clock) {
    this.works = works;
    this.agents = agents;
    this.clock = clock;
  }

  /** Which units of which days, both included. */
  record Asked(String per, LocalDate from, LocalDate to) {}

  /**
   * How many there were.
   *
   * @param rate whether they were added up over the time that was measured
   * @param measured share of the time, 0 to 1
   */
  record Count(BigDecimal number, long millis, boolean rate, double measured) {
    static final Count NONE = new Count(BigDecimal.ZERO, 0, false, 0);

    static Count of(int number, long millis) {
      return new Count(BigDecimal.valueOf(number), millis, false, 1);
    }

    /** That of another environment of the same application. */
    Count plus(Count other) {
      return new Count(
          number.add(other.number), 0, rate || other.rate, Math.min(measured, other.measured));
    }
  }

  /**
   * By application.
   *
   * @param all for all of them together, null where nobody counts that
   */
  record Counted(Map<String, Count> byApplication, @Nullable Count all) {
    Counted {
      byApplication = Map.copyOf(byApplication);
    }
  }

  /**
   * Counts.
   *
   * @throws HexadException when there is no such unit, or Monitoring does not answer
   */
  Counted of(Asked asked, FinopsSettings settings) {
    String per = asked.per().toLowerCase(Locale.ROOT);
    if (per.equals(RUN)) {
      return new Counted(
          works.runs(asked.from(), asked.to()).stream()
              .collect(
                  Collectors.toMap(
                      Works.RunCount::application, run -> Count.of(run.count(), run.millis()))),
          null);
    }
    for (Work.Kind kind : Work.Kind.values()) {
      if (kind.word().equals(per)) {
        return new Counted(work(kind, asked), null);
      }
    }
    return settings.units().stream()
        .filter(unit -> unit.name().equals(per))
        .findFirst()
        .map(unit -> signals(unit, asked))
        .orElseThrow(() ->
            new HexadException(
                ProblemType.BAD_REQUEST,
                "'per' can be %s, not '%s'."
                    .formatted(String.join(", ", names(settings)), asked.per())));
  }

  /** All that can be asked for. */
  static List<String> names(FinopsSettings settings) {
    return Stream.of(
            Arrays.stream(Work.Kind.values()).map(Work.Kind::word),
            Stream.of(RUN),
            settings.units().stream().map(UnitSignal::name))
        .flatMap(names -> names)
        .toList();
  }

  private Map<String, Count> work(Work.Kind kind, Asked asked) {
    return works.counts(asked.from(), asked.to()).stream()
        .filter(count -> count.kind() == kind)
        .collect(
            Collectors.toMap(
                Works.Count::application, count -> Count.of(count.count(), count.millis())));
  }

  private Counted signals(UnitSignal unit, Asked asked) {
    Instant from = asked.from().atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = asked.to().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant to = end.isAfter(clock.instant()) ? clock.instant() : end;
    if (!from.isBefore(to)) {
      throw new HexadException(ProblemType.BAD_REQUEST, "'from' is not over yet.");
    }
    double hours = Math.max(1, Duration.between(from, to).toMinutes() / 60.0);
    var byApplication = new HashMap<String, Count>();
    Count all = null;
    for (SignalSummary summary : ask(unit, from, to)) {
      Double mean = summary.mean();
      if (mean == null) {
        continue;
      }
      Count count = count(summary, mean, hours);
      String application = summary.signal().application();
      if (application == null) {
        all = all == null ? count : all.plus(count);
      } else {
        byApplication.merge(application, count, Count::plus);
      }
    }
    return new Counted(byApplication, all);
  }

  private static Count count(SignalSummary summary, double mean, double hours) {
    double perHour = perHour(summary.signal().unit());
    double number = perHour == 0 ? mean : mean * perHour * summary.hours();
    double measured = Math.min(1, summary.hours() / hours);
    return new Count(
        BigDecimal.valueOf(Math.max(0, number)), 0, perHour > 0, Math.round(measured * 1e4) / 1e4);
  }

  /** How often a rate's time passes in an hour; 0 where the unit is of a level. */
  private static double perHour(String unit) {
    String time = unit.strip().replaceFirst("^.*/", "/");
    return switch (time) {
      case "/s", "/sec", "/second" -> 3600;
      case "/min", "/minute" -> 60;
      case "/h", "/hour" -> 1;
      default -> 0;
    };
  }

  private List<SignalSummary> ask(UnitSignal unit, Instant from, Instant to) {
    try {
      return agents.signals(unit.signal(), null, from, to);
    } catch (OrchestratorClient.RefusedException e) {
      throw new HexadException(
          ProblemType.UNAVAILABLE,
          e.status() == 404
              ? "There is no Monitoring agent to ask for the signal '" + unit.signal() + "'."
              : "The Monitoring agent says: " + e.detail(),
          e);
    } catch (IOException | JacksonException e) {
      throw new HexadException(
          ProblemType.UNAVAILABLE, "The Monitoring agent gives no answer of use.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "It was interrupted.", e);
    }
  }
}
