package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.Event;
import java.time.Duration;
import java.util.List;
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

  /** The run has come to a gate; it is remembered so that news can find it. */
  record Reach(Stage stage) implements Effect {}

  /** Reads what the gate looks at. */
  record Look(String stage) implements Effect {}

  /** The run has left the gate. */
  record Pass(String stage) implements Effect {}

  /** Asks to have these for the stage alone; they may be given at once or later. */
  record Acquire(String stage, List<String> resources) implements Effect {}

  /** The stage does not need what it has or asked for any more. */
  record Release(String stage) implements Effect {}
}
