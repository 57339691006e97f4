package dev.hexad.orchestrator.run;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells runs which of their commands have used up their time. A command is done with only after its
 * run was told, so that no crash in between forgets it.
 */
@Component
final class RunDeadlines {
  private static final Logger log = LoggerFactory.getLogger(RunDeadlines.class);
  private static final int AT_ONCE = 200;

  private final RunStore store;
  private final Runs runs;
  private final Clock clock;

  RunDeadlines(RunStore store, Runs runs, Clock clock) {
    this.store = store;
    this.runs = runs;
    this.clock = clock;
  }

  @Scheduled(initialDelay = 1_000, fixedDelay = 1_000)
  void look() {
    for (RunStore.Due due : store.due(clock.instant(), AT_ONCE)) {
      try {
        runs.signal(due.run(), new RunSignal.TimedOut(due.stage(), due.attempt()));
        store.lookedAt(due.command());
      } catch (RuntimeException e) {
        log.atWarn()
            .setCause(e)
            .addKeyValue("run", due.run())
            .log("a run could not be told that a stage's time is up; tried again soon");
      }
    }
  }
}
