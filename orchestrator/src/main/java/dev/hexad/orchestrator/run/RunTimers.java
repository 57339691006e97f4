package dev.hexad.orchestrator.run;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Timers of runs in db-scheduler, set in the transaction that wants them. */
@Component
class RunTimers {
  static final TaskDescriptor<Due> TIME_OUT = TaskDescriptor.of("stage-time-out", Due.class);
  static final TaskDescriptor<Due> TRY_AGAIN = TaskDescriptor.of("stage-try-again", Due.class);

  private final Scheduler scheduler;

  RunTimers(@Lazy Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** What a timer is for. */
  record Due(UUID run, String stage, int attempt) implements Serializable {}

  void timeOut(UUID run, String stage, int attempt, Instant at) {
    set(TIME_OUT, run, stage, attempt, at);
  }

  void tryAgain(UUID run, String stage, int attempt, Instant at) {
    set(TRY_AGAIN, run, stage, attempt, at);
  }

  private void set(TaskDescriptor<Due> task, UUID run, String stage, int attempt, Instant at) {
    String id = run + "/" + stage + "/" + attempt + "/" + at.toEpochMilli();
    scheduler.scheduleIfNotExists(
        new TaskInstance<>(task.getTaskName(), id, new Due(run, stage, attempt)), at);
  }
}
