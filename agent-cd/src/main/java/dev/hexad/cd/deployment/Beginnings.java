package dev.hexad.cd.deployment;

import dev.hexad.cd.gate.Decisions;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.DeploymentDecided;
import dev.hexad.contracts.event.DeploymentStarted;
import dev.hexad.contracts.event.DeploymentWaiting;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How deployments come into being: planned where gates want it, then started. */
@Service
class Beginnings {
  private final DeploymentRepository deployments;
  private final Environments environments;
  private final Decisions decisions;
  private final Outbox outbox;
  private final Clock clock;

  Beginnings(
      DeploymentRepository deployments,
      Environments environments,
      Decisions decisions,
      Outbox outbox,
      Clock clock) {
    this.deployments = deployments;
    this.environments = environments;
    this.decisions = decisions;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Whether an earlier attempt has started it. */
  boolean isBegun(UUID id) {
    return deployments
        .findById(id)
        .filter(found -> found.state() != DeploymentState.PLANNED)
        .isPresent();
  }

  /** Makes a deployment that waits, or finds the one that an earlier attempt has made. */
  @Transactional
  public DeploymentEntity plan(
      UUID id, ChangeRef change, DeployParameters parameters, String target) {
    return findOrMake(id, change, parameters, target);
  }

  /** Starts a deployment, or finds the one that an earlier attempt has started. */
  @Transactional
  public DeploymentEntity begin(
      UUID id, ChangeRef change, DeployParameters parameters, String target) {
    DeploymentEntity deployment = findOrMake(id, change, parameters, target);
    if (deployment.state() == DeploymentState.PLANNED) {
      refuseOvertaken(deployment);
      deployment.become(DeploymentState.STARTING, null, clock.instant());
      deployments.saveAndFlush(deployment);
      outbox.event(new DeploymentStarted(deployment.ref()));
    }
    return deployment;
  }

  private DeploymentEntity findOrMake(
      UUID id, ChangeRef change, DeployParameters parameters, String target) {
    var environment = environments.lock(change.applicationId(), parameters.environment());
    Optional<DeploymentEntity> known = deployments.findById(id);
    if (known.isPresent()) {
      return known.get();
    }
    List<DeploymentEntity> earlier =
        deployments.findByApplicationIdAndEnvironmentOrderByRevisionDesc(
            change.applicationId(), environment.name());
    refuseQuarantined(earlier, parameters);
    int revision = earlier.stream().mapToInt(DeploymentEntity::revision).max().orElse(0) + 1;
    return deployments.saveAndFlush(
        new DeploymentEntity(id, change, revision, target, parameters, clock.instant()));
  }

  /** What somebody went back from stays away until a newer one lands. */
  private static void refuseQuarantined(
      List<DeploymentEntity> earlier, DeployParameters parameters) {
    earlier.stream()
        .filter(DeploymentEntity::quarantined)
        .filter(old -> old.parameters().image().digest().equals(parameters.image().digest()))
        .findFirst()
        .ifPresent(old -> {
          throw new HexadException(
              ProblemType.CONFLICT,
              ("Revision %d with this image was rolled back in %s; deploy a newer one, or return to"
                      + " it on purpose with cd.rollback and revision: %d.")
                  .formatted(old.revision(), old.environment(), old.revision()));
        });
  }

  /** What has waited does not take the place of what came later. */
  private void refuseOvertaken(DeploymentEntity waiting) {
    deployments
        .findByApplicationIdAndEnvironmentAndState(
            waiting.applicationId(), waiting.environment(), DeploymentState.STABLE)
        .filter(stable -> stable.revision() > waiting.revision())
        .ifPresent(stable -> {
          throw new HexadException(
              ProblemType.CONFLICT,
              "Revision %d has overtaken revision %d while it waited; deploy it anew if you want it."
                  .formatted(stable.revision(), waiting.revision()));
        });
  }

  /** Keeps what was found of the image of a planned deployment. */
  @Transactional
  public void verified(UUID id, String found) {
    deployments.findById(id).ifPresent(planned -> planned.verifiedAs(found));
  }

  /** Tells what a planned deployment waits for. */
  @Transactional
  public void waits(UUID id, String plan, List<String> reasons) {
    deployments
        .findById(id)
        .ifPresent(found -> outbox.event(new DeploymentWaiting(found.ref(), plan, reasons)));
  }

  /**
   * Keeps what somebody says of the plan of a deployment.
   *
   * @throws HexadException of type conflict when it waits for nobody any more
   */
  @Transactional
  public void decide(
      UUID id, String plan, boolean approved, String subject, @Nullable String comment) {
    DeploymentEntity found =
        deployments.findById(id).orElseThrow(() -> HexadException.notFound("deployment", id));
    if (found.state() != DeploymentState.PLANNED) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "Revision " + found.revision() + " is " + found.state() + " and waits for nobody.");
    }
    decisions.say(id, plan, subject, approved, comment);
    outbox.event(new DeploymentDecided(found.ref(), plan, approved, subject, comment));
  }
}
