package dev.hexad.ci.build;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.ci.cache.Caches;
import dev.hexad.ci.checkout.Checkout;
import dev.hexad.ci.checkout.Checkouts;
import dev.hexad.ci.repository.Repositories;
import dev.hexad.ci.runner.Runners;
import dev.hexad.ci.settings.CiSettings;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Builds one commit: steps, reports, artifacts, version, image. */
@Component
final class BuildHandler implements CommandHandler<BuildParameters, BuildParameters.Result> {
  private final Checkouts checkouts;
  private final Runners runners;
  private final Caches caches;
  private final Repositories repositories;
  private final KeptWork kept;
  private final WorkDisk disk;
  private final Outcome.Factory outcomes;
  private final LiveConfiguration<CiSettings> settings;

  BuildHandler(
      Checkouts checkouts,
      Runners runners,
      Caches caches,
      Repositories repositories,
      KeptWork kept,
      WorkDisk disk,
      Outcome.Factory outcomes,
      LiveConfiguration<CiSettings> settings) {
    this.checkouts = checkouts;
    this.runners = runners;
    this.caches = caches;
    this.repositories = repositories;
    this.kept = kept;
    this.disk = disk;
    this.outcomes = outcomes;
    this.settings = settings;
  }

  @Override
  public String capability() {
    return "ci.build";
  }

  @Override
  public String description() {
    return "Builds a commit: runs steps, reads reports, keeps artifacts, makes and pushes an image.";
  }

  @Override
  public Class<BuildParameters> parametersType() {
    return BuildParameters.class;
  }

  @Override
  public Class<BuildParameters.Result> resultType() {
    return BuildParameters.Result.class;
  }

  @Override
  public BuildParameters.Result handle(BuildParameters parameters, CommandContext context)
      throws Exception {
    try {
      return build(parameters, context);
    } catch (IOException e) {
      String why = disk.shortage().orElse(e.getMessage() == null ? e.toString() : e.getMessage());
      throw new HexadException(ProblemType.INTERNAL, "The build cannot go on: " + why, e);
    }
  }

  private BuildParameters.Result build(BuildParameters parameters, CommandContext context)
      throws Exception {
    if (context.attempt() > 1) {
      runners.clean(context.commandId().toString());
    }
    repositories.token(context.requireChange().applicationId()).ifPresent(context.log()::mask);
    Optional<KeptWork.Memo> memo = resume(context);
    try (Checkout checkout = checkout(context, memo.isPresent())) {
      var tools = new Steps.Tools(runners, caches, repositories::secret, settings.current());
      var steps = new Steps(parameters, context, checkout, tools);
      Outcome outcome = outcomes.of(parameters, context, checkout, steps);
      try {
        if (memo.isEmpty()) {
          outcome.takeArtifacts();
        }
        steps.run(memo.map(KeptWork.Memo::done).orElse(List.of()));
        return outcome.succeed();
      } catch (HexadException e) {
        HexadException told = e;
        if (!context.interrupted()) {
          told = disk.shortage().map(full -> alsoFull(e, full)).orElse(e);
          outcome.fail(told.problem().detail());
          keep(context, checkout, steps, told == e);
        }
        throw told;
      }
    }
  }

  /** The disk is told too: what a step says of it is often far from the cause. */
  private static HexadException alsoFull(HexadException e, String full) {
    return new HexadException(e.type(), e.problem().detail() + " " + full, e);
  }

  private void keep(CommandContext context, Checkout checkout, Steps steps, boolean room)
      throws IOException {
    if (room) {
      kept.keep(
          context.commandId(),
          checkout.folder(),
          new KeptWork.Memo(checkout.change().commit(), steps.done()));
    } else {
      context.log().line("work folders of failed builds are not kept while the disk is full");
      kept.clear();
    }
  }

  private Checkout checkout(CommandContext context, boolean resumed) throws IOException {
    ChangeRef change = context.requireChange();
    if (resumed) {
      context.log().line("goes on in the work folder of the build that failed");
      return checkouts.reopen(context.commandId(), change);
    }
    context.progress(0, "cloning");
    Checkout checkout = open(context.commandId(), change);
    context.log().line("cloned " + checkout.change().commit());
    return checkout;
  }

  private Checkout open(UUID command, ChangeRef change) throws IOException {
    try {
      return checkouts.open(command, change);
    } catch (HexadException e) {
      throw disk.shortage().map(full -> alsoFull(e, full)).orElse(e);
    }
  }

  private Optional<KeptWork.Memo> resume(CommandContext context) throws IOException {
    UUID failed = context.request().restartOf();
    return failed == null
        ? Optional.empty()
        : kept.take(
            failed, context.requireChange().commit(), checkouts.folder(context.commandId()));
  }
}
