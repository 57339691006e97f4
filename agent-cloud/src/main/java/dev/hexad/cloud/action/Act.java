package dev.hexad.cloud.action;

import dev.hexad.cloud.provider.ActionTarget;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something done, or to be done, to some resources.
 *
 * @param cost what they have cost, in words; null for what is undone
 * @param iac what is to be known of whether IaC owns them, in words; null for nothing
 */
record Act(
    UUID id,
    String action,
    JsonNode parameters,
    String provider,
    String reason,
    ActState state,
    String risk,
    String requestedBy,
    @Nullable String decidedBy,
    @Nullable UUID undoOf,
    @Nullable UUID undoneBy,
    @Nullable String problem,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable String cost,
    @Nullable String iac) {

  /**
   * An act on one resource.
   *
   * @param note why it is as it is, for people; null for nothing to say
   * @param operation what the provider calls what it works on; empty when it has no name, null
   *     before anything was accepted
   * @param progress how far the provider is, for people
   * @param waitsSince when it was accepted
   */
  record Step(
      int number,
      UUID uid,
      String accountName,
      String account,
      String region,
      String type,
      String resourceId,
      String name,
      String action,
      JsonNode parameters,
      StepState state,
      String before,
      String after,
      @Nullable String inverseAction,
      @Nullable JsonNode inverseParameters,
      int attempts,
      @Nullable String problem,
      Instant changedAt,
      @Nullable String note,
      @Nullable String operation,
      @Nullable String progress,
      @Nullable Instant waitsSince) {
    ActionTarget target() {
      return new ActionTarget(accountName, account, region, type, resourceId, name);
    }
  }

  /** An act with its steps. */
  record Detail(Act act, List<Step> steps) {
    Detail {
      steps = List.copyOf(steps);
    }
  }
}
