package dev.hexad.contracts.command;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.MessageType;
import dev.hexad.contracts.pipeline.Pipeline;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pipeline of a commit. The change of the run may name a branch instead of a commit; the
 * result then tells the commit.
 *
 * @param file path in the repository, {@code hexad.yml} when absent
 */
@MessageType("dev.hexad.command.ci.resolve.v1")
public record ResolveParameters(@Nullable String file) implements Parameters {

  /**
   * The stages that the run goes on with.
   *
   * @param change the change with everything known of its commit
   */
  public record Result(Pipeline pipeline, ChangeRef change) {
    public Result {
      Objects.requireNonNull(pipeline, "pipeline");
      Objects.requireNonNull(change, "change");
    }
  }
}
