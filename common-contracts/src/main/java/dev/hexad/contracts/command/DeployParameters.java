package dev.hexad.contracts.command;

import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.MessageType;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings an image to an environment and waits until it is healthy.
 *
 * @param environment for example {@code staging}
 * @param target {@code local}, {@code docker}, {@code kubernetes}, ...; {@code auto}: docker when
 *     an engine answers, else local
 * @param strategy {@code replace} when absent
 * @param canaryPercent share of connections that the canary gets, 1 to 99, 20 when absent
 * @param port stable port of the environment on this machine; a free one is chosen and kept when
 *     absent
 * @param healthPath answers 2xx when the process is ready, {@code /healthz} when absent
 * @param metricsPath Prometheus text format, {@code /metrics} when absent
 * @param healthTimeoutSeconds 60 when absent
 * @param settings of the target, for example the folder of its manifests; the target checks them
 * @param preview makes an environment of its own for the pull request of the run; null for none
 */
@MessageType("dev.hexad.command.cd.deploy.v1")
public record DeployParameters(
    String environment,
    ImageRef image,
    @Nullable String target,
    @Nullable Strategy strategy,
    @Nullable Integer canaryPercent,
    @Nullable Integer port,
    @Nullable String healthPath,
    @Nullable String metricsPath,
    @Nullable Integer healthTimeoutSeconds,
    Map<String, String> env,
    @Nullable Map<String, Object> settings,
    @Nullable Preview preview)
    implements Parameters {
  public DeployParameters {
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(image, "image");
    if (canaryPercent != null && (canaryPercent < 1 || canaryPercent > 99)) {
      throw new IllegalArgumentException("canaryPercent must be 1 to 99, not " + canaryPercent);
    }
    env = env == null ? Map.of() : Map.copyOf(env);
  }

  /** For an environment that is none of a pull request. */
  public DeployParameters(
      String environment,
      ImageRef image,
      @Nullable String target,
      @Nullable Strategy strategy,
      @Nullable Integer canaryPercent,
      @Nullable Integer port,
      @Nullable String healthPath,
      @Nullable String metricsPath,
      @Nullable Integer healthTimeoutSeconds,
      Map<String, String> env,
      @Nullable Map<String, Object> settings) {
    this(
        environment,
        image,
        target,
        strategy,
        canaryPercent,
        port,
        healthPath,
        metricsPath,
        healthTimeoutSeconds,
        env,
        settings,
        null);
  }

  /** The same in an environment of this name, with these settings. */
  public DeployParameters in(String other, @Nullable Map<String, Object> others) {
    return with(other, image, target, null, others);
  }

  /** The same with this image. */
  public DeployParameters of(ImageRef other) {
    return with(environment, other, target, port, settings);
  }

  /** The same on this target. */
  public DeployParameters on(String other) {
    return with(environment, image, other, port, settings);
  }

  private DeployParameters with(
      String where,
      ImageRef what,
      @Nullable String onto,
      @Nullable Integer at,
      @Nullable Map<String, Object> how) {
    return new DeployParameters(
        where,
        what,
        onto,
        strategy,
        canaryPercent,
        at,
        healthPath,
        metricsPath,
        healthTimeoutSeconds,
        env,
        how,
        preview);
  }

  /** How the new revision takes over. */
  public enum Strategy {
    /** As the target does it when nobody says more. */
    REPLACE,
    /** A few replicas at a time. */
    ROLLING,
    /** The old revision stops before the new one starts; for what must not run twice. */
    RECREATE,
    /** The new revision is complete and healthy before all requests go there at once. */
    BLUE_GREEN,
    /** A share of the requests goes to the new revision until it is promoted. */
    CANARY
  }

  /**
   * An environment for one pull request.
   *
   * @param ttlMinutes after so long without another deployment it is removed; three days when
   *     absent
   */
  public record Preview(@Nullable Integer ttlMinutes) {
    public Preview {
      if (ttlMinutes != null && ttlMinutes < 1) {
        throw new IllegalArgumentException("ttlMinutes must be at least 1, not " + ttlMinutes);
      }
    }
  }

  /** What a deployment gives. */
  public record Result(
      UUID deploymentId, String environment, int revision, String role, String url) {}
}
