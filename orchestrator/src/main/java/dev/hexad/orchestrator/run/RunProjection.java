package dev.hexad.orchestrator.run;

import dev.hexad.contracts.event.ChangeReceived;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandProgressed;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.orchestrator.ledger.LedgerProjection;
import org.springframework.stereotype.Component;

/** Starts runs and moves them on, from what the agents say. */
@Component
final class RunProjection implements LedgerProjection {
  private final Runs runs;

  RunProjection(Runs runs) {
    this.runs = runs;
  }

  @Override
  public void apply(Envelope envelope, Event event) {
    switch (event) {
      case ChangeReceived e ->
          runs.startFromChange(envelope.correlationid(), envelope.tenant(), e.change());
      case CommandProgressed e ->
          runs.signalByCommand(
              e.commandId(), new RunSignal.Progressed(e.commandId(), e.percent(), e.message()));
      case CommandSucceeded e ->
          runs.signalByCommand(e.commandId(), new RunSignal.Succeeded(e.commandId(), e.result()));
      case CommandFailed e ->
          runs.signalByCommand(e.commandId(), new RunSignal.Failed(e.commandId(), e.problem()));
      case CommandCancelled e ->
          runs.signalByCommand(e.commandId(), new RunSignal.Cancelled(e.commandId()));
      default -> {
        // Runs are moved by nothing else.
      }
    }
  }
}
