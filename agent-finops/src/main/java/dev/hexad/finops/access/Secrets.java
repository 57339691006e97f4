package dev.hexad.finops.access;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Reads the secrets that the configuration names. */
@Component
public class Secrets {
  private final OrchestratorClient orchestrator;

  Secrets(OrchestratorClient orchestrator) {
    this.orchestrator = orchestrator;
  }

  /**
   * The secret of a name.
   *
   * @throws HexadException when it cannot be read
   */
  public Secret read(String name) {
    try {
      return orchestrator.secret(name);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UNAVAILABLE,
          "The secret '" + name + "' cannot be read: " + e.getMessage(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.UNAVAILABLE, "interrupted", e);
    }
  }
}
