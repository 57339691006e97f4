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
 */
@MessageType("dev.hexad.command.iac.plan.v1")
public record PlanParameters(
    String workspace, String directory, Map<String, String> variables, @Nullable Boolean destroy)
    implements Parameters {
  public PlanParameters {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(directory, "directory");
    variables = variables == null ? Map.of() : Map.copyOf(variables);
  }

  /** What a plan says. */
  public record Result(
      UUID planId,
      String planHash,
      String tool,
      int toAdd,
      int toChange,
      int toDestroy,
      List<ResourceChange> changes) {
    public Result {
      changes = List.copyOf(changes);
    }
  }

  /**
   * One resource of a plan.
   *
   * @param action {@code create}, {@code update}, {@code replace}, {@code delete}, {@code read}
   */
  public record ResourceChange(String address, String type, String action) {}
}
