package dev.hexad.orchestrator.run;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.event.RunFinished;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.orchestrator.ledger.LedgerProjection;
import dev.hexad.orchestrator.ledger.LedgerReader;
import dev.hexad.orchestrator.trace.Span;
import dev.hexad.orchestrator.trace.TraceExport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Traces of runs, for people and for a collector. */
@Component
class RunTraces implements LedgerProjection {
  private static final int MOST_EVENTS = 5_000;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final int MOST_TRIES = 12;

  private final Runs runs;
  private final LedgerReader ledger;
  private final TraceExport export;
  private final RunTimers timers;
  private final Clock clock;

  RunTraces(Runs runs, LedgerReader ledger, TraceExport export, RunTimers timers, Clock clock) {
    this.runs = runs;
    this.ledger = ledger;
    this.export = export;
    this.timers = timers;
    this.clock = clock;
  }

  List<Span> of(String tenant, UUID id) {
    Run run = runs.require(tenant, id).run();
    List<Envelope> story =
        ledger.ofRun(tenant, id, MOST_EVENTS).stream().map(LedgerReader.Entry::envelope).toList();
    return Trace.of(run, story, clock.instant());
  }

  @Override
  public void apply(Envelope envelope, Event event) {
    if (export.wanted() && event instanceof RunFinished(UUID run, String state, String reason)) {
      timers.export(run, envelope.tenant());
    }
  }

  private void send(RunTimers.Ended ended) {
    export.send(ended.run(), of(ended.tenant(), ended.run()));
  }

  @Configuration(proxyBeanMethods = false)
  static class Exporting {
    /** A collector that is away for hours misses nothing; after about a day it is given up. */
    @Bean
    Task<RunTimers.Ended> endedRunTrace(ObjectProvider<RunTraces> traces) {
      return Tasks.oneTime(RunTimers.EXPORT)
          .onFailure(
              FailureHandler.<RunTimers.Ended>maxRetries(MOST_TRIES)
                  .withBackoff(FIRST_PAUSE, 2)
                  .thenRemove())
          .execute((instance, context) -> traces.getObject().send(instance.getData()));
    }
  }
}
