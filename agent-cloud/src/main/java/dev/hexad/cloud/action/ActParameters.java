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
 */
public record ActParameters(
    String action,
    @Nullable Object parameters,
    String resources,
    String reason,
    @Nullable Boolean dryRun) {
  public ActParameters {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(resources, "resources");
    Objects.requireNonNull(reason, "reason");
  }

  /** What came of it. */
  public record Result(UUID actId, String state, int done, int unneeded, int failed) {}
}
