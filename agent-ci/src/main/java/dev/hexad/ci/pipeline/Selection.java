package dev.hexad.ci.pipeline;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.ci.archive.Globs;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.PullRequestRef;
import dev.hexad.contracts.pipeline.Concurrency;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.pipeline.Triggers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What of a pipeline a change sets going: nothing when its triggers do not fit, and no stage whose
 * paths did not change. What is not known, such as the changed files of a manual run, fits.
 */
@Component
final class Selection {
  private final ChangedFiles changedFiles;

  Selection(ChangedFiles changedFiles) {
    this.changedFiles = changedFiles;
  }

  Pipeline select(Pipeline pipeline, ChangeRef change, CommandContext context) {
    Optional<List<String>> changed = changedFiles.of(context.request().runId());
    Optional<String> why = whyNot(pipeline.triggers(), change, changed);
    List<Pipeline.Stage> stages =
        pipeline.stages().stream()
            .map(stage -> why.map(stage::skipped).orElseGet(() -> byPaths(stage, changed)))
            .toList();
    return pipeline.withStages(stages).within(concurrency(pipeline, change));
  }

  /**
   * A new commit of a pull request takes the place of the one before, unless the file says more.
   */
  private static @Nullable Concurrency concurrency(Pipeline pipeline, ChangeRef change) {
    return pipeline.concurrency() == null && change.pullRequest() != null
        ? new Concurrency("pull-request", Concurrency.Scope.BRANCH, Concurrency.Mode.SUPERSEDE)
        : pipeline.concurrency();
  }

  private static Optional<String> whyNot(
      @Nullable Triggers triggers, ChangeRef change, Optional<List<String>> changed) {
    String event = change.event();
    if (triggers == null || event == null) {
      return Optional.empty();
    }
    return switch (event) {
      case "push", "poll" -> unless(triggers.push(), "pushes", change.shortRef(), changed);
      case "tag", "release" -> unless(triggers.tag(), "tags", change.shortRef(), changed);
      case "pull_request" ->
          unless(triggers.pullRequest(), "pull requests", target(change), changed);
      default -> Optional.empty();
    };
  }

  private static String target(ChangeRef change) {
    PullRequestRef pull = change.pullRequest();
    return pull == null ? "" : pull.targetRef().replaceFirst("^refs/heads/", "");
  }

  private static Optional<String> unless(
      Triggers.@Nullable Filter filter, String what, String name, Optional<List<String>> changed) {
    if (filter == null) {
      return Optional.of("'on' does not name " + what);
    }
    if (!filter.names().isEmpty() && !Globs.of(filter.names()).match(name)) {
      return Optional.of("'" + name + "' is not among " + filter.names() + " of 'on'");
    }
    return filter.paths().isEmpty() || touches(filter.paths(), changed)
        ? Optional.empty()
        : Optional.of("no changed file matches " + filter.paths() + " of 'on'");
  }

  private static Pipeline.Stage byPaths(Pipeline.Stage stage, Optional<List<String>> changed) {
    return stage.paths().isEmpty() || touches(stage.paths(), changed)
        ? stage
        : stage.skipped("no changed file matches " + stage.paths());
  }

  private static boolean touches(List<String> patterns, Optional<List<String>> changed) {
    Globs globs = Globs.of(patterns);
    return changed.isEmpty() || changed.get().stream().anyMatch(globs::match);
  }
}
