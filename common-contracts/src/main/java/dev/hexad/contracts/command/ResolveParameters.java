package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pipeline of a commit; the result is a {@link dev.hexad.contracts.pipeline.Pipeline}.
 *
 * @param file path in the repository, {@code hexad.yml} when absent
 */
@MessageType("dev.hexad.command.ci.resolve.v1")
public record ResolveParameters(@Nullable String file) implements Parameters {}
