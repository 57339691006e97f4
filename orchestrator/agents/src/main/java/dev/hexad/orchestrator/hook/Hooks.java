package dev.hexad.orchestrator.hook;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.outbound.OutboundGuard;
import dev.hexad.service.outbound.WebhookSignature;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Hooks as people set them up. */
@Service
class Hooks {
  private static final int MAX_HOOKS = 200;

  private final HookTable table;
  private final DeliveryTable deliveries;
  private final HookSecrets secrets;
  private final OutboundGuard guard;
  private final Clock clock;

  Hooks(
      HookTable table,
      DeliveryTable deliveries,
      HookSecrets secrets,
      OutboundGuard guard,
      Clock clock) {
    this.table = table;
    this.deliveries = deliveries;
    this.secrets = secrets;
    this.guard = guard;
    this.clock = clock;
  }

  /** What a person wants of a hook. */
  record Wish(
      String name,
      String url,
      List<String> types,
      @Nullable UUID applicationId,
      @Nullable String secretName,
      boolean enabled,
      boolean newSecret) {}

  /**
   * A hook, and its secret when it was generated just now.
   *
   * @param secret shown once
   */
  record Shown(Hook hook, @Nullable String secret) {}

  @Transactional
  public Shown create(Identity by, Wish wish) {
    check(by.tenant(), wish);
    if (table.list(by.tenant(), null, null, null, false, MAX_HOOKS).size() == MAX_HOOKS) {
      throw new HexadException(
          ProblemType.CONFLICT, "There are " + MAX_HOOKS + " hooks already; delete some.");
    }
    Instant now = clock.instant();
    Hook hook =
        new Hook(
            Ids.next(),
            wish.name(),
            wish.url(),
            wish.types(),
            wish.applicationId(),
            wish.secretName(),
            wish.enabled(),
            null,
            null,
            1,
            now,
            by.subject(),
            now,
            by.subject());
    Secret secret = wish.secretName() == null ? WebhookSignature.newSecret() : null;
    table.insert(by.tenant(), hook, secret == null ? null : secrets.seal(hook.id(), secret));
    return new Shown(hook, secret == null ? null : secret.reveal());
  }

  @Transactional
  public Shown update(Identity by, UUID id, long expected, Wish wish) {
    Hook before = require(by.tenant(), id);
    check(by.tenant(), wish);
    boolean generate =
        wish.secretName() == null && (wish.newSecret() || before.secretName() != null);
    Secret secret = generate ? WebhookSignature.newSecret() : null;
    var next =
        new Hook(
            id,
            wish.name(),
            wish.url(),
            wish.types(),
            wish.applicationId(),
            wish.secretName(),
            wish.enabled(),
            null,
            null,
            expected + 1,
            before.createdAt(),
            before.createdBy(),
            clock.instant(),
            by.subject());
    if (!table.update(
        by.tenant(), next, secret == null ? null : secrets.seal(id, secret), expected)) {
      throw new HexadException(
          ProblemType.STALE, "The hook has changed since you read it; read it again.");
    }
    return new Shown(require(by.tenant(), id), secret == null ? null : secret.reveal());
  }

  private void check(String tenant, Wish wish) {
    guard.check(wish.url());
    if (wish.types().isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID, "Name at least one event type, or '*' for all of them.");
    }
    wish.types().stream()
        .filter(type -> !type.matches("[a-z0-9.-]*\\*|[a-z0-9.-]+"))
        .findFirst()
        .ifPresent(type -> {
          throw new HexadException(
              ProblemType.INVALID,
              "'" + type + "' is no event type; a prefix ends with *, as in dev.hexad.cd.*");
        });
    String secret = wish.secretName();
    if (secret != null && !secrets.exists(tenant, secret)) {
      throw new HexadException(
          ProblemType.INVALID, "There is no secret '" + secret + "'; store it first.");
    }
  }

  Hook require(String tenant, UUID id) {
    return table.find(tenant, id).orElseThrow(() -> HexadException.notFound("hook", id));
  }

  @Transactional
  public void delete(String tenant, UUID id) {
    if (!table.delete(tenant, id)) {
      throw HexadException.notFound("hook", id);
    }
  }

  /** Sends a message that tells nothing, so that a receiver can be tried. */
  @Transactional
  public Delivery test(Identity by, UUID id) {
    Hook hook = requireEnabled(by.tenant(), id);
    UUID message = Ids.next();
    UUID delivery = Ids.next();
    String body =
        Json.write(
            Map.of(
                "specversion",
                "1.0",
                "id",
                message,
                "source",
                "/orchestrator",
                "type",
                "dev.hexad.hook.test.v1",
                "subject",
                hook.id(),
                "time",
                clock.instant(),
                "tenant",
                by.tenant(),
                "data",
                Map.of("hookId", hook.id(), "by", by.subject())));
    deliveries.add(delivery, id, by.tenant(), message.toString(), "dev.hexad.hook.test.v1", body);
    return deliveries.find(id, delivery).orElseThrow();
  }

  @Transactional
  public Delivery redeliver(String tenant, UUID id, UUID delivery) {
    requireEnabled(tenant, id);
    Delivery found = delivery(tenant, id, delivery);
    if (found.state() != Delivery.State.PENDING) {
      deliveries.redeliver(delivery);
    }
    return delivery(tenant, id, delivery);
  }

  Delivery delivery(String tenant, UUID id, UUID delivery) {
    require(tenant, id);
    return deliveries
        .find(id, delivery)
        .orElseThrow(() -> HexadException.notFound("delivery", delivery));
  }

  private Hook requireEnabled(String tenant, UUID id) {
    Hook hook = require(tenant, id);
    if (!hook.enabled()) {
      throw new HexadException(ProblemType.CONFLICT, "The hook is switched off; enable it first.");
    }
    return hook;
  }
}
