package dev.hexad.contracts.manifest;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The enrolment and heartbeat messages between an agent instance and the orchestrator. */
public final class Enrolment {
  private Enrolment() {}

  /**
   * Asks for a lease; sent with the enrolment token.
   *
   * @param instanceId chosen by the instance at its start
   * @param baseUrl where this instance's REST API answers
   */
  public record Request(Manifest manifest, UUID instanceId, String baseUrl, Instant startedAt) {
    public Request {
      Objects.requireNonNull(manifest, "manifest");
      Objects.requireNonNull(instanceId, "instanceId");
      Objects.requireNonNull(baseUrl, "baseUrl");
      Objects.requireNonNull(startedAt, "startedAt");
    }
  }

  /**
   * A lease, given at enrolment and renewed by each heartbeat.
   *
   * @param leaseSeconds how long the lease lasts from now
   * @param serviceToken short-lived token for calls to the orchestrator
   * @param identityKeys JSON Web Key Set; identities signed with these keys are the only ones to
   *     accept
   * @param configurationVersion 0 when the agent's own defaults are in force
   * @param configuration the document in force; absent in a heartbeat answer when the version the
   *     agent named is the current one
   */
  public record Lease(
      UUID instanceId,
      String state,
      int leaseSeconds,
      String serviceToken,
      String identityKeys,
      long configurationVersion,
      @Nullable JsonNode configuration) {}

  /**
   * Renews a lease.
   *
   * @param configurationVersion the version the instance has applied
   * @param healthy whether its own health checks pass
   * @param waiting commands that it has taken and nobody works on yet; null when it does not say
   */
  public record Heartbeat(
      long configurationVersion,
      boolean healthy,
      @Nullable String configurationError,
      @Nullable Integer waiting) {}
}
