package dev.hexad.contracts.command;

import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.TestSummary;
import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Clones the commit, runs the steps in order, reads the reports, keeps the artifacts, builds and
 * pushes the image.
 *
 * @param steps run one after another in the same work folder
 * @param reports glob patterns of test reports (JUnit XML, TRX, go test JSON), below the work
 *     folder
 * @param coverage glob patterns of coverage reports (JaCoCo XML, Cobertura XML, lcov)
 * @param artifacts what is kept of the work folder
 * @param takes names of artifacts of earlier stages of the run, unpacked before the first step
 * @param env environment of all steps
 * @param tagVersion whether the version is pushed back as a Git tag, false when absent
 */
@MessageType("dev.hexad.command.ci.build.v1")
public record BuildParameters(
    List<BuildStep> steps,
    List<String> reports,
    List<String> coverage,
    List<Artifact> artifacts,
    List<String> takes,
    @Nullable Image image,
    Map<String, String> env,
    @Nullable Boolean tagVersion)
    implements Parameters {
  public BuildParameters {
    steps = steps == null ? List.of() : List.copyOf(steps);
    reports = reports == null ? List.of() : List.copyOf(reports);
    coverage = coverage == null ? List.of() : List.copyOf(coverage);
    artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
    takes = takes == null ? List.of() : List.copyOf(takes);
    env = env == null ? Map.of() : Map.copyOf(env);
  }

  /** Steps, test reports and an image, nothing else. */
  public BuildParameters(
      List<BuildStep> steps, List<String> reports, @Nullable Image image, Map<String, String> env) {
    this(steps, reports, List.of(), List.of(), List.of(), image, env, null);
  }

  /**
   * Files to keep.
   *
   * @param paths glob patterns below the work folder
   * @param retentionDays the agent's setting when absent
   */
  public record Artifact(String name, List<String> paths, @Nullable Integer retentionDays) {
    public Artifact {
      Objects.requireNonNull(name, "artifact name");
      paths = paths == null ? List.of() : List.copyOf(paths);
    }
  }

  /**
   * The image to make.
   *
   * @param registry name of a registry of the CI agent's configuration; the built-in one when
   *     absent
   * @param dockerfile path of a Dockerfile; needs an engine. Without it the image is built without
   *     one.
   * @param base base image, {@code scratch} when absent
   * @param copy files and folders to take from the work folder, to the same places below workdir
   * @param workdir absolute path in the image, {@code /app} when absent
   * @param command what the container runs
   * @param port port that the process listens on; it is told by the environment variable PORT
   * @param tags more tags than the version
   * @param buildArguments of the Dockerfile
   */
  public record Image(
      @Nullable String name,
      @Nullable String registry,
      @Nullable String dockerfile,
      @Nullable String base,
      List<String> copy,
      @Nullable String workdir,
      List<String> command,
      @Nullable Integer port,
      List<String> tags,
      Map<String, String> buildArguments) {
    public Image {
      copy = copy == null ? List.of() : List.copyOf(copy);
      command = command == null ? List.of() : List.copyOf(command);
      tags = tags == null ? List.of() : List.copyOf(tags);
      buildArguments = buildArguments == null ? Map.of() : Map.copyOf(buildArguments);
    }

    /** The image of a Dockerfile. */
    public static Image ofDockerfile(String path) {
      return new Image(
          null, null, path, null, List.of(), null, List.of(), null, List.of(), Map.of());
    }
  }

  /**
   * What a build gives.
   *
   * @param version the semantic version of this build
   * @param coverage covered lines in percent of all lines
   * @param artifacts names of what was kept
   */
  public record Result(
      String commit,
      @Nullable String version,
      @Nullable ImageRef image,
      @Nullable TestSummary tests,
      @Nullable Double coverage,
      List<String> artifacts) {
    public Result {
      artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
    }
  }
}
