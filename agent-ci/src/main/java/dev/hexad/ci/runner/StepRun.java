package dev.hexad.ci.runner;

import dev.hexad.contracts.command.BuildStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one step.
 *
 * @param commandId marks everything that runs for it
 * @param folder of the command; scripts and the home folder go here
 * @param source the work folder, where the script runs
 * @param environment all variables, secrets included
 */
public record StepRun(
    String commandId,
    String name,
    String script,
    @Nullable String image,
    Path folder,
    Path source,
    Map<String, String> environment,
    Duration timeout,
    BuildStep.@Nullable Resources resources,
    List<BuildStep.Service> services) {

  /** A name for containers and networks of this command. */
  String shortName() {
    return "hexad-" + commandId;
  }

  @Override
  public String toString() {
    return "StepRun[" + commandId + ", " + name + "]";
  }
}
