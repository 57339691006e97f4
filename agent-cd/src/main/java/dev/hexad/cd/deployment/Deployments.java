package dev.hexad.cd.deployment;

import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.event.DeploymentFailed;
import dev.hexad.contracts.event.DeploymentPromoted;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.DeploymentShifted;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbox.Outbox;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The history of deployments: every change of state with the event that tells it. */
@Service
class Deployments {
  private final DeploymentRepository deployments;
  private final Environments environments;
  private final Endpoints endpoints;
  private final Rollbacks rollbacks;
  private final Outbox outbox;
  private final Clock clock;

  Deployments(
      DeploymentRepository deployments,
      Environments environments,
      Endpoints endpoints,
      Rollbacks rollbacks,
      Outbox outbox,
      Clock clock) {
    this.deployments = deployments;
    this.environments = environments;
    this.endpoints = endpoints;
    this.rollbacks = rollbacks;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Transactional
  public void runsAs(UUID id, DeploymentEntity.Running running) {
    require(id).runsAs(running);
  }

  /** What was restarted runs elsewhere; false when it is not wanted any more. */
  @Transactional
  public boolean runsAgain(UUID id, DeploymentEntity.Running running) {
    DeploymentEntity deployment = require(id);
    if (!deployment.state().runs()) {
      return false;
    }
    boolean moved =
        deployment.running().filter(r -> Objects.equals(r.url(), running.url())).isEmpty();
    deployment.runsAs(running);
    if (moved) {
      deployments.saveAndFlush(deployment);
      outbox.event(new DeploymentSucceeded(deployment.ref(), endpoints.of(deployment)));
    }
    return true;
  }

  /** What the deployment ran as is stopped, unless it was wanted again in the meantime. */
  @Transactional
  public void stopped(UUID id) {
    DeploymentEntity deployment = require(id);
    if (!deployment.state().runs()) {
      deployment.stopped();
    }
  }

  /** Nothing of it is there any more, as its environment was taken away. */
  @Transactional
  public void removed(UUID id, String reason) {
    DeploymentEntity deployment = require(id);
    deployment.stopped();
    switch (deployment.state()) {
      case STABLE -> deployment.become(DeploymentState.SUPERSEDED, reason, clock.instant());
      case CANARY -> deployment.become(DeploymentState.ROLLED_BACK, reason, clock.instant());
      case PLANNED, STARTING -> deployment.become(DeploymentState.FAILED, reason, clock.instant());
      case SUPERSEDED, FAILED, ROLLED_BACK -> {
        // It had ended before.
      }
    }
  }

  @Transactional
  public void failed(UUID id, String reason) {
    DeploymentEntity deployment = require(id);
    deployment.become(DeploymentState.FAILED, reason, clock.instant());
    outbox.event(new DeploymentFailed(deployment.ref(), reason));
  }

  /**
   * The revision gets its share of connections beside the stable one; gives the canary that it
   * replaces.
   */
  @Transactional
  public Optional<DeploymentEntity> canary(UUID id, int percent) {
    DeploymentEntity deployment = require(id);
    var environment = environments.lock(deployment.applicationId(), deployment.environment());
    Optional<DeploymentEntity> before = endCanary(deployment, replacedBy(deployment));
    deployment.become(DeploymentState.CANARY, null, clock.instant());
    deployments.saveAndFlush(deployment);
    environments.canaryPercent(environment, percent);
    outbox.event(new DeploymentSucceeded(deployment.ref(), endpoints.of(deployment)));
    return before;
  }

  /** The canary has another share now. */
  @Transactional
  public void share(UUID id, DeploymentEntity.Running running, int percent) {
    DeploymentEntity canary = require(id);
    var environment = environments.lock(canary.applicationId(), canary.environment());
    canary.runsAs(running);
    environments.canaryPercent(environment, percent);
    outbox.event(new DeploymentShifted(canary.ref(), percent));
  }

  /** The revision takes everything over; gives those that it replaces. */
  @Transactional
  public List<DeploymentEntity> stable(UUID id) {
    DeploymentEntity deployment = require(id);
    boolean promoted = deployment.state() == DeploymentState.CANARY;
    List<DeploymentEntity> replaced =
        replaceStable(deployment, DeploymentState.SUPERSEDED, replacedBy(deployment));
    outbox.event(
        promoted
            ? new DeploymentPromoted(deployment.ref(), endpoints.of(deployment))
            : new DeploymentSucceeded(deployment.ref(), endpoints.of(deployment)));
    return replaced;
  }

  private static String replacedBy(DeploymentEntity next) {
    return "replaced by revision " + next.revision();
  }

  private List<DeploymentEntity> replaceStable(
      DeploymentEntity next, DeploymentState oldBecomes, String reason) {
    var environment = environments.lock(next.applicationId(), next.environment());
    var replaced = new ArrayList<DeploymentEntity>();
    endCanary(next, reason).ifPresent(replaced::add);
    stableOf(next.applicationId(), next.environment())
        .ifPresent(old -> {
          old.become(oldBecomes, reason, clock.instant());
          deployments.saveAndFlush(old);
          replaced.add(old);
        });
    next.become(DeploymentState.STABLE, null, clock.instant());
    deployments.saveAndFlush(next);
    environments.canaryPercent(environment, 0);
    return replaced;
  }

  /** Ends the canary of the environment, if it is not the next revision itself. */
  private Optional<DeploymentEntity> endCanary(DeploymentEntity next, String reason) {
    Optional<DeploymentEntity> canary =
        canaryOf(next.applicationId(), next.environment())
            .filter(found -> !found.id().equals(next.id()));
    canary.ifPresent(found -> drop(found, reason));
    return canary;
  }

  private void drop(DeploymentEntity canary, String reason) {
    DeploymentEntity stable =
        stableOf(canary.applicationId(), canary.environment())
            .orElseThrow(() -> new IllegalStateException("a canary without a stable revision"));
    DeploymentRef from = canary.ref();
    canary.become(DeploymentState.ROLLED_BACK, reason, clock.instant());
    deployments.saveAndFlush(canary);
    outbox.event(new DeploymentRolledBack(from, stable.ref(), endpoints.of(stable)));
  }

  /** The canary goes; gives it back for its end. */
  @Transactional
  public DeploymentEntity dropCanary(UUID command, UUID id, String reason) {
    DeploymentEntity canary = require(id);
    var environment = environments.lock(canary.applicationId(), canary.environment());
    drop(canary, reason);
    environments.canaryPercent(environment, 0);
    rollbacks.remember(command);
    return canary;
  }

  /** An earlier revision, which runs again, takes over; gives those that it replaces. */
  @Transactional
  public List<DeploymentEntity> returnTo(
      UUID command, UUID earlier, DeploymentEntity.Running running) {
    DeploymentEntity target = require(earlier);
    DeploymentEntity current =
        stableOf(target.applicationId(), target.environment())
            .orElseThrow(
                () -> new HexadException(ProblemType.CONFLICT, "Nothing is stable there."));
    target.runsAs(running);
    target.quarantine(false);
    current.quarantine(target.revision() < current.revision());
    DeploymentRef from = current.ref();
    List<DeploymentEntity> replaced =
        replaceStable(
            target, DeploymentState.ROLLED_BACK, "went back to revision " + target.revision());
    outbox.event(new DeploymentRolledBack(from, target.ref(), endpoints.of(target)));
    rollbacks.remember(command);
    return replaced;
  }

  Optional<DeploymentEntity> stableOf(UUID applicationId, String environment) {
    return deployments.findByApplicationIdAndEnvironmentAndState(
        applicationId, environment, DeploymentState.STABLE);
  }

  DeploymentEntity requireStable(UUID applicationId, String environment) {
    return stableOf(applicationId, environment)
        .orElseThrow(() -> HexadException.notFound("deployment in", environment));
  }

  Optional<DeploymentEntity> canaryOf(UUID applicationId, String environment) {
    return deployments.findByApplicationIdAndEnvironmentAndState(
        applicationId, environment, DeploymentState.CANARY);
  }

  /** The revision to return to: the named one, or the last good one before the stable one. */
  DeploymentEntity earlier(UUID applicationId, String environment, @Nullable Integer revision) {
    DeploymentEntity found =
        revision != null
            ? deployments
                .findByApplicationIdAndEnvironmentAndRevision(applicationId, environment, revision)
                .orElseThrow(() -> HexadException.notFound("revision", revision))
            : deployments
                .findByApplicationIdAndEnvironmentOrderByRevisionDesc(applicationId, environment)
                .stream()
                .filter(d -> d.state() == DeploymentState.SUPERSEDED)
                .findFirst()
                .orElseThrow(() ->
                    new HexadException(
                        ProblemType.CONFLICT,
                        "There is no earlier good revision in " + environment + "."));
    if (!found.state().wasGood()) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "Revision " + found.revision() + " is " + found.state() + "; it was never good.");
    }
    return found;
  }

  List<DeploymentEntity> thatRun() {
    return deployments.findByStateIn(List.of(DeploymentState.CANARY, DeploymentState.STABLE));
  }

  /** Ended before the given time, with something that may still run. */
  List<DeploymentEntity> leftBehind(Instant time) {
    return deployments.findByStateInAndRunningIsNotNullAndUpdatedAtBefore(
        List.of(DeploymentState.SUPERSEDED, DeploymentState.ROLLED_BACK, DeploymentState.FAILED),
        time);
  }

  /** Whether a revision that must not run beside it is just being started in its place. */
  boolean makesWay(DeploymentEntity stable) {
    return deployments
        .findAllByApplicationIdAndEnvironmentAndState(
            stable.applicationId(), stable.environment(), DeploymentState.STARTING)
        .stream()
        .anyMatch(next -> next.toRevision().strategy() == Strategy.RECREATE);
  }

  /**
   * The image there as a revision that was good and nobody went back from; the stable one first.
   */
  Optional<DeploymentEntity> goodWith(UUID applicationId, String environment, String digest) {
    return deployments
        .findByApplicationIdAndEnvironmentOrderByRevisionDesc(applicationId, environment)
        .stream()
        .filter(found -> found.state().wasGood() && !found.quarantined())
        .filter(found -> found.parameters().image().digest().equals(digest))
        .min(Comparator.comparing(found -> found.state() != DeploymentState.STABLE));
  }

  List<DeploymentEntity> abandoned() {
    return deployments.findAbandoned();
  }

  /** Newest first, those begun before a time. */
  List<Deployment> history(
      @Nullable UUID applicationId, @Nullable String environment, Instant before, int limit) {
    return deployments.findHistory(applicationId, environment, before, limit).stream()
        .map(DeploymentEntity::view)
        .toList();
  }

  /** Where a deployment itself says that it answers. */
  private static Optional<String> address(DeploymentEntity deployment) {
    return deployment
        .running()
        .flatMap(running -> Optional.ofNullable(running.url()))
        .map(URI::toString);
  }

  /** Where an environment answers; empty where nobody knows. */
  String addressOf(UUID applicationId, String name) {
    return environments
        .require(applicationId, name)
        .url()
        .or(() -> stableOf(applicationId, name).flatMap(Deployments::address))
        .orElse("");
  }

  /** What a command says of it; a failure when it has failed. */
  DeployParameters.Result result(DeploymentEntity deployment) {
    if (deployment.state() == DeploymentState.FAILED) {
      throw new HexadException(ProblemType.UNHEALTHY, String.valueOf(deployment.view().reason()));
    }
    return new DeployParameters.Result(
        deployment.id(),
        deployment.environment(),
        deployment.revision(),
        deployment.ref().role(),
        addressOf(deployment.applicationId(), deployment.environment()));
  }

  /** What was brought to the environment last in place, and not taken away. */
  Optional<DeploymentEntity> placedLast(UUID applicationId, String environment) {
    return deployments
        .findByApplicationIdAndEnvironmentOrderByRevisionDesc(applicationId, environment)
        .stream()
        .filter(found -> found.running().filter(r -> !r.runsBeside()).isPresent())
        .max(Comparator.comparing(DeploymentEntity::updatedAt));
  }

  Deployment view(UUID id) {
    return require(id).view();
  }

  Optional<DeploymentEntity> find(UUID id) {
    return deployments.findById(id);
  }

  DeploymentEntity require(UUID id) {
    return find(id).orElseThrow(() -> HexadException.notFound("deployment", id));
  }
}
