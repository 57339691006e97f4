package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Objects;

/**
 * Looks whether what a workspace manages still is as it was applied.
 *
 * @param workspace one that was applied before
 */
@MessageType("dev.hexad.command.iac.drift.v1")
public record DriftParameters(String workspace) implements Parameters {
  public DriftParameters {
    Objects.requireNonNull(workspace, "workspace");
  }

  /**
   * What was found.
   *
   * @param drifted number of resources that are otherwise
   * @param changes each of them
   * @param summary for people
   */
  public record Result(
      String workspace, int drifted, List<PlanParameters.ResourceChange> changes, String summary) {
    public Result {
      changes = List.copyOf(changes);
    }
  }
}
