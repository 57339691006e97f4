package dev.hexad.orchestrator.run;

import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.BudgetChanged;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.orchestrator.ledger.LedgerProjection;
import java.sql.Timestamp;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets waiting runs look at their gates when something was told that they look at. Comes after the
 * projections that gates read. Gates are looked at now and then too: news may be told in the very
 * moment in which a run comes to its gate.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class GateNews implements LedgerProjection {
  private static final Logger log = LoggerFactory.getLogger(GateNews.class);
  private static final List<String> ABOUT_ALERTS =
      List.of("gate.alerts", "gate.soak", "gate.policy");
  private static final List<String> ABOUT_BUDGETS = List.of("gate.budget", "gate.policy");

  private final RunTimers timers;
  private final GateStore gates;
  private final Runs runs;
  private final JdbcClient jdbc;

  GateNews(RunTimers timers, GateStore gates, Runs runs, JdbcClient jdbc) {
    this.timers = timers;
    this.gates = gates;
    this.runs = runs;
    this.jdbc = jdbc;
  }

  @Override
  public void apply(Envelope envelope, Event event) {
    switch (event) {
      case AlertRaised e -> look(envelope.tenant(), ABOUT_ALERTS);
      case AlertResolved e -> look(envelope.tenant(), ABOUT_ALERTS);
      case BudgetChanged e -> {
        keep(e, envelope);
        look(envelope.tenant(), ABOUT_BUDGETS);
      }
      default -> {
        // Gates look at nothing else.
      }
    }
  }

  private void look(String tenant, List<String> kinds) {
    gates.of(tenant, kinds).forEach(place -> timers.look(place.run(), place.stage()));
  }

  /** An older word does not replace a newer one. */
  private void keep(BudgetChanged e, Envelope envelope) {
    jdbc.sql(
            """
            insert into budget_view (tenant, application_id, objective, environment, remaining,
              burn_rate, told_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (application_id, objective, environment) do update
              set remaining = excluded.remaining, burn_rate = excluded.burn_rate,
                told_at = excluded.told_at
              where budget_view.told_at <= excluded.told_at
            """)
        .param(envelope.tenant())
        .param(e.applicationId())
        .param(e.objective())
        .param(e.environment() == null ? "" : e.environment())
        .param(e.remaining())
        .param(e.burnRate())
        .param(Timestamp.from(envelope.time()))
        .update();
    jdbc.sql("insert into budget_told values (?, ?, ?, ?, ?, ?, ?)")
        .param(envelope.tenant())
        .param(e.applicationId())
        .param(e.objective())
        .param(e.environment() == null ? "" : e.environment())
        .param(e.remaining())
        .param(e.burnRate())
        .param(Timestamp.from(envelope.time()))
        .update();
  }

  @Scheduled(initialDelay = 5_000, fixedDelay = 20_000)
  void lookNowAndThen() {
    for (GateStore.Place place : gates.watching()) {
      try {
        runs.signal(place.run(), new RunSignal.LookAgain(place.stage()));
      } catch (RuntimeException e) {
        log.atWarn()
            .setCause(e)
            .addKeyValue("run", place.run())
            .log("a gate could not be looked at; tried again soon");
      }
    }
  }
}
