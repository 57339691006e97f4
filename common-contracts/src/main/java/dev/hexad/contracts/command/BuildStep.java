package dev.hexad.contracts.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of a build.
 *
 * @param run a script; it is written to a file and run by {@code sh -eu}
 * @param image container image to run it in; on the agent's own runner when absent
 * @param condition CEL over {@code change} and {@code env}; the step is skipped when it is false
 * @param always runs although an earlier step failed
 * @param timeoutSeconds the agent's setting when absent
 * @param retries how often it is tried again after a failure, 0 when absent
 * @param backoffSeconds pause before the first retry, doubled for each more, 2 when absent
 * @param env environment of this step, over that of the build
 * @param secrets names of environment variables, each with the name of the secret that it gets
 * @param services what runs beside the step and ends with it
 * @param caches folders kept between builds
 */
public record BuildStep(
    String name,
    String run,
    @Nullable String image,
    @JsonProperty("if") @Nullable String condition,
    @Nullable Boolean always,
    @Nullable Integer timeoutSeconds,
    @Nullable Integer retries,
    @Nullable Integer backoffSeconds,
    Map<String, String> env,
    Map<String, String> secrets,
    @Nullable Resources resources,
    List<Service> services,
    List<Cache> caches) {
  public BuildStep {
    Objects.requireNonNull(name, "step name");
    Objects.requireNonNull(run, "step run");
    env = env == null ? Map.of() : Map.copyOf(env);
    secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
    services = services == null ? List.of() : List.copyOf(services);
    caches = caches == null ? List.of() : List.copyOf(caches);
  }

  /** A step with nothing special. */
  public static BuildStep of(String name, String run) {
    return new BuildStep(
        name, run, null, null, null, null, null, null, Map.of(), Map.of(), null, List.of(),
        List.of());
  }

  /**
   * Limits of a step.
   *
   * @param cpus cores, fractions allowed
   * @param memoryMb mebibytes
   * @param processes number of processes and threads
   */
  public record Resources(
      @Nullable Double cpus, @Nullable Integer memoryMb, @Nullable Integer processes) {}

  /**
   * A server that a step needs, for example a database. Either a container or a host process.
   *
   * @param name also the host name by which containers reach it
   * @param image container image; a host process when absent
   * @param run script; what the container runs instead of its own command when there is an image
   * @param port the step starts once this TCP port takes connections
   * @param readySeconds how long to wait for the port, 60 when absent
   */
  public record Service(
      String name,
      @Nullable String image,
      @Nullable String run,
      @Nullable Integer port,
      @Nullable Integer readySeconds,
      Map<String, String> env) {
    public Service {
      Objects.requireNonNull(name, "service name");
      env = env == null ? Map.of() : Map.copyOf(env);
    }
  }

  /**
   * Folders that are kept between builds of one application.
   *
   * @param name tells caches of one application apart
   * @param paths what is kept, below the work folder
   * @param key files whose content decides whether the cache fits, for example lock files
   */
  public record Cache(String name, List<String> paths, List<String> key) {
    public Cache {
      Objects.requireNonNull(name, "cache name");
      paths = paths == null ? List.of() : List.copyOf(paths);
      key = key == null ? List.of() : List.copyOf(key);
    }
  }
}
