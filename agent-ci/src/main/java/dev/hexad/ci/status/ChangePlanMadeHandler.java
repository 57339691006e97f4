package dev.hexad.ci.status;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.ChangePlanMade;
import dev.hexad.contracts.message.Envelope;
import org.springframework.stereotype.Component;

@Component
final class ChangePlanMadeHandler implements EventHandler<ChangePlanMade> {
  private final CommitReports reports;

  ChangePlanMadeHandler(CommitReports reports) {
    this.reports = reports;
  }

  @Override
  public Class<ChangePlanMade> eventType() {
    return ChangePlanMade.class;
  }

  @Override
  public void handle(ChangePlanMade event, Envelope envelope) {
    reports.planned(
        event.runId(),
        event.stage(),
        event.approvals(),
        new CommitReports.Text("Plan waits for approval", PlanText.of(event), event.hash()),
        event.change());
  }
}
