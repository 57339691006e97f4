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
  private Bus.@Nullable Subscription subscription;

  HookIntake(Bus bus, HookTable hooks, DeliveryTable deliveries, TransactionTemplate transaction) {
    this.bus = bus;
    this.hooks = hooks;
    this.deliveries = deliveries;
    this.transaction = transaction;
  }

  private void take(List<Envelope> envelopes) {
    transaction.executeWithoutResult(status -> {
      Map<String, List<Hook>> byTenant = new HashMap<>();
      for (Envelope envelope : envelopes) {
        byTenant.computeIfAbsent(envelope.tenant(), hooks::enabled).stream()
            .filter(hook -> hook.wants(envelope.type()))
            .filter(hook -> !envelope.time().isBefore(hook.createdAt()))
            .filter(hook -> concerns(hook, envelope))
            .forEach(hook ->
                deliveries.add(
                    Ids.next(),
                    hook.id(),
                    envelope.tenant(),
                    envelope.id().toString(),
                    envelope.type(),
                    Json.write(envelope)));
      }
    });
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
