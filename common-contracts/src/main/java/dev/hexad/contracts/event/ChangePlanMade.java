package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A run waits until somebody approves exactly this plan of what it is about to do.
 *
 * @param hash over all that the stages before have found; the approval is for it
 * @param approvals how many are needed
 * @param parts what each of these stages says of its result
 * @param dependents names of the applications that depend on the one that changes
 * @param objectives service level objectives at risk, each with what is left of its budget
 * @param firing titles of alerts that fire now
 */
@MessageType("dev.hexad.run.plan.made.v1")
public record ChangePlanMade(
    UUID runId,
    String stage,
    ChangeRef change,
    String hash,
    int approvals,
    List<Part> parts,
    List<String> dependents,
    List<String> objectives,
    List<String> firing)
    implements Event {
  public ChangePlanMade {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(hash, "hash");
    parts = parts == null ? List.of() : List.copyOf(parts);
    dependents = dependents == null ? List.of() : List.copyOf(dependents);
    objectives = objectives == null ? List.of() : List.copyOf(objectives);
    firing = firing == null ? List.of() : List.copyOf(firing);
  }

  /**
   * What one stage has found.
   *
   * @param uses its capability
   * @param summary plain text, one fact a line
   */
  public record Part(String stage, String uses, String summary) {}

  @Override
  public String subject() {
    return runId.toString();
  }
}
