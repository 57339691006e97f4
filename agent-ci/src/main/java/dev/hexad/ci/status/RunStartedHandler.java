package dev.hexad.ci.status;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.RunStarted;
import dev.hexad.contracts.message.Envelope;
import org.springframework.stereotype.Component;

@Component
final class RunStartedHandler implements EventHandler<RunStarted> {
  private final CommitReports reports;

  RunStartedHandler(CommitReports reports) {
    this.reports = reports;
  }

  @Override
  public Class<RunStarted> eventType() {
    return RunStarted.class;
  }

  @Override
  public void handle(RunStarted event, Envelope envelope) {
    if (event.change() != null) {
      reports.started(event.runId(), event.name(), event.change());
    }
  }
}
