package dev.hexad.agent.command;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.bus.Bus;
import dev.hexad.service.bus.Parking;
import dev.hexad.service.outbox.MessageContext;
import dev.hexad.service.outbox.Outbox;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/** Takes commands from the bus and keeps them before they are acknowledged; work comes after. */
final class CommandIntake implements SmartLifecycle {
  private final String agent;
  private final Bus bus;
  private final CommandStore store;
  private final Handlers handlers;
  private final CommandWorker worker;
  private final Outbox outbox;
  private final Parking parking;
  private final TransactionTemplate transaction;
  private Bus.@Nullable Subscription subscription;

  CommandIntake(
      String agent,
      Bus bus,
      CommandStore store,
      Handlers handlers,
      CommandWorker worker,
      Outbox outbox,
      Parking parking,
      TransactionTemplate transaction) {
    this.agent = agent;
    this.bus = bus;
    this.store = store;
    this.handlers = handlers;
    this.worker = worker;
    this.outbox = outbox;
    this.parking = parking;
    this.transaction = transaction;
  }

  private void keep(List<Envelope> envelopes) {
    worker.claimWith(
        transaction, () -> envelopes.forEach(e -> MessageContext.of(e).run(() -> receive(e))));
  }

  private void receive(Envelope envelope) {
    try {
      if (CommandRequest.CANCEL_TYPE.equals(envelope.type())) {
        cancel(Json.convert(envelope.data(), CommandRequest.CancelRequest.class));
        return;
      }
      CommandRequest request = Json.convert(envelope.data(), CommandRequest.class);
      if (store.receive(request, envelope)) {
        check(envelope, request);
      }
    } catch (JacksonException | IllegalArgumentException e) {
      parking.park(agent, "malformed " + envelope.type(), Json.write(envelope));
    }
  }

  private void check(Envelope envelope, CommandRequest request) {
    try {
      if (!envelope.type().equals(CommandRequest.typeOf(request.capability()))) {
        parking.park(agent, "unknown type " + envelope.type(), Json.write(envelope));
        throw new HexadException(
            ProblemType.INVALID,
            "This agent does not know the message type '" + envelope.type() + "'; upgrade it.");
      }
      handlers.check(request.capability(), request.parameters());
    } catch (HexadException e) {
      fail(request, e.problem());
    }
  }

  private void fail(CommandRequest request, Problem problem) {
    store.finishWaiting(request.commandId(), CommandState.FAILED, problem);
    outbox.event(new CommandFailed(request.commandId(), request.runId(), request.stage(), problem));
  }

  private void cancel(CommandRequest.CancelRequest cancel) {
    if (store.finishWaiting(cancel.commandId(), CommandState.CANCELLED, null)) {
      outbox.event(new CommandCancelled(cancel.commandId(), null, null));
      return;
    }
    store.requestCancel(cancel.commandId());
    worker.renewSoon();
  }

  @Override
  public void start() {
    subscription =
        bus.subscribeGroups(
            "agent-" + agent,
            Bus.commands(agent),
            Bus.GroupHandler.togetherElseOneByOne(this::keep));
  }

  @Override
  public void stop() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
  }

  @Override
  public boolean isRunning() {
    return subscription != null;
  }
}
