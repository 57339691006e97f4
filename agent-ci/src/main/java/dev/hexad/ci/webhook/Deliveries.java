package dev.hexad.ci.webhook;

import dev.hexad.ci.comment.CommentCommands;
import dev.hexad.ci.comment.Planner;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ledger of deliveries: each is kept together with the event that it causes. */
@Service
class Deliveries implements Planner {
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final ServiceProperties service;
  private final DeliveryList list;
  private final BranchHeads heads;
  private final CommentCommands commands;
  private final Clock clock;

  Deliveries(
      JdbcClient jdbc,
      Outbox outbox,
      ServiceProperties service,
      DeliveryList list,
      BranchHeads heads,
      CommentCommands commands,
      Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.service = service;
    this.list = list;
    this.heads = heads;
    this.commands = commands;
    this.clock = clock;
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

  /** A delivery and what is done about it. */
  record Decided(Incoming incoming, Decision decision) {}

  /**
   * Keeps deliveries and starts their runs, in one transaction; one that came before changes
   * nothing.
   */
  @Transactional
  public List<Receipt> receive(List<Decided> all) {
    List<Optional<String>> started = heads.startedAlready(all);
    var fresh = new ArrayList<Delivery>();
    for (int i = 0; i < all.size(); i++) {
      fresh.add(delivery(all.get(i), started.get(i)));
    }
    Set<UUID> inserted = insert(all, fresh);
    var receipts = new ArrayList<Receipt>();
    var events = new ArrayList<Outbox.Contextual>();
    for (int i = 0; i < all.size(); i++) {
      Delivery delivery = fresh.get(i);
      if (!inserted.contains(delivery.id())) {
        Incoming in = all.get(i).incoming();
        UUID application = in.repository().applicationId();
        receipts.add(new Receipt(list.earlier(application, in.deliveryId(), in.bodyHash()), true));
        continue;
      }
      receipts.add(new Receipt(delivery, false));
      if (all.get(i).decision() instanceof Decision.Command command) {
        commands.add(
            new CommentCommands.Wanted(
                delivery.id(),
                delivery.applicationId(),
                command.pullRequest(),
                command.verb(),
                command.author()));
      }
      if (delivery.runId() != null && delivery.change() != null) {
        events.add(event(delivery.change(), delivery, delivery.runId()));
      }
    }
    outbox.events(events);
    return receipts;
  }

  private Outbox.Contextual event(ChangeRef change, Delivery delivery, UUID run) {
    return new Outbox.Contextual(
        new ChangeReceived(change, delivery.provider(), delivery.deliveryId()),
        new MessageContext(service.tenantName(), run, null));
  }

  private Delivery delivery(Decided decided, Optional<String> startedAlready) {
    String verdict = "IGNORED";
    String reason = startedAlready.orElse(null);
    UUID run = null;
    ChangeRef change = null;
    switch (decided.decision()) {
      case Decision.Start start -> {
        change = start.change();
        if (startedAlready.isEmpty()) {
          verdict = "ACCEPTED";
          run = Ids.next();
        }
      }
      case Decision.Hold hold -> {
        verdict = "HELD";
        reason = hold.reason();
        change = hold.change();
      }
      case Decision.Command command -> {
        verdict = "ACCEPTED";
        reason =
            "%s on #%d, by %s"
                .formatted(
                    command.verb().name().toLowerCase(Locale.ROOT),
                    command.pullRequest(),
                    command.author());
      }
      case Decision.Ignore ignore -> reason = ignore.reason();
    }
    Incoming incoming = decided.incoming();
    return new Delivery(
        Ids.next(),
        incoming.repository().applicationId(),
        incoming.repository().name(),
        incoming.provider(),
        incoming.deliveryId(),
        decided.decision().kind(),
        verdict,
        reason,
        run,
        change,
        incoming.redeliveryOf(),
        null,
        incoming.body() != null,
        clock.instant());
  }

  /** Gives the ids of those that had not come before. */
  private Set<UUID> insert(List<Decided> all, List<Delivery> deliveries) {
    int n = all.size();
    var paths = new String[n];
    var changes = new String[n];
    var bodies = new byte[n][];
    var hashes = new byte[n][];
    for (int i = 0; i < n; i++) {
      ChangeRef change = deliveries.get(i).change();
      changes[i] = change == null ? null : Json.write(change);
      paths[i] =
          all.get(i).decision() instanceof Decision.Start start && start.paths() != null
              ? Json.write(start.paths())
              : null;
      bodies[i] = all.get(i).incoming().body();
      hashes[i] = all.get(i).incoming().bodyHash();
    }
    return Set.copyOf(
        jdbc.sql(
                """
                insert into delivery (id, application_id, provider, delivery_id, body_hash, kind,
                  verdict, reason, run_id, change, paths, body, redelivery_of, received_at)
                select id, application_id, provider, delivery_id, body_hash, kind, verdict, reason,
                  run_id, change::jsonb, paths::jsonb, body, redelivery_of, now()
                from unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::text[], ?::text[], ?::bytea[],
                    ?::text[], ?::text[], ?::text[], ?::text[]::uuid[], ?::text[], ?::text[],
                    ?::bytea[], ?::text[]::uuid[])
                  as d(id, application_id, provider, delivery_id, body_hash, kind, verdict, reason,
                    run_id, change, paths, body, redelivery_of)
                on conflict do nothing returning id
                """)
            .param(column(deliveries, Delivery::id))
            .param(column(deliveries, Delivery::applicationId))
            .param(column(deliveries, Delivery::provider))
            .param(column(deliveries, Delivery::deliveryId))
            .param(hashes)
            .param(column(deliveries, Delivery::kind))
            .param(column(deliveries, Delivery::verdict))
            .param(column(deliveries, Delivery::reason))
            .param(column(deliveries, Delivery::runId))
            .param(changes)
            .param(paths)
            .param(bodies)
            .param(column(deliveries, Delivery::redeliveryOf))
            .query(UUID.class)
            .list());
  }

  private static @Nullable String[] column(
      List<Delivery> deliveries, Function<Delivery, @Nullable Object> value) {
    return deliveries.stream()
        .map(value)
        .map(v -> v == null ? null : v.toString())
        .toArray(String[]::new);
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
    outbox.events(List.of(event(change, held, run)));
    return list.require(id);
  }

  @Override
  @Transactional
  public UUID planAgain(UUID applicationId, int pullRequest, String by) {
    Delivery last =
        list.lastOf(applicationId, pullRequest)
            .orElseThrow(() -> HexadException.notFound("commit of pull request", pullRequest));
    if (last.verdict().equals("HELD")) {
      return Objects.requireNonNull(approve(last.id(), by).runId());
    }
    UUID run = Ids.next();
    outbox.events(List.of(event(Objects.requireNonNull(last.change()), last, run)));
    return run;
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
