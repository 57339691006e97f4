package dev.hexad.cloud.settings;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;

/** Where the secrets come from that the configuration names. */
@FunctionalInterface
public interface Secrets {
  /** Fetches a secret by its name. */
  Secret get(String name) throws IOException, InterruptedException;

  /**
   * The secret.
   *
   * @throws HexadException when it cannot be had
   */
  default Secret require(String name) {
    try {
      return get(name);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The secret '" + name + "' cannot be had.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "It was interrupted.", e);
    }
  }
}
