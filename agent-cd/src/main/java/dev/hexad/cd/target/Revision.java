package dev.hexad.cd.target;

import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.event.ImageRef;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to run, and where.
 *
 * @param number counts up by one per deployment to the environment
 * @param commit that it was made from, null when that is not known
 * @param strategy how it takes over
 * @param settings of the target, as the pipeline file gives them; an object
 */
public record Revision(
    UUID deploymentId,
    UUID applicationId,
    String application,
    String environment,
    int number,
    ImageRef image,
    @Nullable String commit,
    Map<String, String> env,
    Strategy strategy,
    JsonNode settings) {
  public Revision {
    env = Map.copyOf(env);
  }
}
