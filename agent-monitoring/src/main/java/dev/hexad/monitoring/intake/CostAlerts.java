package dev.hexad.monitoring.intake;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.CostAnomalyDetected;
import dev.hexad.contracts.event.CostBudgetCrossed;
import dev.hexad.contracts.message.Money;
import dev.hexad.monitoring.alert.Alerts;
import dev.hexad.monitoring.alert.Observation;
import dev.hexad.monitoring.alert.Place;
import dev.hexad.monitoring.application.Applications;
import dev.hexad.monitoring.settings.Severity;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Alerts about costs, which go the same way to people as all others. Sample data raises none. A
 * bill does not say that something is over, so they end by themselves.
 */
@Configuration(proxyBeanMethods = false)
class CostAlerts {
  private static final Duration LASTS = Duration.ofDays(3);
  private static final int WHOLE = 100;

  @Bean
  EventHandler<CostAnomalyDetected> anomalyAlert(
      Alerts alerts, Applications applications, Clock clock) {
    return EventHandler.of(
        CostAnomalyDetected.class,
        (event, envelope) -> {
          if (!event.sample()) {
            String application = event.application();
            var place =
                new Place(
                    application == null ? null : applications.find(application).orElse(null),
                    application,
                    null);
            alerts.observe(
                List.of(
                    observation(
                        "cost-anomaly/" + event.anomalyId(), anomaly(event), place, clock)));
          }
        });
  }

  @Bean
  EventHandler<CostBudgetCrossed> budgetAlert(Alerts alerts, Clock clock) {
    return EventHandler.of(
        CostBudgetCrossed.class,
        (event, envelope) -> {
          if (!event.sample()) {
            String fingerprint =
                "cost-budget/%s/%s/%d/%s"
                    .formatted(
                        event.budget(),
                        event.periodStart(),
                        event.thresholdPercent(),
                        event.forecast());
            alerts.observe(
                List.of(
                    observation(fingerprint, budget(event), new Place(null, null, null), clock)));
          }
        });
  }

  private static Observation observation(
      String fingerprint, Observation.What what, Place place, Clock clock) {
    return new Observation(
        fingerprint,
        what,
        place,
        true,
        0,
        Duration.ZERO,
        Duration.ZERO,
        clock.instant().plus(LASTS));
  }

  private static Observation.What anomaly(CostAnomalyDetected event) {
    var labels = new HashMap<String, String>();
    put(labels, "provider", event.provider());
    put(labels, "account", event.account());
    put(labels, "service", event.service());
    put(labels, "region", event.region());
    labels.put("driver", event.driver());
    return what(
        "cost-anomaly",
        Severity.WARNING,
        event.title(),
        text(event.atStake()) + " at stake since " + event.start() + ", moved by " + event.driver(),
        event.atStake(),
        labels,
        "/agents/finops?tab=anomalies");
  }

  private static Observation.What budget(CostBudgetCrossed event) {
    boolean over = !event.forecast() && event.thresholdPercent() >= WHOLE;
    return what(
        "cost-budget",
        over ? Severity.WARNING : Severity.INFO,
        "Budget '%s': %d %% %s"
            .formatted(
                event.budget(),
                event.thresholdPercent(),
                event.forecast() ? "will be used up" : "are used up"),
        "%s of %s from %s to %s"
            .formatted(
                text(event.cost()), text(event.limit()), event.periodStart(), event.periodEnd()),
        event.cost(),
        Map.of("budget", event.budget()),
        "/agents/finops?tab=budgets");
  }

  private static Observation.What what(
      String rule,
      Severity severity,
      String title,
      String description,
      Money amount,
      Map<String, String> labels,
      String link) {
    return new Observation.What(
        Observation.Origin.EXTERNAL,
        rule,
        severity,
        title,
        description,
        null,
        amount.decimal().doubleValue(),
        null,
        labels,
        link,
        List.of());
  }

  private static String text(Money money) {
    return money.amount() + " " + money.currency();
  }

  private static void put(Map<String, String> labels, String name, @Nullable String value) {
    if (value != null) {
      labels.put(name, value);
    }
  }
}
