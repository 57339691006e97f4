package dev.hexad.monitoring.source;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** The secrets of sources and channels, by name. */
@Component
public class SourceSecrets {
  private final OrchestratorClient orchestrator;

  protected SourceSecrets(OrchestratorClient orchestrator) {
    this.orchestrator = orchestrator;
  }

  /**
   * A secret as it was stored, of many lines perhaps.
   *
   * @throws HexadException when it cannot be had
   */
  public Secret text(String name) {
    try {
      return orchestrator.secret(name);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The secret '" + name + "' cannot be had.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "It was interrupted.", e);
    }
  }

  /**
   * A secret without blanks around it.
   *
   * @throws HexadException when it cannot be had, or cannot stand in a header
   */
  public Secret require(String name) {
    Secret secret = Secret.of(text(name).reveal().strip());
    if (secret.isBlank() || !secret.reveal().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new HexadException(
          ProblemType.INVALID, "The secret '" + name + "' is no token: one line, no blanks.");
    }
    return secret;
  }
}
