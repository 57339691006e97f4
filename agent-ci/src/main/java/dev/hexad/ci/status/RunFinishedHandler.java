package dev.hexad.ci.status;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.RunFinished;
import dev.hexad.contracts.message.Envelope;
import org.springframework.stereotype.Component;

@Component
final class RunFinishedHandler implements EventHandler<RunFinished> {
  private final CommitReports reports;

  RunFinishedHandler(CommitReports reports) {
    this.reports = reports;
  }

  @Override
  public Class<RunFinished> eventType() {
    return RunFinished.class;
  }

  @Override
  public void handle(RunFinished event, Envelope envelope) {
    reports.finished(event.runId(), event.outcome(), event.reason());
  }
}
