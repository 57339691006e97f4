package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.command.ResolveParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.AgentState;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.bus.Bus;
import dev.hexad.service.outbox.MessageContext;
import dev.hexad.service.outbox.Outbox;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
  private final RunTimers timers;
  private final Registry registry;
  private final Outbox outbox;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Runs(
      RunStore store,
      RunTimers timers,
      Registry registry,
      Outbox outbox,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.timers = timers;
    this.registry = registry;
    this.outbox = outbox;
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
            java.util.Map.of(),
            300,
            2,
            0);
    String message = change.message();
    String name = message == null || message.isBlank() ? change.shortRef() : message;
    begin(id, tenant, name, change.applicationId(), change, List.of(Stage.pending(resolve, true)));
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
    begin(id, tenant, name, applicationId, change, stages);
  }

  private void begin(
      UUID id,
      String tenant,
      String name,
      @Nullable UUID applicationId,
      @Nullable ChangeRef change,
      List<Stage> stages) {
    var run =
        new Run(
            id,
            tenant,
            name,
            applicationId,
            change,
            RunState.RUNNING,
            stages,
            clock.instant(),
            null,
            null,
            null);
    inTransaction(() -> {
      if (store.insert(run)) {
        step(new RunStore.Versioned(run, 1), new RunSignal.Begin());
      }
    });
  }

  /** Lets a signal act on a run; tried again when somebody else changed the run meanwhile. */
  void signal(UUID runId, RunSignal signal) {
    for (int attempt = 1; ; attempt++) {
      try {
        inTransaction(() -> {
          store.find(runId).ifPresent(found -> step(found, signal));
        });
        return;
      } catch (OptimisticLockingFailureException e) {
        if (attempt == RETRIES || TransactionSynchronizationManager.isActualTransactionActive()) {
          throw e;
        }
      }
    }
  }

  /** Signals the run that a command belongs to, if there is one. */
  void signalByCommand(UUID command, RunSignal signal) {
    store.runOf(command).ifPresent(run -> signal(run, signal));
  }

  private void step(RunStore.Versioned found, RunSignal first) {
    var signals = new ArrayDeque<RunSignal>();
    signals.add(first);
    Run run = found.run();
    while (!signals.isEmpty()) {
      RunEngine.Transition next = RunEngine.apply(run, signals.poll(), clock.instant());
      run = next.run();
      for (Effect effect : next.effects()) {
        perform(run, effect).ifPresent(signals::add);
      }
    }
    if (!run.equals(found.run())) {
      store.update(run, found.version());
    }
  }

  /** Does what a transition wants; gives a signal when that tells something at once. */
  private Optional<RunSignal> perform(Run run, Effect effect) {
    switch (effect) {
      case Effect.Send(CommandRequest command) -> {
        return send(run, command);
      }
      case Effect.Stop(UUID command, String capability, String reason) ->
          outbox.send(
              Bus.commands(CommandRequest.agentOf(capability)),
              run.id().toString(),
              Ids.derived("stop", command),
              CommandRequest.CANCEL_TYPE,
              new CommandRequest.CancelRequest(command, reason),
              context(run));
      case Effect.TimeOut(String stage, int attempt, var in) ->
          timers.timeOut(run.id(), stage, attempt, clock.instant().plus(in));
      case Effect.TryAgain(String stage, int attempt, var in) ->
          timers.tryAgain(run.id(), stage, attempt, clock.instant().plus(in));
      case Effect.Tell(var event) -> outbox.event(event, context(run));
    }
    return Optional.empty();
  }

  private Optional<RunSignal> send(Run run, CommandRequest command) {
    String agentId = CommandRequest.agentOf(command.capability());
    Optional<Agent> agent =
        registry.cached(agentId).filter(found -> found.tenant().equals(run.tenant()));
    if (agent.isEmpty()) {
      return Optional.of(
          new RunSignal.Held(
              command.commandId(), "no agent '" + agentId + "' has enrolled; waiting for it"));
    }
    if (!agent.get().offers(command.capability())) {
      String detail =
          "The agent '" + agentId + "' has no capability '" + command.capability() + "'.";
      return Optional.of(
          new RunSignal.Failed(command.commandId(), Problem.of(ProblemType.INVALID, detail)));
    }
    if (agent.get().state() != AgentState.ENABLED) {
      return Optional.of(
          new RunSignal.Held(
              command.commandId(), "the agent '" + agentId + "' is " + agent.get().state()));
    }
    store.remember(command.commandId(), run.id(), String.valueOf(command.stage()));
    outbox.send(
        Bus.commands(agentId),
        run.id().toString(),
        command.commandId(),
        CommandRequest.typeOf(command.capability()),
        command,
        context(run));
    return Optional.empty();
  }

  private static MessageContext context(Run run) {
    MessageContext current = MessageContext.current();
    return new MessageContext(
        run.tenant(), run.id(), current == null ? null : current.causationId());
  }

  private void inTransaction(Runnable work) {
    transaction.executeWithoutResult(status -> work.run());
  }

  RunStore.Versioned require(String tenant, UUID id) {
    return store
        .find(id)
        .filter(found -> found.run().tenant().equals(tenant))
        .orElseThrow(() -> HexadException.notFound("run", id));
  }

  void cancel(String tenant, UUID id, String reason) {
    if (require(tenant, id).run().ended()) {
      throw new HexadException(ProblemType.CONFLICT, "The run has ended already.");
    }
    signal(id, new RunSignal.CancelRequested(reason));
  }
}
