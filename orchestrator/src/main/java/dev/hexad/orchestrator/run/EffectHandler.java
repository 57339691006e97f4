package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.gate.GateFactsReader;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.AgentState;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.bus.Bus;
import dev.hexad.service.outbox.MessageContext;
import dev.hexad.service.outbox.Outbox;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Does what a transition wants, in the transaction that stores the run. */
@Component
final class EffectHandler {
  private final RunStore store;
  private final RunTimers timers;
  private final RunQueue queue;
  private final GateStore gates;
  private final GateFactsReader facts;
  private final ChangePlans plans;
  private final StageLeases leases;
  private final Registry registry;
  private final AgentRoom room;
  private final Outbox outbox;
  private final Clock clock;

  EffectHandler(
      RunStore store,
      RunTimers timers,
      RunQueue queue,
      GateStore gates,
      GateFactsReader facts,
      ChangePlans plans,
      StageLeases leases,
      Registry registry,
      AgentRoom room,
      Outbox outbox,
      Clock clock) {
    this.store = store;
    this.timers = timers;
    this.queue = queue;
    this.gates = gates;
    this.facts = facts;
    this.plans = plans;
    this.leases = leases;
    this.registry = registry;
    this.room = room;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** What an effect comes to before anything is stored, empty when it is to be done; only reads. */
  Optional<RunSignal> answer(Run run, Effect effect) {
    return switch (effect) {
      case Effect.Send(CommandRequest command, int attempt) -> objection(run, command);
      case Effect.Look(String stage) ->
          Optional.of(new RunSignal.Looked(stage, facts.read(run.tenant(), run.applicationId())));
      default -> Optional.empty();
    };
  }

  /** Why a command cannot be sent now, empty when it can. */
  private Optional<RunSignal> objection(Run run, CommandRequest command) {
    String agentId = CommandRequest.agentOf(command.capability());
    UUID id = command.commandId();
    Optional<Agent> agent =
        registry.cached(agentId).filter(found -> found.tenant().equals(run.tenant()));
    if (agent.isEmpty()) {
      String reason = "no agent '" + agentId + "' has enrolled; waiting for it";
      return Optional.of(new RunSignal.Held(id, reason));
    }
    if (!agent.get().offers(command.capability())) {
      String detail =
          "The agent '" + agentId + "' has no capability '" + command.capability() + "'.";
      return Optional.of(new RunSignal.Failed(id, Problem.of(ProblemType.INVALID, detail)));
    }
    if (agent.get().state() != AgentState.ENABLED) {
      String reason = "the agent '" + agentId + "' is " + agent.get().state();
      return Optional.of(new RunSignal.Held(id, reason));
    }
    if (!room.enter(agentId)) {
      String reason =
          "the agent '"
              + agentId
              + "' has "
              + room.most()
              + " commands waiting; sent when it has caught up";
      return Optional.of(new RunSignal.Held(id, reason));
    }
    return Optional.empty();
  }

  /** Does it; gives a signal when that tells something at once. */
  Optional<RunSignal> handle(Run run, Effect effect) {
    switch (effect) {
      case Effect.Send(CommandRequest command, int attempt) -> send(run, command, attempt);
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
      case Effect.Enter(Group group) -> {
        return signal(queue.enter(run, group));
      }
      case Effect.Ask(Group group) -> {
        return signal(queue.ask(run, group));
      }
      case Effect.Leave(Group group) -> queue.leave(run, group);
      case Effect.Reach(Stage stage) -> {
        gates.reach(run, stage);
        plans.news(run, stage).ifPresent(made -> outbox.event(made, context(run)));
        if (stage.definition().uses().equals("gate.external")) {
          timers.ask(run.id(), run.tenant(), stage.id());
        }
      }
      case Effect.Look look -> throw new IllegalStateException("a gate was not looked at");
      case Effect.Pass(String stage) -> gates.pass(run.id(), stage);
      case Effect.Acquire(String stage, var resources) -> {
        return leases.acquire(run, stage, resources);
      }
      case Effect.Release(String stage) -> leases.release(run.id(), stage);
    }
    return Optional.empty();
  }

  private static Optional<RunSignal> signal(Turn turn) {
    return switch (turn) {
      case Turn.Now now -> Optional.of(new RunSignal.Admitted());
      case Turn.Later later -> Optional.empty();
      case Turn.Never(UUID newer) -> Optional.of(RunSignal.CancelRequested.supersededBy(newer));
    };
  }

  private void send(Run run, CommandRequest command, int attempt) {
    store.remember(command, run.id(), attempt, clock.instant());
    outbox.send(
        Bus.commands(CommandRequest.agentOf(command.capability())),
        run.id().toString(),
        command.commandId(),
        CommandRequest.typeOf(command.capability()),
        command,
        context(run));
  }

  private static MessageContext context(Run run) {
    MessageContext current = MessageContext.current();
    return new MessageContext(
        run.tenant(), run.id(), current == null ? null : current.causationId());
  }
}
