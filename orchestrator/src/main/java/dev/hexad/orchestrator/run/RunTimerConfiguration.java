package dev.hexad.orchestrator.run;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RunTimerConfiguration {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  @Bean
  Task<RunTimers.Due> stageTimeOut(ObjectProvider<Runs> runs) {
    return task(
        RunTimers.TIME_OUT,
        runs,
        RunTimers.Due::run,
        due -> new RunSignal.TimedOut(due.stage(), due.attempt()));
  }

  @Bean
  Task<RunTimers.Due> stageTryAgain(ObjectProvider<Runs> runs) {
    return task(
        RunTimers.TRY_AGAIN,
        runs,
        RunTimers.Due::run,
        due -> new RunSignal.TryAgain(due.stage(), due.attempt()));
  }

  @Bean
  Task<RunTimers.Other> runWake(ObjectProvider<Runs> runs) {
    return task(RunTimers.WAKE, runs, RunTimers.Other::run, other -> new RunSignal.Wake());
  }

  @Bean
  Task<RunTimers.Other> runSupersede(ObjectProvider<Runs> runs) {
    return task(
        RunTimers.SUPERSEDE,
        runs,
        RunTimers.Other::run,
        other -> RunSignal.CancelRequested.supersededBy(other.by()));
  }

  @Bean
  Task<RunTimers.At> gateLook(ObjectProvider<Runs> runs) {
    return task(RunTimers.LOOK, runs, RunTimers.At::run, at -> new RunSignal.LookAgain(at.stage()));
  }

  /** The lease may have been given back meanwhile. */
  @Bean
  Task<RunTimers.At> stageLeased(ObjectProvider<Runs> runs, ObjectProvider<StageLeases> leases) {
    return Tasks.oneTime(RunTimers.LEASED)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE))
        .execute((instance, context) -> {
          RunTimers.At at = instance.getData();
          leases
              .getObject()
              .granted(at.run(), at.stage())
              .ifPresent(signal -> runs.getObject().signal(at.run(), signal));
        });
  }

  private static <T> Task<T> task(
      TaskDescriptor<T> name,
      ObjectProvider<Runs> runs,
      Function<T, UUID> run,
      Function<T, RunSignal> signal) {
    return Tasks.oneTime(name)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE))
        .execute((instance, context) -> {
          T data = instance.getData();
          runs.getObject().signal(run.apply(data), signal.apply(data));
        });
  }
}
