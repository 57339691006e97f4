package dev.hexad.orchestrator.transport;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Json;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.bus.Bus;
import dev.hexad.service.bus.Parking;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/** Listens to the bus on behalf of the agents on HTTP. */
@Component
class Subscriptions implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);

  private record Key(String tenant, String type) {}

  private final Bus bus;
  private final Registry registry;
  private final HttpCommands commands;
  private final TransportEvents events;
  private final Parking parking;
  private final TransactionTemplate transaction;
  private final Map<String, Bus.Subscription> byAgent = new HashMap<>();
  private volatile Set<Key> wanted = Set.of();
  private Bus.@Nullable Subscription eventSubscription;
  private volatile boolean running;

  Subscriptions(
      Bus bus,
      Registry registry,
      HttpCommands commands,
      TransportEvents events,
      Parking parking,
      TransactionTemplate transaction) {
    this.bus = bus;
    this.registry = registry;
    this.commands = commands;
    this.events = events;
    this.parking = parking;
    this.transaction = transaction;
  }

  /** Follows the registry: an agent that was installed elsewhere is listened for here too. */
  @Scheduled(fixedDelay = 1_000)
  synchronized void follow() {
    if (!running) {
      return;
    }
    List<Agent> agents = registry.onHttp();
    var keys = new HashSet<Key>();
    var ids = new HashSet<String>();
    for (Agent agent : agents) {
      ids.add(agent.id());
      agent.manifest().wants().forEach(type -> keys.add(new Key(agent.tenant(), type)));
      byAgent.computeIfAbsent(agent.id(), this::listen);
    }
    byAgent
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !ids.contains(entry.getKey());
          if (gone) {
            entry.getValue().close();
          }
          return gone;
        });
    wanted = Set.copyOf(keys);
    if (!keys.isEmpty() && eventSubscription == null) {
      eventSubscription =
          bus.subscribeGroups(
              "orchestrator-transport",
              Bus.EVENTS,
              Bus.GroupHandler.togetherElseOneByOne(this::keep));
    }
  }

  /**
   * In the group that the agent would be in itself, so that a change of transport loses nothing.
   */
  private Bus.Subscription listen(String agentId) {
    log.atInfo().addKeyValue("agent", agentId).log("takes commands on behalf of the agent");
    return bus.subscribeGroups(
        "agent-" + agentId,
        Bus.commands(agentId),
        Bus.GroupHandler.togetherElseOneByOne(envelopes ->
            transaction.executeWithoutResult(
                status -> envelopes.forEach(envelope -> receive(agentId, envelope)))));
  }

  private void receive(String agentId, Envelope envelope) {
    Agent agent =
        registry
            .cached(agentId)
            .filter(found -> found.tenant().equals(envelope.tenant()))
            .orElse(null);
    if (agent == null) {
      parking.park(agentId, "no such agent in the tenant", Json.write(envelope));
      return;
    }
    try {
      if (CommandRequest.CANCEL_TYPE.equals(envelope.type())) {
        commands.receiveCancel(
            agent, Json.convert(envelope.data(), CommandRequest.CancelRequest.class));
      } else {
        commands.receive(agent, envelope);
      }
    } catch (JacksonException | IllegalArgumentException e) {
      parking.park(agentId, "malformed " + envelope.type(), Json.write(envelope));
    }
  }

  private void keep(List<Envelope> envelopes) {
    List<Envelope> some =
        envelopes.stream().filter(e -> wanted.contains(new Key(e.tenant(), e.type()))).toList();
    if (!some.isEmpty()) {
      events.keep(some);
    }
  }

  @Override
  public void start() {
    running = true;
    follow();
  }

  @Override
  public synchronized void stop() {
    running = false;
    byAgent.values().forEach(Bus.Subscription::close);
    byAgent.clear();
    if (eventSubscription != null) {
      eventSubscription.close();
      eventSubscription = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
