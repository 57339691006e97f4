package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.Event;
import java.time.Duration;
import java.util.UUID;

/** What a transition wants done; the shell does it in the transaction that stores the run. */
sealed interface Effect {
  /** Sends a command and watches its deadline. */
  record Send(CommandRequest command, int attempt) implements Effect {}

  record Stop(UUID commandId, String capability, String reason) implements Effect {}

  record TimeOut(String stage, int attempt, Duration in) implements Effect {}

  record TryAgain(String stage, int attempt, Duration in) implements Effect {}

  record Tell(Event event) implements Effect {}

  /** Takes a place in a group; the turn may come at once or later. */
  record Enter(Group group) implements Effect {}

  /** Asks whether the turn has come. */
  record Ask(Group group) implements Effect {}

  /** The run does not need its place in the group any more. */
  record Leave(Group group) implements Effect {}
}
