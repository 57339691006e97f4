package dev.hexad.orchestrator.gate;

import dev.hexad.contracts.problem.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What looking at a gate gave. */
public sealed interface GateAnswer {
  /** The run goes on; the result is the stage's. */
  record Opened(JsonNode result) implements GateAnswer {}

  /**
   * The run waits.
   *
   * @param again when to look again at the latest, null when only news can change it
   */
  record Closed(String reason, @Nullable Instant again) implements GateAnswer {
    Closed(String reason) {
      this(reason, null);
    }
  }

  /** It never opens. */
  record Refused(Problem problem) implements GateAnswer {}
}
