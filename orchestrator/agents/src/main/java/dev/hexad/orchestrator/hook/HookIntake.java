package dev.hexad.orchestrator.hook;

import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.bus.Bus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Writes down what is to be delivered, in the transaction that takes the events. */
@Component
class HookIntake implements SmartLifecycle {
  private static final int DEPTH = 3;

  private final Bus bus;
  private final HookTable hooks;
  private final DeliveryTable deliveries;
  private final TransactionTemplate transaction;
  private final HookWorker worker;
  private Bus.@Nullable Subscription subscription;

  HookIntake(
      Bus bus,
      HookTable hooks,
      DeliveryTable deliveries,
      TransactionTemplate transaction,
      HookWorker worker) {
    this.bus = bus;
    this.hooks = hooks;
    this.deliveries = deliveries;
    this.transaction = transaction;
    this.worker = worker;
  }

  private void take(List<Envelope> envelopes) {
    if (Boolean.TRUE.equals(transaction.execute(status -> write(envelopes)))) {
      worker.work();
    }
  }

  /** True when there is something to deliver. */
  private boolean write(List<Envelope> envelopes) {
    Map<String, List<Hook>> byTenant = new HashMap<>();
    boolean some = false;
    for (Envelope envelope : envelopes) {
      for (Hook hook : byTenant.computeIfAbsent(envelope.tenant(), hooks::enabled)) {
        if (hook.wants(envelope.type())
            && !envelope.time().isBefore(hook.createdAt())
            && concerns(hook, envelope)) {
          deliveries.add(
              Ids.next(),
              hook.id(),
              envelope.tenant(),
              envelope.id().toString(),
              envelope.type(),
              Json.write(envelope));
          some = true;
        }
      }
    }
    return some;
  }

  private static boolean concerns(Hook hook, Envelope envelope) {
    UUID application = hook.applicationId();
    return application == null || names(envelope.data(), application.toString(), DEPTH);
  }

  /** Events carry the application in the change, the deployment or the resource they are about. */
  private static boolean names(JsonNode node, String application, int depth) {
    if (node.path("applicationId").asString("").equals(application)) {
      return true;
    }
    if (depth == 0) {
      return false;
    }
    for (JsonNode child : node) {
      if (child.isObject() && names(child, application, depth - 1)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void start() {
    subscription =
        bus.subscribeGroups(
            "orchestrator-hooks", Bus.EVENTS, Bus.GroupHandler.togetherElseOneByOne(this::take));
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
