package dev.hexad.contracts.command;

import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.TestSummary;
import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Clones the commit, runs the steps in order, reads the test reports, builds and pushes the image.
 *
 * @param reports glob patterns of JUnit XML files, below the work folder
 * @param env environment of all steps
 */
@MessageType("dev.hexad.command.ci.build.v1")
public record BuildParameters(
    List<Step> steps, List<String> reports, @Nullable Image image, Map<String, String> env)
    implements Parameters {
  public BuildParameters {
    steps = steps == null ? List.of() : List.copyOf(steps);
    reports = reports == null ? List.of() : List.copyOf(reports);
    env = env == null ? Map.of() : Map.copyOf(env);
  }

  /**
   * One step.
   *
   * @param run a script; it is written to a file and run by {@code sh -eu}
   * @param timeoutSeconds 600 when absent
   */
  public record Step(String name, String run, @Nullable Integer timeoutSeconds) {}

  /**
   * The image to make.
   *
   * @param dockerfile path of a Dockerfile; needs an engine. Without it the image is built without
   *     one.
   * @param base base image, {@code scratch} when absent
   * @param copy files and folders to take from the work folder, to the same places below workdir
   * @param workdir absolute path in the image, {@code /app} when absent
   * @param command what the container runs
   * @param port port that the process listens on; it is told by the environment variable PORT
   */
  public record Image(
      @Nullable String name,
      @Nullable String dockerfile,
      @Nullable String base,
      List<String> copy,
      @Nullable String workdir,
      List<String> command,
      @Nullable Integer port) {
    public Image {
      copy = copy == null ? List.of() : List.copyOf(copy);
      command = command == null ? List.of() : List.copyOf(command);
    }
  }

  /**
   * What a build gives.
   *
   * @param version the semantic version of this build
   */
  public record Result(
      String commit,
      @Nullable String version,
      @Nullable ImageRef image,
      @Nullable TestSummary tests) {}
}
