package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.ResolveParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.gate.Gate;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.gate.Decision;
import dev.hexad.orchestrator.gate.GateRule;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The shell around {@link RunEngine}: reads a run, lets the engine decide, and stores the next run
 * together with everything that follows from it in one transaction.
 */
@Service
public class Runs {
  private static final int RETRIES = 8;

  private final RunStore store;
  private final EffectHandler effects;
  private final Admission admission;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Runs(
      RunStore store,
      EffectHandler effects,
      Admission admission,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.effects = effects;
    this.admission = admission;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Starts the run of a change; doing it again for the same id does nothing. */
  void startFromChange(UUID id, String tenant, ChangeRef change) {
    var resolve =
        new Pipeline.Stage(
            "pipeline",
            "ci.resolve",
            List.of(),
            null,
            Json.tree(new ResolveParameters(null)),
            Map.of(),
            300,
            2,
            0);
    String message = change.message();
    String name = message == null || message.isBlank() ? change.shortRef() : message;
    List<Stage> stages = List.of(Stage.pending(resolve, true));
    begin(Run.fresh(id, tenant, name, change.applicationId(), change, stages, clock.instant()));
  }

  /** Starts a run of given stages. */
  void startFromStages(
      UUID id,
      String tenant,
      String name,
      @Nullable UUID applicationId,
      @Nullable ChangeRef change,
      Pipeline pipeline) {
    List<Stage> stages = pipeline.stages().stream().map(d -> Stage.pending(d, false)).toList();
    begin(
        Run.fresh(id, tenant, name, applicationId, change, stages, clock.instant())
            .in(Group.of(pipeline.concurrency(), applicationId, change)));
  }

  /**
   * Does an ended run again; doing it again for the same new id does nothing.
   *
   * @param from the stage to start from, null for all that did not succeed
   */
  void restart(String tenant, UUID id, @Nullable String from, UUID newId) {
    Run old = require(tenant, id).run();
    if (store.find(newId).isEmpty()) {
      begin(Restart.of(old, from, newId, clock.instant()));
    }
  }

  private void begin(Run run) {
    transaction.executeWithoutResult(status -> {
      Settled settled = settle(run, new RunSignal.Begin(admission.room(run.tenant())));
      if (store.insert(settled.run())) {
        follow(settled, 1);
      }
    });
  }

  /** Lets a signal act on a run; tried again when somebody else changed the run meanwhile. */
  void signal(UUID runId, RunSignal signal) {
    signal(() -> store.find(runId), signal);
  }

  /** Lets a signal act on these runs together; when it fails with one it acts on none. */
  void signal(List<UUID> runIds, RunSignal signal) {
    transaction.executeWithoutResult(status -> runIds.forEach(id -> signal(id, signal)));
  }

  /** Signals the run that a command belongs to, if there is one. */
  void signalByCommand(UUID command, RunSignal signal) {
    signal(() -> store.findByCommand(command), signal);
  }

  private void signal(Supplier<Optional<RunStore.Versioned>> run, RunSignal signal) {
    for (int attempt = 1; ; attempt++) {
      try {
        transaction.executeWithoutResult(
            status -> run.get().ifPresent(found -> step(found.run(), found.version(), signal)));
        return;
      } catch (OptimisticLockingFailureException e) {
        if (attempt == RETRIES || TransactionSynchronizationManager.isActualTransactionActive()) {
          throw e;
        }
      }
    }
  }

  /** A run as the engine leaves it, with what is to be done for that. */
  private record Settled(Run run, List<Effect> effects) {}

  private RunStore.Versioned step(Run run, long version, RunSignal signal) {
    Settled settled = settle(run, signal);
    if (settled.run().equals(run)) {
      return follow(settled, version);
    }
    store.update(settled.run(), version);
    return follow(settled, version + 1);
  }

  /**
   * Reads only: commands that cannot be sent now, and gates that were reached, are settled before
   * anything is stored.
   */
  private Settled settle(Run run, RunSignal first) {
    var signals = new ArrayDeque<RunSignal>();
    signals.add(first);
    var wanted = new ArrayList<Effect>();
    Run next = run;
    while (!signals.isEmpty()) {
      RunEngine.Transition transition = RunEngine.apply(next, signals.poll(), clock.instant());
      next = transition.run();
      for (Effect effect : transition.effects()) {
        effects.answer(next, effect).ifPresentOrElse(signals::add, () -> wanted.add(effect));
      }
    }
    return new Settled(next, wanted);
  }

  /** Does what the stored run wants, and what follows from that. */
  private RunStore.Versioned follow(Settled settled, long version) {
    var next = new RunStore.Versioned(settled.run(), version);
    for (Effect effect : settled.effects()) {
      Optional<RunSignal> signal = effects.handle(settled.run(), effect);
      if (signal.isPresent()) {
        next = step(next.run(), next.version(), signal.get());
      }
    }
    return next;
  }

  /** A run of any tenant, for those who prove themselves in another way. */
  Optional<RunStore.Versioned> find(UUID id) {
    return store.find(id);
  }

  RunStore.Versioned require(String tenant, UUID id) {
    return store
        .find(id)
        .filter(found -> found.run().tenant().equals(tenant))
        .orElseThrow(() -> HexadException.notFound("run", id));
  }

  void cancel(String tenant, UUID id, String reason) {
    requireGoingOn(tenant, id);
    signal(id, new RunSignal.CancelRequested(reason));
  }

  void pause(String tenant, UUID id, String by, @Nullable String reason) {
    requireGoingOn(tenant, id);
    signal(id, new RunSignal.PauseRequested(by, reason));
  }

  void resume(String tenant, UUID id, String by) {
    if (requireGoingOn(tenant, id).paused() == null) {
      throw new HexadException(ProblemType.CONFLICT, "The run is not paused.");
    }
    signal(id, new RunSignal.ResumeRequested(by));
  }

  private Run requireGoingOn(String tenant, UUID id) {
    Run run = require(tenant, id).run();
    if (run.ended()) {
      throw new HexadException(ProblemType.CONFLICT, "The run has ended already.");
    }
    return run;
  }

  /**
   * Takes what somebody said at a gate; checked against the run as it is when it is changed, so
   * that a decision never comes after a cancel.
   */
  void decide(String tenant, UUID id, String stage, Decision decision) {
    require(tenant, id);
    signal(
        () ->
            store
                .find(id)
                .map(found -> {
                  checkDecision(found.run(), stage, decision);
                  return found;
                }),
        new RunSignal.Decided(stage, decision));
  }

  private static void checkDecision(Run run, String stageId, Decision decision) {
    Stage stage = run.require(stageId);
    if (!stage.definition().uses().equals("gate.approval")) {
      throw new HexadException(
          ProblemType.CONFLICT, "The stage '" + stageId + "' asks nobody; it is no gate.approval.");
    }
    if (run.ended() || stage.state() != StageState.WAITING || stage.gate() == null) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The stage '" + stageId + "' is " + stage.state() + " and takes no decision now.");
    }
    List<Problem.FieldError> findings =
        GateRule.check((Gate.Approval) Gates.of(run, stage), decision, Gates.author(run));
    if (!findings.isEmpty()) {
      throw new HexadException(
          findings.getFirst().where().isEmpty() ? ProblemType.FORBIDDEN : ProblemType.INVALID,
          findings.getFirst().message(),
          findings,
          null);
    }
  }
}
