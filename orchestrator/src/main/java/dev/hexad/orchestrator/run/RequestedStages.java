package dev.hexad.orchestrator.run;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.pipeline.PipelineError;
import dev.hexad.contracts.pipeline.PipelineFile;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Stages as they come in the body of a request, shaped as in {@code hexad.yml}. */
final class RequestedStages {
  private RequestedStages() {}

  /**
   * The pipeline of these stages.
   *
   * @throws HexadException with all that is wrong with them
   */
  static Pipeline parse(JsonNode stages, @Nullable JsonNode concurrency) {
    var document = Json.mapper().createObjectNode().put("version", 1);
    document.set("stages", stages);
    if (concurrency != null && !concurrency.isNull()) {
      document.set("concurrency", concurrency);
    }
    return switch (PipelineFile.parse(document, "request")) {
      case PipelineFile.Result.Parsed(Pipeline pipeline) -> pipeline;
      case PipelineFile.Result.Invalid(List<PipelineError> errors) ->
          throw new HexadException(
              ProblemType.PIPELINE_INVALID,
              "The stages are not valid.",
              errors.stream().map(e -> new Problem.FieldError(e.path(), e.message())).toList(),
              null);
    };
  }
}
