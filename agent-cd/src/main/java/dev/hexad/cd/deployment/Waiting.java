package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.gate.Decisions;
import dev.hexad.cd.gate.FiringAlerts;
import dev.hexad.cd.gate.Gate;
import dev.hexad.cd.gate.GateCheck;
import dev.hexad.cd.gate.GateFacts;
import dev.hexad.cd.gate.Infrastructure;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.Gates;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.Health;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Holds deployments back until the gates of their environment are open for what they change. */
@Component
class Waiting {
  private static final Logger log = LoggerFactory.getLogger(Waiting.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** What would change is asked of the target itself, so not all the time. */
  private static final Duration PLAN_LIVES = Duration.ofSeconds(30);

  private final Beginnings beginnings;
  private final Deployments deployments;
  private final Observations observations;
  private final Renderings renderings;
  private final Plans plans;
  private final Drift drift;
  private final ImageProof proof;
  private final Decisions decisions;
  private final FiringAlerts alerts;
  private final Infrastructure infrastructure;
  private final LiveConfiguration<CdSettings> settings;
  private final Clock clock;

  Waiting(
      Beginnings beginnings,
      Deployments deployments,
      Observations observations,
      Renderings renderings,
      Plans plans,
      Drift drift,
      ImageProof proof,
      Decisions decisions,
      FiringAlerts alerts,
      Infrastructure infrastructure,
      LiveConfiguration<CdSettings> settings,
      Clock clock) {
    this.beginnings = beginnings;
    this.deployments = deployments;
    this.observations = observations;
    this.renderings = renderings;
    this.plans = plans;
    this.drift = drift;
    this.proof = proof;
    this.decisions = decisions;
    this.alerts = alerts;
    this.infrastructure = infrastructure;
    this.settings = settings;
    this.clock = clock;
  }

  private Gates gates(String environment) {
    return settings.current().policy(environment).waitsFor();
  }

  /** Returns when nothing holds the deployment back; one that waits too long fails. */
  void await(
      ChangeRef change, DeployParameters parameters, DeployTarget target, CommandContext context)
      throws Exception {
    if (!gates(parameters.environment()).any()) {
      return;
    }
    DeploymentEntity planned =
        beginnings.plan(context.commandId(), change, parameters, target.name());
    if (planned.state() != DeploymentState.PLANNED) {
      return;
    }
    try {
      proof.require(
          settings.current().policy(planned.environment()),
          parameters.image(),
          change,
          found -> {
            context.log().line(found);
            beginnings.verified(planned.id(), found);
          });
      renderings.of(planned, target, change);
      context.waiting(() -> hold(planned, context));
    } catch (HexadException e) {
      if (!context.interrupted()) {
        deployments.failed(planned.id(), e.problem().detail());
      }
      throw e;
    }
  }

  /** Gives the plan for which all gates are open. */
  private Plans.Plan hold(DeploymentEntity planned, CommandContext context) throws Exception {
    Plans.Plan plan = plans.of(planned.id());
    Instant askedAt = clock.instant();
    String told = "";
    while (true) {
      context.checkInterrupted();
      List<Gate> found = gates(planned, plan.hash());
      boolean asked = isOpen(found) || isOld(askedAt, planned.id(), plan.hash());
      Optional<Plans.Plan> again = asked ? ask(planned) : Optional.empty();
      askedAt = asked ? clock.instant() : askedAt;
      if (again.isPresent()) {
        plan = again.get();
        found = gates(planned, plan.hash());
      }
      if (isOpen(found) && again.isPresent()) {
        context.log().line("all gates are open: " + words(found, true));
        return plan;
      }
      refuseRejected(planned, plan.hash());
      String waits = isOpen(found) ? "the target does not answer" : words(found, false);
      if (!told.equals(plan.hash() + waits)) {
        told = plan.hash() + waits;
        context.log().line("waiting: " + waits);
        context.progress(5, "waiting: " + waits);
        beginnings.waits(planned.id(), plan.hash(), closed(found));
      }
      refuseLate(planned, waits);
      Thread.sleep(LOOK);
    }
  }

  /** Empty while the target does not answer; what has waited for hours does not fail for that. */
  private Optional<Plans.Plan> ask(DeploymentEntity planned) throws Exception {
    try {
      return Optional.of(plans.of(planned.id()));
    } catch (HexadException e) {
      if (!e.type().retryable()) {
        throw e;
      }
      log.atDebug().setCause(e).addKeyValue("deployment", planned.id()).log("asking later");
      return Optional.empty();
    }
  }

  private static boolean isOpen(List<Gate> gates) {
    return gates.stream().allMatch(Gate::open);
  }

  /** Who decides on another plan has asked the target later. */
  private boolean isOld(Instant askedAt, UUID id, String plan) {
    return Duration.between(askedAt, clock.instant()).compareTo(PLAN_LIVES) > 0
        || Duration.between(askedAt, clock.instant()).compareTo(LOOK) > 0
            && decisions.lastPlan(id).filter(last -> !last.equals(plan)).isPresent();
  }

  private static List<String> closed(List<Gate> gates) {
    return gates.stream().filter(gate -> !gate.open()).map(Gate::detail).toList();
  }

  private static String words(List<Gate> gates, boolean open) {
    return String.join(
        "; ", gates.stream().filter(gate -> gate.open() == open).map(Gate::detail).toList());
  }

  private void refuseRejected(DeploymentEntity planned, String plan) {
    GateCheck.rejection(decisions.on(planned.id(), plan), gates(planned.environment()).approvers())
        .ifPresent(no -> {
          String comment = no.comment() == null ? "." : ": " + no.comment();
          throw new HexadException(
              ProblemType.FORBIDDEN, "The plan was rejected by " + no.subject() + comment);
        });
  }

  private void refuseLate(DeploymentEntity planned, String waits) {
    Duration patience = gates(planned.environment()).patience();
    if (clock.instant().isAfter(planned.startedAt().plus(patience))) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "It has waited for %d minutes: %s. Deploy it anew."
              .formatted(patience.toMinutes(), waits));
    }
  }

  /**
   * Whether what was waited for is still so; asked when the environment is the deployment's own.
   * What never had to wait may begin.
   */
  boolean mayBegin(UUID id) throws Exception {
    Optional<DeploymentEntity> planned =
        deployments.find(id).filter(found -> found.state() == DeploymentState.PLANNED);
    return planned.isEmpty() || isOpen(gates(planned.get(), plans.of(id).hash()));
  }

  /** How the gates of a deployment stand now. */
  GateView view(UUID id) throws Exception {
    Plans.Plan plan = plans.of(id);
    DeploymentEntity planned = deployments.require(id);
    return new GateView(
        plan, planned.verified(), gates(planned, plan.hash()), decisions.on(id, plan.hash()));
  }

  private List<Gate> gates(DeploymentEntity planned, String plan) {
    Gates gates = gates(planned.environment());
    List<String> concerned = new ArrayList<>(List.of(planned.environment()));
    if (gates.after() != null) {
      concerned.add(gates.after());
    }
    var facts =
        new GateFacts(
            clock.instant(),
            settings.current().policy(planned.environment()).closed(clock.instant()).orElse(null),
            before(planned, gates),
            planned.view().author(),
            decisions.on(planned.id(), plan),
            gates.blocksOnAlerts() ? alerts.of(planned.applicationId(), concerned) : List.of(),
            drifted(planned),
            infrastructure.pending(gates.infrastructure()));
    return GateCheck.of(gates, facts);
  }

  private GateFacts.@Nullable Before before(DeploymentEntity planned, Gates gates) {
    String after = gates.after();
    if (after == null) {
      return null;
    }
    String digest = planned.parameters().image().digest();
    return deployments
        .goodWith(planned.applicationId(), after, digest)
        .map(found -> {
          Optional<Observations.Seen> seen = observations.find(found.id());
          return new GateFacts.Before(
              found.revision(),
              found.state() == DeploymentState.STABLE,
              found.updatedAt(),
              seen.filter(s -> s.health() == Health.HEALTHY).isPresent(),
              seen.map(Observations.Seen::since).orElse(null));
        })
        .orElse(null);
  }

  private int drifted(DeploymentEntity planned) {
    return deployments
        .stableOf(planned.applicationId(), planned.environment())
        .flatMap(stable -> drift.find(stable.id()))
        .map(seen -> seen.items().size())
        .orElse(0);
  }
}
