package dev.hexad.ci.webhook;

import dev.hexad.ci.repository.Repositories.Repository;
import dev.hexad.contracts.event.ChangeReceived;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.ServiceProperties;
import dev.hexad.service.outbox.MessageContext;
import dev.hexad.service.outbox.Outbox;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ledger of deliveries: each is kept together with the event that it causes. */
@Service
class Deliveries {
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final ServiceProperties service;
  private final DeliveryList list;

  Deliveries(JdbcClient jdbc, Outbox outbox, ServiceProperties service, DeliveryList list) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.service = service;
    this.list = list;
  }

  /**
   * A verified delivery.
   *
   * @param body kept for another try, null for none
   */
  record Incoming(
      Repository repository,
      String provider,
      String deliveryId,
      byte[] bodyHash,
      byte @Nullable [] body,
      @Nullable UUID redeliveryOf) {}

  /** What became of a delivery. */
  record Receipt(Delivery delivery, boolean duplicate) {}

  /** Keeps a delivery and starts its run; one that came before changes nothing. */
  @Transactional
  public Receipt receive(Incoming incoming, Decision decision) {
    UUID id = Ids.next();
    return switch (decision) {
      case Decision.Start(String kind, ChangeRef change, List<String> paths) -> {
        Optional<String> earlier = startedAlready(incoming, change);
        UUID run = earlier.isPresent() ? null : Ids.next();
        String verdict = run == null ? "IGNORED" : "ACCEPTED";
        boolean fresh =
            insert(id, incoming, kind, verdict, earlier.orElse(null), run, change, paths);
        if (fresh && run != null) {
          publish(change, incoming.provider(), incoming.deliveryId(), run);
        }
        yield receipt(fresh, id, incoming);
      }
      case Decision.Hold(String kind, ChangeRef change, String reason) ->
          receipt(insert(id, incoming, kind, "HELD", reason, null, change, null), id, incoming);
      case Decision.Ignore(String kind, String reason) ->
          receipt(insert(id, incoming, kind, "IGNORED", reason, null, null, null), id, incoming);
    };
  }

  private Receipt receipt(boolean fresh, UUID id, Incoming incoming) {
    return fresh
        ? new Receipt(list.require(id), false)
        : new Receipt(
            list.earlier(
                incoming.repository().applicationId(), incoming.deliveryId(), incoming.bodyHash()),
            true);
  }

  private void publish(ChangeRef change, String provider, String deliveryId, UUID run) {
    outbox.event(
        new ChangeReceived(change, provider, deliveryId),
        new MessageContext(service.tenantName(), run, null));
  }

  /**
   * Remembers where the branch is now. Hosts tell of a tag in two ways, and the comparison of
   * branch heads may be faster than a late webhook: the second one starts nothing.
   */
  private Optional<String> startedAlready(Incoming incoming, ChangeRef change) {
    if (incoming.redeliveryOf() != null || !change.commit().matches("[0-9a-f]{40,64}")) {
      return Optional.empty();
    }
    String event = String.valueOf(change.event());
    if (!List.of("push", "poll", "tag").contains(event)) {
      return Optional.empty();
    }
    String source = event.equals("poll") ? "poll" : "hook";
    String before =
        jdbc.sql(
                """
                with old as (
                  select commit_id, source from branch_head where application_id = ? and ref = ?)
                insert into branch_head (application_id, ref, commit_id, source)
                values (?, ?, ?, ?)
                on conflict (application_id, ref) do update
                  set commit_id = excluded.commit_id, source = excluded.source, seen_at = now()
                returning (select old.source from old where old.commit_id = ?)
                """)
            .param(change.applicationId())
            .param(change.ref())
            .param(change.applicationId())
            .param(change.ref())
            .param(change.commit())
            .param(source)
            .param(change.commit())
            .query((rs, n) -> rs.getString(1) == null ? "" : rs.getString(1))
            .single();
    boolean again =
        switch (event) {
          case "push" -> before.equals("poll");
          case "poll" -> !before.isEmpty();
          default -> !before.isEmpty();
        };
    return again
        ? Optional.of("a run of " + change.shortRef() + " at this commit was started already")
        : Optional.empty();
  }

  private boolean insert(
      UUID id,
      Incoming incoming,
      String kind,
      String verdict,
      @Nullable String reason,
      @Nullable UUID run,
      @Nullable ChangeRef change,
      @Nullable List<String> paths) {
    return jdbc.sql(
                """
                insert into delivery (id, application_id, provider, delivery_id, body_hash, kind,
                  verdict, reason, run_id, change, paths, body, redelivery_of)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?) on conflict do nothing
                """)
            .param(id)
            .param(incoming.repository().applicationId())
            .param(incoming.provider())
            .param(incoming.deliveryId())
            .param(incoming.bodyHash())
            .param(kind)
            .param(verdict)
            .param(reason)
            .param(run)
            .param(change == null ? null : Json.write(change))
            .param(paths == null ? null : Json.write(paths))
            .param(incoming.body())
            .param(incoming.redeliveryOf())
            .update()
        == 1;
  }

  /** Starts the run of a delivery that was held. */
  @Transactional
  public Delivery approve(UUID id, String by) {
    Delivery held = decide(id, "ACCEPTED", by);
    UUID run = Ids.next();
    jdbc.sql("update delivery set run_id = ? where id = ?").params(run, id).update();
    ChangeRef change = held.change();
    if (change == null) {
      throw new IllegalStateException("a held delivery has no change");
    }
    publish(change, held.provider(), held.deliveryId(), run);
    return list.require(id);
  }

  @Transactional
  public Delivery deny(UUID id, String by) {
    return decide(id, "DENIED", by);
  }

  private Delivery decide(UUID id, String verdict, String by) {
    int changed =
        jdbc.sql(
                "update delivery set verdict = ?, decided_by = ? where id = ? and verdict = 'HELD'")
            .params(verdict, by, id)
            .update();
    Delivery delivery = list.require(id);
    if (changed == 0) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The delivery is " + delivery.verdict() + "; only a held one can be decided on.");
    }
    return delivery;
  }
}
