package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Takeover;
import dev.hexad.cd.target.Targets;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Brings new revisions up, for all connections or for a share of them; safe to repeat. */
@Component
class Rollout {
  private static final int CANARY_PERCENT = 20;

  private final Deployments deployments;
  private final Beginnings beginnings;
  private final Waiting waiting;
  private final Environments environments;
  private final Turns turns;
  private final OpenTimes openTimes;
  private final ImageProof proof;
  private final Startup startup;
  private final Targets targets;
  private final Traffic traffic;
  private final LiveConfiguration<CdSettings> settings;
  private final Clock clock;

  Rollout(
      Deployments deployments,
      Beginnings beginnings,
      Waiting waiting,
      Environments environments,
      Turns turns,
      OpenTimes openTimes,
      ImageProof proof,
      Startup startup,
      Targets targets,
      Traffic traffic,
      LiveConfiguration<CdSettings> settings,
      Clock clock) {
    this.deployments = deployments;
    this.beginnings = beginnings;
    this.waiting = waiting;
    this.environments = environments;
    this.turns = turns;
    this.openTimes = openTimes;
    this.proof = proof;
    this.startup = startup;
    this.targets = targets;
    this.traffic = traffic;
    this.settings = settings;
    this.clock = clock;
  }

  DeployParameters.Result deploy(DeployParameters given, CommandContext context) throws Exception {
    ChangeRef change = context.requireChange();
    String wanted = given.target();
    String fallback = settings.current().defaultTarget();
    DeployTarget target =
        targets.choose(wanted != null ? wanted : fallback == null ? "auto" : fallback);
    refuseUnfit(given, target);
    DeployParameters parameters = PullRequestPlace.of(given, change, target.name());
    environments.prepare(
        change, parameters.environment(), target.takeover() == Takeover.BESIDE, parameters.port());
    while (true) {
      waiting.await(change, parameters, target, context);
      try (var turn = turns.await(change.applicationId(), parameters.environment(), context)) {
        PullRequestPlace.ttl(parameters)
            .ifPresent(ttl ->
                environments.expires(
                    change.applicationId(), parameters.environment(), clock.instant().plus(ttl)));
        if (waiting.mayBegin(turn.command())) {
          return deploy(parameters, target, turn, context);
        }
      }
      context.log().line("something has changed meanwhile; looking at the gates again");
    }
  }

  private static void refuseUnfit(DeployParameters parameters, DeployTarget target) {
    Strategy strategy = parameters.strategy();
    if (strategy != null && !target.strategies().contains(strategy)) {
      throw new HexadException(
          ProblemType.INVALID,
          "The target '%s' has no strategy %s; there are %s."
              .formatted(target.name(), strategy, new TreeSet<>(target.strategies())));
    }
  }

  private DeployParameters.Result deploy(
      DeployParameters parameters, DeployTarget target, Turn turn, CommandContext context)
      throws Exception {
    ChangeRef change = context.requireChange();
    DeploymentEntity begun = begin(parameters, target, turn, change);
    if (begun.state() != DeploymentState.STARTING) {
      return deployments.result(begun);
    }
    Consumer<String> log = context.log()::line;
    log.accept(
        "revision %d to %s on %s"
            .formatted(begun.revision(), parameters.environment(), begun.target()));
    context.progress(10, "starting revision " + begun.revision());
    Optional<Integer> share = share(parameters, change);
    DeploymentEntity.Running running;
    try {
      open(begun);
      proof.require(
          settings.current().policy(begun.environment()), parameters.image(), change, log);
      running = start(begun, target, share, context);
    } catch (HexadException e) {
      if (!context.interrupted()) {
        deployments.failed(begun.id(), e.problem().detail());
      }
      throw e;
    }
    log.accept("healthy" + (running.url() == null ? "" : " on " + running.url()));
    if (share.isPresent()) {
      Optional<DeploymentEntity> before = deployments.canary(begun.id(), share.get());
      traffic.moveOver(begun, before.stream().toList(), log);
      log.accept("canary takes " + share.get() + " % of " + what(target));
    } else {
      traffic.moveOver(begun, deployments.stable(begun.id()), log);
    }
    return deployments.result(deployments.require(begun.id()));
  }

  private DeploymentEntity begin(
      DeployParameters parameters, DeployTarget target, Turn turn, ChangeRef change) {
    try {
      if (!beginnings.isBegun(turn.command())) {
        openTimes.require(parameters.environment());
      }
      return beginnings.begin(turn.command(), change, parameters, target.name());
    } catch (HexadException e) {
      deployments
          .find(turn.command())
          .filter(found -> found.state() == DeploymentState.PLANNED)
          .ifPresent(found -> deployments.failed(found.id(), e.problem().detail()));
      throw e;
    }
  }

  /** What a canary gets; empty where the revision takes everything over. */
  private Optional<Integer> share(DeployParameters parameters, ChangeRef change) {
    boolean canary =
        parameters.strategy() == Strategy.CANARY
            && deployments.stableOf(change.applicationId(), parameters.environment()).isPresent();
    Integer percent = parameters.canaryPercent();
    return canary ? Optional.of(percent == null ? CANARY_PERCENT : percent) : Optional.empty();
  }

  private static String what(DeployTarget target) {
    return target.takeover() == Takeover.BESIDE ? "new connections" : "the requests";
  }

  private DeploymentEntity.Running start(
      DeploymentEntity begun, DeployTarget target, Optional<Integer> share, CommandContext context)
      throws Exception {
    if (target.takeover() == Takeover.IN_PLACE) {
      return share.isPresent()
          ? startup.bringUpBeside(begun, share.get(), context)
          : startup.bringUp(begun, context);
    }
    if (begun.toRevision().strategy() == Strategy.RECREATE) {
      Optional<DeploymentEntity> stable =
          deployments.stableOf(begun.applicationId(), begun.environment());
      if (stable.isPresent()) {
        context.log().line("stopping revision " + stable.get().revision() + " first");
        startup.stop(stable.get());
      }
    }
    return startup.bringUp(begun, context);
  }

  /** Nothing is started for an address that somebody else holds. */
  private void open(DeploymentEntity deployment) {
    try {
      traffic.route(deployment.applicationId(), deployment.environment());
    } catch (IOException e) {
      var place = environments.require(deployment.applicationId(), deployment.environment());
      throw new HexadException(
          ProblemType.CONFLICT,
          "The port " + place.port() + " of the environment is held by another program.",
          e);
    }
  }
}
