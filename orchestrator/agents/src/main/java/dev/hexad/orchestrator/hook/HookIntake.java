package dev.hexad.orchestrator.hook;

import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;

/** Writes down what is to be delivered, in the transaction that takes the events. */
@Component
public class HookIntake {
  private static final int DEPTH = 3;

  private final HookTable hooks;
  private final DeliveryTable deliveries;
  private final HookWorker worker;

  HookIntake(HookTable hooks, DeliveryTable deliveries, HookWorker worker) {
    this.hooks = hooks;
    this.deliveries = deliveries;
    this.worker = worker;
  }

  /** Takes events in the transaction of the caller; deliveries begin when it has committed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void take(List<Envelope> envelopes) {
    if (write(envelopes)) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              worker.workSoon();
            }
          });
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
}
