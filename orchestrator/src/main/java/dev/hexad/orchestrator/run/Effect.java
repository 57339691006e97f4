package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.Event;
import java.time.Duration;
import java.util.UUID;

/** What a transition wants done; the shell does it in the transaction that stores the run. */
sealed interface Effect {
  record Send(CommandRequest command) implements Effect {}

  record Stop(UUID commandId, String capability, String reason) implements Effect {}

  record TimeOut(String stage, int attempt, Duration in) implements Effect {}

  record TryAgain(String stage, int attempt, Duration in) implements Effect {}

  record Tell(Event event) implements Effect {}
}
