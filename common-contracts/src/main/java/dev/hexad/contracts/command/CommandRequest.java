package dev.hexad.contracts.command;

import dev.hexad.contracts.event.ChangeRef;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The payload of every command envelope. The envelope's type is {@code
 * dev.hexad.command.<capability>.v1}.
 *
 * @param commandId unique per attempt of a stage; receiving it twice is receiving it once
 * @param capability for example {@code ci.build}
 * @param runId the run that asks; absent for commands outside a run
 * @param change what the run is about; absent for runs without a commit
 * @param deadline when the orchestrator gives up waiting
 * @param parameters shaped by the capability's parameter schema
 * @param restartOf the failed command that this one does again; null for a fresh start
 * @param lease what the command may work on alone; null when it needs nothing for itself
 */
public record CommandRequest(
    UUID commandId,
    String capability,
    @Nullable UUID runId,
    @Nullable String stage,
    @Nullable ChangeRef change,
    Instant deadline,
    JsonNode parameters,
    @Nullable UUID restartOf,
    @Nullable Lease lease) {

  /**
   * The right to work on something alone.
   *
   * @param resources what is leased, for example {@code environment:shop/production}
   * @param token grows with each lease; a command with a lower token for a resource than one that
   *     was seen before comes too late and must change nothing
   */
  public record Lease(List<String> resources, long token) {
    public Lease {
      resources = List.copyOf(resources);
    }
  }

  /** A command that needs nothing for itself. */
  public CommandRequest(
      UUID commandId,
      String capability,
      @Nullable UUID runId,
      @Nullable String stage,
      @Nullable ChangeRef change,
      Instant deadline,
      JsonNode parameters,
      @Nullable UUID restartOf) {
    this(commandId, capability, runId, stage, change, deadline, parameters, restartOf, null);
  }

  /** A command that restarts nothing. */
  public CommandRequest(
      UUID commandId,
      String capability,
      @Nullable UUID runId,
      @Nullable String stage,
      @Nullable ChangeRef change,
      Instant deadline,
      JsonNode parameters) {
    this(commandId, capability, runId, stage, change, deadline, parameters, null, null);
  }

  /** Prefix of the envelope type of commands. */
  public static final String TYPE_PREFIX = "dev.hexad.command.";

  /** Envelope type of the request to stop a command; its data is a {@link CancelRequest}. */
  public static final String CANCEL_TYPE = "dev.hexad.command.cancel.v1";

  public CommandRequest {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(capability, "capability");
    Objects.requireNonNull(deadline, "deadline");
    Objects.requireNonNull(parameters, "parameters");
  }

  /** The envelope type for a capability. */
  public static String typeOf(String capability) {
    return TYPE_PREFIX + capability + ".v1";
  }

  /** The agent that owns a capability: everything before the first dot. */
  public static String agentOf(String capability) {
    int dot = capability.indexOf('.');
    return dot < 0 ? capability : capability.substring(0, dot);
  }

  /** Asks the agent to stop a command; unknown or finished commands are left alone. */
  public record CancelRequest(UUID commandId, String reason) {
    public CancelRequest {
      Objects.requireNonNull(commandId, "commandId");
    }
  }
}
