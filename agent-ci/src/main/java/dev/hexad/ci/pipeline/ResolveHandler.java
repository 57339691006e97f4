package dev.hexad.ci.pipeline;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.ci.checkout.Checkouts;
import dev.hexad.ci.checkout.CommitFiles;
import dev.hexad.contracts.command.ResolveParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.PullRequestRef;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.pipeline.PipelineError;
import dev.hexad.contracts.pipeline.PipelineFile;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads {@code hexad.yml} at the commit, or finds out how the repository is built without one. */
@Component
final class ResolveHandler implements CommandHandler<ResolveParameters, ResolveParameters.Result> {
  private final Checkouts checkouts;
  private final Selection selection;

  ResolveHandler(Checkouts checkouts, Selection selection) {
    this.checkouts = checkouts;
    this.selection = selection;
  }

  @Override
  public String capability() {
    return "ci.resolve";
  }

  @Override
  public String description() {
    return "Reads the pipeline of a commit.";
  }

  @Override
  public Class<ResolveParameters> parametersType() {
    return ResolveParameters.class;
  }

  @Override
  public Class<ResolveParameters.Result> resultType() {
    return ResolveParameters.Result.class;
  }

  @Override
  public ResolveParameters.Result handle(ResolveParameters parameters, CommandContext context)
      throws IOException {
    ChangeRef change = context.requireChange();
    try (CommitFiles files = checkouts.read(definedBy(change))) {
      ChangeRef known = change.trusted() ? files.change() : change;
      String name = parameters.file() == null ? "hexad.yml" : parameters.file();
      context.log().line("commit " + known.commit() + " of " + known.ref());
      if (!change.trusted()) {
        context.log().line("the commit is from a fork: the pipeline is that of the target branch");
      }
      Pipeline pipeline = selection.select(pipeline(files, name), known, context);
      context.log().line("pipeline from " + pipeline.origin() + ":");
      pipeline
          .stages()
          .forEach(stage ->
              context
                  .log()
                  .line(
                      "  "
                          + stage.id()
                          + " uses "
                          + stage.uses()
                          + (stage.skip() == null ? "" : " (skipped: " + stage.skip() + ")")));
      return new ResolveParameters.Result(pipeline, known);
    }
  }

  /** Who may not write to the repository does not say what is run for it either. */
  private static ChangeRef definedBy(ChangeRef change) {
    PullRequestRef pull = change.pullRequest();
    if (change.trusted() || pull == null) {
      return change;
    }
    return new ChangeRef(
        change.applicationId(),
        change.application(),
        change.repositoryUrl(),
        pull.targetRef(),
        pull.targetRef(),
        null,
        null);
  }

  private static Pipeline pipeline(CommitFiles files, String name) throws IOException {
    Optional<String> text = text(files, name);
    if (text.isEmpty()) {
      return KnownBuilds.pipeline(files)
          .orElseThrow(() ->
              new HexadException(
                  ProblemType.PIPELINE_INVALID,
                  "The repository has no "
                      + name
                      + ", no Dockerfile and no build that is known; add a "
                      + name
                      + "."));
    }
    return switch (PipelineFile.parse(text.get(), name, ShippedCapabilities::schema)) {
      case PipelineFile.Result.Parsed(Pipeline pipeline) -> pipeline;
      case PipelineFile.Result.Invalid(List<PipelineError> errors) ->
          throw new HexadException(
              ProblemType.PIPELINE_INVALID,
              name + ": " + errors.getFirst(),
              errors.stream()
                  .map(e -> new Problem.FieldError(e.line() + ":" + e.column(), e.message()))
                  .toList(),
              null);
    };
  }

  private static Optional<String> text(CommitFiles files, String name) {
    try {
      return files.text(name, PipelineFile.MAX_BYTES);
    } catch (IOException | IllegalArgumentException e) {
      throw new HexadException(
          ProblemType.PIPELINE_INVALID,
          "The pipeline file '" + name + "' cannot be read: " + e.getMessage(),
          e);
    }
  }
}
