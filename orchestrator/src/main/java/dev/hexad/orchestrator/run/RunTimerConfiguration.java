package dev.hexad.orchestrator.run;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RunTimerConfiguration {

  @Bean
  Task<RunTimers.Due> stageTimeOut(ObjectProvider<Runs> runs) {
    return Tasks.oneTime(RunTimers.TIME_OUT)
        .execute((instance, context) -> {
          RunTimers.Due due = instance.getData();
          runs.getObject().signal(due.run(), new RunSignal.TimedOut(due.stage(), due.attempt()));
        });
  }

  @Bean
  Task<RunTimers.Due> stageTryAgain(ObjectProvider<Runs> runs) {
    return Tasks.oneTime(RunTimers.TRY_AGAIN)
        .execute((instance, context) -> {
          RunTimers.Due due = instance.getData();
          runs.getObject().signal(due.run(), new RunSignal.TryAgain(due.stage(), due.attempt()));
        });
  }
}
