package dev.hexad.cloud.action;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An act in a pipeline.
 *
 * @param action name in the catalogue
 * @param parameters of the action
 * @param resources filter that finds what is acted on
 * @param reason for the audit trail
 * @param dryRun only looks, unless it is false
 * @param force also what IaC owns, which brings it back at its next apply
 */
public record ActParameters(
    String action,
    @Nullable Object parameters,
    String resources,
    String reason,
    @Nullable Boolean dryRun,
    @Nullable Boolean force) {
  public ActParameters {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(resources, "resources");
    Objects.requireNonNull(reason, "reason");
  }

  /** What came of it. */
  public record Result(UUID actId, String state, int done, int unneeded, int failed) {}
}
