package dev.hexad.orchestrator.run;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Timers of runs in db-scheduler, set in the transaction that wants them. */
@Component
class RunTimers {
  static final TaskDescriptor<Due> TIME_OUT = TaskDescriptor.of("stage-time-out", Due.class);
  static final TaskDescriptor<Due> TRY_AGAIN = TaskDescriptor.of("stage-try-again", Due.class);
  static final TaskDescriptor<Other> WAKE = TaskDescriptor.of("run-wake", Other.class);
  static final TaskDescriptor<Other> SUPERSEDE = TaskDescriptor.of("run-supersede", Other.class);

  static final TaskDescriptor<At> LOOK = TaskDescriptor.of("gate-look", At.class);
  static final TaskDescriptor<At> LEASED = TaskDescriptor.of("stage-leased", At.class);

  static final TaskDescriptor<Ended> EXPORT = TaskDescriptor.of("trace-export", Ended.class);

  static final TaskDescriptor<Question> ASK =
      TaskDescriptor.of("external-question", Question.class);

  private final Scheduler scheduler;
  private final Clock clock;

  RunTimers(@Lazy Scheduler scheduler, Clock clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** What a timer is for. */
  record Due(UUID run, String stage, int attempt) implements Serializable {}

  /** A run to be told of another one. */
  record Other(UUID run, UUID by) implements Serializable {}

  /** A stage of a run to be told of. */
  record At(UUID run, String stage) implements Serializable {}

  /** A gate at which another system is asked. */
  record Question(UUID run, String tenant, String stage) implements Serializable {}

  void ask(UUID run, String tenant, String stage) {
    String id = run + "/" + stage;
    soon(new TaskInstance<>(ASK.getTaskName(), id, new Question(run, tenant, stage)));
  }

  /** A run whose trace is sent. */
  record Ended(UUID run, String tenant) implements Serializable {}

  void timeOut(UUID run, String stage, int attempt, Instant at) {
    set(TIME_OUT, run, stage, attempt, at);
  }

  void tryAgain(UUID run, String stage, int attempt, Instant at) {
    set(TRY_AGAIN, run, stage, attempt, at);
  }

  /** Tells a run, right after the commit, that another one has left its group. */
  void wake(UUID run, UUID left) {
    soon(WAKE, run, left);
  }

  /** Tells a run, right after the commit, that another one takes its place. */
  void supersede(UUID run, UUID by) {
    soon(SUPERSEDE, run, by);
  }

  /** Lets a run look at a gate again, right after the commit. */
  void look(UUID run, String stage) {
    String id = run + "/" + stage;
    soon(new TaskInstance<>(LOOK.getTaskName(), id, new At(run, stage)));
  }

  /** Tells a run, right after the commit, that a stage has its lease. */
  void leased(UUID run, String stage) {
    String id = run + "/" + stage;
    soon(new TaskInstance<>(LEASED.getTaskName(), id, new At(run, stage)));
  }

  void export(UUID run, String tenant) {
    soon(new TaskInstance<>(EXPORT.getTaskName(), run.toString(), new Ended(run, tenant)));
  }

  private void set(TaskDescriptor<Due> task, UUID run, String stage, int attempt, Instant at) {
    String id = run + "/" + stage + "/" + attempt + "/" + at.toEpochMilli();
    insert(new TaskInstance<>(task.getTaskName(), id, new Due(run, stage, attempt)), at);
  }

  private void soon(TaskDescriptor<Other> task, UUID run, UUID by) {
    soon(new TaskInstance<>(task.getTaskName(), run + "/" + by, new Other(run, by)));
  }

  private void soon(TaskInstance<?> instance) {
    insert(instance, clock.instant());
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            scheduler.triggerCheckForDueExecutions();
          }
        });
  }

  /** As a batch, because a single instance is looked up before it is inserted. */
  private void insert(TaskInstance<?> instance, Instant at) {
    List<SchedulableInstance<?>> batch = List.of(SchedulableInstance.of(instance, at));
    scheduler.scheduleBatch(batch);
  }
}
