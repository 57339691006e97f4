package dev.hexad.cd.target;

import dev.hexad.contracts.event.ImageRef;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A place where revisions run. Every call may come again after a crash: starting what runs finds
 * it, stopping what is gone does nothing.
 */
public interface DeployTarget {
  /** Name in pipeline files. */
  String name();

  /** Whether it can be used on this machine now, and why not. */
  Availability availability();

  /**
   * Starts a revision, or finds the one that this deployment has started before.
   *
   * @param log takes lines for people
   */
  Running start(Revision revision, Consumer<String> log) throws Exception;

  boolean alive(JsonNode handle);

  void stop(JsonNode handle) throws Exception;

  /** The last lines of output, for people who want to know why it failed. */
  String tail(JsonNode handle);

  /** What to run. */
  record Revision(UUID deploymentId, String application, ImageRef image, Map<String, String> env) {}

  /**
   * What runs.
   *
   * @param port where it answers, on loopback
   * @param handle what the target needs to find it again; kept with the deployment
   */
  record Running(int port, JsonNode handle) {}

  /** Whether a target can be used. */
  sealed interface Availability {
    record Available(String version) implements Availability {}

    record Unavailable(String reason) implements Availability {}
  }
}
