package dev.hexad.orchestrator.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Moves groups of runs on whose wake-up was in work when its process died. Without it they would
 * wait until the scheduler finds that process dead, which takes a minute.
 */
@Component
final class RunQueueRecovery {
  private static final Logger log = LoggerFactory.getLogger(RunQueueRecovery.class);

  private final RunQueue queue;
  private final Runs runs;

  RunQueueRecovery(RunQueue queue, Runs runs) {
    this.queue = queue;
    this.runs = runs;
  }

  @Scheduled(initialDelay = 1_000, fixedDelay = 10_000)
  void recover() {
    for (RunQueue.Stranded stranded : queue.stranded()) {
      var by = stranded.supersededBy();
      try {
        runs.signal(
            stranded.run(),
            by == null ? new RunSignal.Wake() : RunSignal.CancelRequested.supersededBy(by));
      } catch (RuntimeException e) {
        log.atWarn()
            .setCause(e)
            .addKeyValue("run", stranded.run())
            .log("a waiting run could not be moved on; tried again soon");
      }
    }
  }
}
