package dev.hexad.cd.deployment;

import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.DeploymentFailed;
import dev.hexad.contracts.event.DeploymentPromoted;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.DeploymentStarted;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.Endpoint;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbox.Outbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
  private final Outbox outbox;
  private final Clock clock;

  Deployments(
      DeploymentRepository deployments, Environments environments, Outbox outbox, Clock clock) {
    this.deployments = deployments;
    this.environments = environments;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Begins a deployment, or finds the one that an earlier attempt has begun. */
  @Transactional
  public DeploymentEntity begin(
      UUID id, ChangeRef change, DeployParameters parameters, String target) {
    var environment =
        environments.lock(change.applicationId(), parameters.environment(), parameters.port());
    Optional<DeploymentEntity> begun = deployments.findById(id);
    if (begun.isPresent()) {
      return begun.get();
    }
    int revision =
        deployments
                .findByApplicationIdAndEnvironmentOrderByRevisionDesc(
                    change.applicationId(), environment.name())
                .stream()
                .mapToInt(DeploymentEntity::revision)
                .max()
                .orElse(0)
            + 1;
    var deployment =
        new DeploymentEntity(id, change, revision, target, parameters, clock.instant());
    deployments.saveAndFlush(deployment);
    outbox.event(new DeploymentStarted(deployment.ref()));
    return deployment;
  }

  @Transactional
  public void runsAs(UUID id, DeploymentEntity.Running running) {
    require(id).runsAs(running);
  }

  @Transactional
  public void failed(UUID id, String reason) {
    DeploymentEntity deployment = require(id);
    deployment.become(DeploymentState.FAILED, reason, clock.instant());
    outbox.event(new DeploymentFailed(deployment.ref(), reason));
  }

  /** The revision gets its share of connections beside the stable one. */
  @Transactional
  public void canary(UUID id, int percent) {
    DeploymentEntity deployment = require(id);
    var environment = environments.lock(deployment.applicationId(), deployment.environment(), null);
    deployment.become(DeploymentState.CANARY, null, clock.instant());
    deployments.saveAndFlush(deployment);
    environments.canaryPercent(environment, percent);
    outbox.event(new DeploymentSucceeded(deployment.ref(), endpoints(deployment)));
  }

  /** The revision takes everything over; gives the one that it replaces. */
  @Transactional
  public Optional<DeploymentEntity.Running> stable(UUID id) {
    DeploymentEntity deployment = require(id);
    boolean promoted = deployment.state() == DeploymentState.CANARY;
    Optional<DeploymentEntity.Running> replaced =
        replaceStable(deployment, DeploymentState.SUPERSEDED, null);
    outbox.event(
        promoted
            ? new DeploymentPromoted(deployment.ref(), endpoints(deployment))
            : new DeploymentSucceeded(deployment.ref(), endpoints(deployment)));
    return replaced;
  }

  private Optional<DeploymentEntity.Running> replaceStable(
      DeploymentEntity next, DeploymentState oldBecomes, @Nullable String reason) {
    var environment = environments.lock(next.applicationId(), next.environment(), null);
    Optional<DeploymentEntity> old = stableOf(next.applicationId(), next.environment());
    Optional<DeploymentEntity.Running> replaced = old.flatMap(DeploymentEntity::running);
    old.ifPresent(d -> {
      d.become(oldBecomes, reason, clock.instant());
      deployments.saveAndFlush(d);
    });
    next.become(DeploymentState.STABLE, null, clock.instant());
    deployments.saveAndFlush(next);
    environments.canaryPercent(environment, 0);
    return replaced;
  }

  /** The canary goes; gives what it ran as. */
  @Transactional
  public Optional<DeploymentEntity.Running> dropCanary(UUID id, String reason) {
    DeploymentEntity canary = require(id);
    DeploymentEntity stable =
        stableOf(canary.applicationId(), canary.environment())
            .orElseThrow(() -> new IllegalStateException("a canary without a stable revision"));
    var environment = environments.lock(canary.applicationId(), canary.environment(), null);
    Optional<DeploymentEntity.Running> running = canary.running();
    DeploymentRef from = canary.ref();
    canary.become(DeploymentState.ROLLED_BACK, reason, clock.instant());
    environments.canaryPercent(environment, 0);
    outbox.event(new DeploymentRolledBack(from, stable.ref(), endpoints(stable)));
    return running;
  }

  /** An earlier revision, which runs again, takes over from the stable one. */
  @Transactional
  public Optional<DeploymentEntity.Running> returnTo(
      UUID earlier, DeploymentEntity.Running running) {
    DeploymentEntity target = require(earlier);
    DeploymentEntity current =
        stableOf(target.applicationId(), target.environment())
            .orElseThrow(
                () -> new HexadException(ProblemType.CONFLICT, "Nothing is stable there."));
    target.runsAs(running);
    DeploymentRef from = current.ref();
    Optional<DeploymentEntity.Running> replaced =
        replaceStable(
            target, DeploymentState.ROLLED_BACK, "went back to revision " + target.revision());
    outbox.event(new DeploymentRolledBack(from, target.ref(), endpoints(target)));
    return replaced;
  }

  Optional<DeploymentEntity> stableOf(UUID applicationId, String environment) {
    return deployments.findByApplicationIdAndEnvironmentAndState(
        applicationId, environment, DeploymentState.STABLE);
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

  List<DeploymentEntity> latest() {
    return deployments.findTop200ByOrderByStartedAtDesc();
  }

  DeploymentEntity require(UUID id) {
    return deployments.findById(id).orElseThrow(() -> HexadException.notFound("deployment", id));
  }

  private List<Endpoint> endpoints(DeploymentEntity changed) {
    var endpoints = new ArrayList<Endpoint>();
    for (DeploymentState state : List.of(DeploymentState.STABLE, DeploymentState.CANARY)) {
      deployments
          .findByApplicationIdAndEnvironmentAndState(
              changed.applicationId(), changed.environment(), state)
          .ifPresent(d -> d.running().ifPresent(r -> endpoints.add(endpoint(d, r))));
    }
    return endpoints;
  }

  private static Endpoint endpoint(DeploymentEntity deployment, DeploymentEntity.Running running) {
    String url = "http://127.0.0.1:" + running.port();
    String path = deployment.parameters().metricsPath();
    return new Endpoint(
        deployment.id(),
        deployment.revision(),
        deployment.ref().role(),
        url,
        url + (path == null ? "/metrics" : path));
  }
}
