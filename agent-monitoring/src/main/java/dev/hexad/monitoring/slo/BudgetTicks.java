package dev.hexad.monitoring.slo;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.monitoring.settings.MonitoringSettings;
import dev.hexad.monitoring.settings.Objective;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks at all objectives again and again. */
@Component
class BudgetTicks {
  private static final Logger log = LoggerFactory.getLogger(BudgetTicks.class);

  private final Budgets budgets;
  private final LiveConfiguration<MonitoringSettings> settings;

  BudgetTicks(Budgets budgets, LiveConfiguration<MonitoringSettings> settings) {
    this.budgets = budgets;
    this.settings = settings;
  }

  @Scheduled(fixedDelay = 15_000)
  void tick() {
    try {
      budgets.endOrphans();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("alerts of former objectives end later");
    }
    for (Objective objective : settings.current().objectives()) {
      try {
        budgets.look(objective);
      } catch (RuntimeException e) {
        log.atWarn()
            .setCause(e)
            .addKeyValue("objective", objective.name())
            .log("an objective is looked at later");
      }
    }
  }

  @Scheduled(initialDelay = 60_000, fixedDelay = 3_600_000)
  void forget() {
    budgets.forget();
  }
}
