package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plans a directory with Terraform or OpenTofu.
 *
 * @param workspace name under which state and plans are kept
 * @param directory path in the repository of the run
 * @param variables values of input variables
 * @param destroy plan the removal of everything
 * @param environment where it belongs, for policies and for who works there alone; none when absent
 * @param refreshOnly plan to take what has drifted into the state, and to change nothing else
 */
@MessageType("dev.hexad.command.iac.plan.v1")
public record PlanParameters(
    String workspace,
    String directory,
    Map<String, String> variables,
    @Nullable Boolean destroy,
    @Nullable String environment,
    @Nullable Boolean refreshOnly)
    implements Parameters {
  public PlanParameters {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(directory, "directory");
    variables = variables == null ? Map.of() : Map.copyOf(variables);
  }

  /** One that belongs to no environment. */
  public PlanParameters(
      String workspace,
      String directory,
      Map<String, String> variables,
      @Nullable Boolean destroy) {
    this(workspace, directory, variables, destroy, null, null);
  }

  /**
   * What a plan says.
   *
   * @param risk LOW, MEDIUM or HIGH
   * @param drifted number of resources that are otherwise than they were left
   * @param findings what policies found
   * @param costDelta what it costs more in a month, decimal, of what has a price; null when that is
   *     not known
   * @param costCurrency ISO 4217
   * @param summary for people, one fact a line
   */
  public record Result(
      UUID planId,
      String planHash,
      String tool,
      int toAdd,
      int toChange,
      int toDestroy,
      List<ResourceChange> changes,
      @Nullable String risk,
      @Nullable Integer drifted,
      @Nullable List<PolicyFinding> findings,
      @Nullable String costDelta,
      @Nullable String costCurrency,
      @Nullable String summary) {
    public Result {
      changes = List.copyOf(changes);
      findings = findings == null ? List.of() : List.copyOf(findings);
    }
  }

  /**
   * One resource of a plan.
   *
   * @param action {@code create}, {@code update}, {@code replace}, {@code delete}, {@code read}
   */
  public record ResourceChange(String address, String type, String action) {}

  /**
   * What a policy found.
   *
   * @param severity WARN, OVERRIDE or DENY
   * @param passedBy who lets it pass, null while nobody does
   */
  public record PolicyFinding(
      String policy,
      String severity,
      @Nullable String address,
      String message,
      @Nullable String passedBy) {}
}
