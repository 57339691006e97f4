package dev.hexad.ci.status;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.GateDecided;
import dev.hexad.contracts.message.Envelope;
import org.springframework.stereotype.Component;

@Component
final class GateDecidedHandler implements EventHandler<GateDecided> {
  private final CommitReports reports;

  GateDecidedHandler(CommitReports reports) {
    this.reports = reports;
  }

  @Override
  public Class<GateDecided> eventType() {
    return GateDecided.class;
  }

  @Override
  public void handle(GateDecided event, Envelope envelope) {
    reports.decided(event.runId(), event.stage(), event.approved(), event.by());
  }
}
