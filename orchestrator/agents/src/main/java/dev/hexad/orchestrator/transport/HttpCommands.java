package dev.hexad.orchestrator.transport;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandProgressed;
import dev.hexad.contracts.event.CommandStarted;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.service.outbox.MessageContext;
import dev.hexad.service.outbox.Outbox;
import dev.hexad.service.schema.Schemas;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/**
 * Commands of agents on HTTP: handed out under a lease, answered once. Every handing out has a
 * lease of its own, and what comes with an older one is refused.
 */
@Service
class HttpCommands {
  private final CommandTable table;
  private final Outbox outbox;
  private final TransportProperties properties;
  private final TransportSignal signal;

  HttpCommands(
      CommandTable table, Outbox outbox, TransportProperties properties, TransportSignal signal) {
    this.table = table;
    this.outbox = outbox;
    this.properties = properties;
    this.signal = signal;
  }

  /** An agent's word on a command that it was handed. */
  record Holder(Agent agent, UUID command, UUID lease) {}

  @Transactional
  public List<HttpCommand> claim(Agent agent, int max, @Nullable Integer leaseSeconds) {
    List<HttpCommand> claimed =
        table.claim(
            agent.tenant(), agent.id(), max, seconds(leaseSeconds), properties.maxAttempts());
    for (HttpCommand command : claimed) {
      CommandRequest request = command.request();
      tell(
          command,
          new CommandStarted(
              command.id(), request.runId(), request.stage(), command.attempt(), null));
    }
    return claimed;
  }

  private long seconds(@Nullable Integer asked) {
    return asked == null ? properties.lease().toSeconds() : Math.clamp(asked, 1, 3_600);
  }

  /** Keeps the lease, and tells whether somebody asked to cancel. */
  @Transactional
  public boolean renew(Holder holder, @Nullable Integer leaseSeconds) {
    HttpCommand command = held(holder);
    table.renew(command.id(), leaseSeconds == null ? null : seconds(leaseSeconds));
    return command.cancelRequested();
  }

  /** As {@link #renew}; and tells everybody how far the work is. */
  @Transactional
  public boolean progress(Holder holder, @Nullable Integer percent, String message) {
    HttpCommand command = held(holder);
    table.renew(command.id(), null);
    CommandRequest request = command.request();
    tell(
        command,
        new CommandProgressed(command.id(), request.runId(), request.stage(), percent, message));
    return command.cancelRequested();
  }

  @Transactional
  public void succeed(Holder holder, JsonNode result) {
    HttpCommand command = require(holder);
    if (answered(command, HttpCommand.State.SUCCEEDED, result)) {
      return;
    }
    checkLease(command, holder);
    List<Problem.FieldError> errors =
        holder.agent().manifest().capabilities().stream()
            .filter(c -> c.name().equals(command.capability()))
            .map(Manifest.Capability::resultSchema)
            .findFirst()
            .map(schema -> Schemas.check(schema, result))
            .orElse(List.of());
    if (!errors.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The result is not what " + command.capability() + " promises in its manifest.",
          errors,
          null);
    }
    table.end(command.id(), HttpCommand.State.SUCCEEDED, result);
    CommandRequest request = command.request();
    tell(command, new CommandSucceeded(command.id(), request.runId(), request.stage(), result));
  }

  @Transactional
  public void fail(Holder holder, Problem problem) {
    HttpCommand command = require(holder);
    if (!answered(command, HttpCommand.State.FAILED, Json.tree(problem))) {
      checkLease(command, holder);
      end(command, problem);
    }
  }

  @Transactional
  public void cancelled(Holder holder) {
    HttpCommand command = require(holder);
    if (!answered(command, HttpCommand.State.CANCELLED, null)) {
      checkLease(command, holder);
      cancel(command);
    }
  }

  /** Takes a command off the bus. */
  void receive(Agent agent, dev.hexad.contracts.message.Envelope envelope) {
    CommandRequest request = Json.convert(envelope.data(), CommandRequest.class);
    if (!table.add(agent.id(), request, envelope)) {
      return;
    }
    HttpCommand command = table.find(agent.tenant(), agent.id(), request.commandId()).orElseThrow();
    List<Problem.FieldError> errors =
        agent.manifest().capabilities().stream()
            .filter(c -> c.name().equals(request.capability()))
            .findFirst()
            .map(c -> Schemas.check(c.parametersSchema(), request.parameters()))
            .orElseGet(
                () -> List.of(new Problem.FieldError("", "the agent has no such capability")));
    if (!errors.isEmpty()) {
      end(
          command,
          Problem.of(
              ProblemType.INVALID,
              "The parameters of "
                  + request.capability()
                  + " are not valid: "
                  + errors.getFirst().message(),
              errors));
    }
    signal.raiseAfterCommit();
  }

  /** Takes a wish to cancel off the bus. */
  void receiveCancel(Agent agent, CommandRequest.CancelRequest wish) {
    table
        .lock(agent.tenant(), agent.id(), wish.commandId())
        .filter(command -> !command.state().ended())
        .ifPresent(command -> {
          if (command.state() == HttpCommand.State.WAITING) {
            cancel(command);
          } else {
            table.requestCancel(command.id());
          }
        });
  }

  /** Gives up what no agent brings to an end. */
  @Scheduled(fixedDelay = 1_000)
  @Transactional
  public void giveUp() {
    for (HttpCommand command : table.lost(properties.maxAttempts())) {
      if (command.cancelRequested()) {
        cancel(command);
      } else if (command.attempt() >= properties.maxAttempts()) {
        String detail =
            "The agent took the command " + command.attempt() + " times and brought no answer.";
        end(command, Problem.of(ProblemType.INTERRUPTED, detail));
      } else {
        end(command, Problem.of(ProblemType.TIMED_OUT, "The agent did not answer in time."));
      }
    }
  }

  @Scheduled(initialDelay = 600_000, fixedDelay = 3_600_000)
  @Transactional
  public void forgetOld() {
    table.deleteOld();
  }

  private void end(HttpCommand command, Problem problem) {
    table.end(command.id(), HttpCommand.State.FAILED, Json.tree(problem));
    CommandRequest request = command.request();
    tell(command, new CommandFailed(command.id(), request.runId(), request.stage(), problem));
  }

  private void cancel(HttpCommand command) {
    table.end(command.id(), HttpCommand.State.CANCELLED, null);
    CommandRequest request = command.request();
    tell(command, new CommandCancelled(command.id(), request.runId(), request.stage()));
  }

  private void tell(HttpCommand command, Event event) {
    outbox.event(event, MessageContext.of(command.envelope()));
  }

  private HttpCommand require(Holder holder) {
    Agent agent = holder.agent();
    return table
        .lock(agent.tenant(), agent.id(), holder.command())
        .orElseThrow(() -> HexadException.notFound("command", holder.command()));
  }

  /** The command, when the caller still holds it. */
  HttpCommand held(Holder holder) {
    HttpCommand command = require(holder);
    if (command.state().ended()) {
      throw new HexadException(
          ProblemType.CONFLICT, "The command has ended: it is " + command.state() + ".");
    }
    checkLease(command, holder);
    return command;
  }

  private static void checkLease(HttpCommand command, Holder holder) {
    if (!holder.lease().equals(command.lease())) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "This lease is over: the command was handed out again; stop working on it.");
    }
  }

  /** True when the same answer came before; the first one wins over any other. */
  private static boolean answered(
      HttpCommand command, HttpCommand.State state, @Nullable JsonNode answer) {
    if (!command.state().ended()) {
      return false;
    }
    boolean same = command.state() == state && (answer == null || answer.equals(command.answer()));
    if (!same) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The command has another answer already: it is " + command.state() + ".");
    }
    return true;
  }
}
