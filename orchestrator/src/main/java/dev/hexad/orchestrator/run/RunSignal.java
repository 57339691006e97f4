package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.orchestrator.gate.AtGate;
import dev.hexad.orchestrator.gate.Decision;
import dev.hexad.orchestrator.gate.GateFacts;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can happen to a run from outside. Anything may come twice, late or out of order. */
sealed interface RunSignal {
  /**
   * The run was just created.
   *
   * @param room whether it may work at once; otherwise it waits until there is room
   */
  record Begin(boolean room) implements RunSignal {
    Begin() {
      this(true);
    }
  }

  /** There is room for one more. */
  record Room() implements RunSignal {}

  record Progressed(UUID commandId, @Nullable Integer percent, String message)
      implements RunSignal {}

  record Succeeded(UUID commandId, JsonNode result) implements RunSignal {}

  record Failed(UUID commandId, Problem problem) implements RunSignal {}

  record Cancelled(UUID commandId) implements RunSignal {}

  /** The agent cannot take the command now; it was not sent. */
  record Held(UUID commandId, String reason) implements RunSignal {}

  /** The time of a stage's attempt is up. */
  record TimedOut(String stage, int attempt) implements RunSignal {}

  /** A stage that waits may try again. */
  record TryAgain(String stage, int attempt) implements RunSignal {}

  record CancelRequested(String reason) implements RunSignal {
    static CancelRequested supersededBy(UUID newer) {
      return new CancelRequested("superseded by run " + newer);
    }
  }

  /** Nothing new starts from now on. */
  record PauseRequested(String by, @Nullable String reason) implements RunSignal {}

  record ResumeRequested(String by) implements RunSignal {}

  /** Somebody decided at a gate. */
  record Decided(String stage, Decision decision) implements RunSignal {}

  /** The system that a gate asks has answered. */
  record Answered(String stage, AtGate.Answer answer) implements RunSignal {}

  /** Something that a gate looks at may have changed. */
  record LookAgain(String stage) implements RunSignal {}

  /** What is known for the gate now. */
  record Looked(String stage, GateFacts facts) implements RunSignal {}

  /** Before its command is sent, the stage must have these for itself. */
  record NeedsLease(UUID commandId, List<String> resources) implements RunSignal {}

  /** The stage has what it asked for. */
  record Leased(String stage, CommandRequest.Lease lease) implements RunSignal {}

  /** An earlier run of its group ended; it may be this one's turn. */
  record Wake() implements RunSignal {}

  /** It is this run's turn in its group. */
  record Admitted() implements RunSignal {}
}
