package dev.hexad.finops.refresh;

import dev.hexad.finops.budget.Budgets;
import dev.hexad.finops.estimate.Lessons;
import dev.hexad.finops.finding.Anomalies;
import dev.hexad.finops.outlook.Outlooks;
import dev.hexad.finops.saving.Looks;
import dev.hexad.finops.saving.Savings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes forecasts, budgets and anomalies anew when an import has asked for it, and each night. */
@Component
class Refresh {
  private static final Logger log = LoggerFactory.getLogger(Refresh.class);

  private final RefreshStore store;
  private final Outlooks outlooks;
  private final Anomalies anomalies;
  private final Budgets budgets;
  private final Looks looks;
  private final Savings savings;
  private final Lessons lessons;

  Refresh(
      RefreshStore store,
      Outlooks outlooks,
      Anomalies anomalies,
      Budgets budgets,
      Looks looks,
      Savings savings,
      Lessons lessons) {
    this.store = store;
    this.outlooks = outlooks;
    this.anomalies = anomalies;
    this.budgets = budgets;
    this.looks = looks;
    this.savings = savings;
    this.lessons = lessons;
  }

  /** At a rate, so that a long fetch of bills does not hold it up; the claim keeps it single. */
  @Scheduled(fixedRate = 2_000, initialDelay = 2_000)
  void tick() {
    store.claim().ifPresent(this::run);
  }

  private void run(long wanted) {
    long begun = System.nanoTime();
    try {
      int forecasts = outlooks.refresh();
      int crossings = budgets.check();
      int fresh = anomalies.refresh();
      looks.refresh();
      int suggested = savings.refresh();
      int measured = lessons.refresh();
      log.atInfo()
          .addKeyValue("forecasts", forecasts)
          .addKeyValue("crossings", crossings)
          .addKeyValue("anomalies", fresh)
          .addKeyValue("savings", suggested)
          .addKeyValue("measured", measured)
          .addKeyValue("millis", (System.nanoTime() - begun) / 1_000_000)
          .log("costs worked out anew");
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("costs could not be worked out; the next import tries again");
    }
    store.done(wanted);
  }
}
