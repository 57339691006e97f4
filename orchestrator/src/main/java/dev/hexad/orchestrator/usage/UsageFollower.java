package dev.hexad.orchestrator.usage;

import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandStarted;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Messages;
import dev.hexad.orchestrator.ledger.LedgerReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Follows the ledger a few seconds behind, so that runs do not pay for being measured. */
@Component
class UsageFollower {
  private static final int BATCH = 2_000;
  private static final List<String> TYPES =
      Stream.of(
              CommandStarted.class,
              CommandSucceeded.class,
              CommandFailed.class,
              CommandCancelled.class)
          .map(Messages::typeOf)
          .toList();

  private final LedgerReader ledger;
  private final JdbcClient jdbc;
  private final UsageProperties properties;
  private final TransactionTemplate transaction;

  UsageFollower(
      LedgerReader ledger,
      JdbcClient jdbc,
      UsageProperties properties,
      PlatformTransactionManager transactions) {
    this.ledger = ledger;
    this.jdbc = jdbc;
    this.properties = properties;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** What a batch tells of one command. */
  private static final class Usage {
    final String tenant;
    final String agent;
    int attempts = 1;
    @Nullable Instant started;
    @Nullable Instant ended;
    @Nullable String outcome;

    Usage(Envelope envelope) {
      tenant = envelope.tenant();
      agent = envelope.source().replaceFirst("^/agents/", "");
    }
  }

  @Scheduled(initialDelay = 3_000, fixedDelay = 3_000)
  void follow() {
    while (Boolean.TRUE.equals(transaction.execute(status -> followOnce()))) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  /** True when there may be more; of several instances one works at a time. */
  private boolean followOnce() {
    List<Long> position =
        jdbc.sql("select sequence from command_usage_position for update skip locked")
            .query(Long.class)
            .list();
    if (position.isEmpty()) {
      return false;
    }
    List<LedgerReader.Entry> entries = ledger.after(position.getFirst(), TYPES, BATCH);
    if (entries.isEmpty()) {
      return false;
    }
    Map<UUID, Usage> usages = new LinkedHashMap<>();
    entries.forEach(entry -> read(entry.envelope(), usages));
    write(usages);
    jdbc.sql("update command_usage_position set sequence = ?")
        .param(entries.getLast().sequence())
        .update();
    return entries.size() == BATCH;
  }

  private static void read(Envelope envelope, Map<UUID, Usage> usages) {
    if (!(Messages.readEvent(envelope) instanceof Messages.Reading.Known(Event event))) {
      return;
    }
    switch (event) {
      case CommandStarted e -> {
        Usage usage = of(e.commandId(), envelope, usages);
        usage.attempts = Math.max(usage.attempts, e.attempt());
        usage.started = e.startedAt() == null ? envelope.time() : e.startedAt();
      }
      case CommandSucceeded e -> end(of(e.commandId(), envelope, usages), envelope, "SUCCEEDED");
      case CommandFailed e -> end(of(e.commandId(), envelope, usages), envelope, "FAILED");
      case CommandCancelled e -> end(of(e.commandId(), envelope, usages), envelope, "CANCELLED");
      default -> throw new IllegalStateException("not asked for: " + envelope.type());
    }
  }

  private static Usage of(UUID command, Envelope envelope, Map<UUID, Usage> usages) {
    return usages.computeIfAbsent(command, id -> new Usage(envelope));
  }

  private static void end(Usage usage, Envelope envelope, String outcome) {
    usage.ended = envelope.time();
    usage.outcome = outcome;
  }

  private void write(Map<UUID, Usage> usages) {
    List<Usage> all = List.copyOf(usages.values());
    jdbc.sql(
            """
            insert into command_usage
              (command_id, tenant, agent, attempts, started_at, ended_at, outcome)
            select id::uuid, tenant, agent, attempts::int, started::timestamptz,
              ended::timestamptz, outcome
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as u(id, tenant, agent, attempts, started, ended, outcome)
            on conflict (command_id) do update set
              attempts = greatest(command_usage.attempts, excluded.attempts),
              started_at = coalesce(excluded.started_at, command_usage.started_at),
              ended_at = coalesce(command_usage.ended_at, excluded.ended_at),
              outcome = coalesce(command_usage.outcome, excluded.outcome)
            """)
        .param(usages.keySet().stream().map(UUID::toString).toArray(String[]::new))
        .param(column(all, u -> u.tenant))
        .param(column(all, u -> u.agent))
        .param(column(all, u -> u.attempts))
        .param(column(all, u -> u.started))
        .param(column(all, u -> u.ended))
        .param(column(all, u -> u.outcome))
        .update();
  }

  private static @Nullable String[] column(
      List<Usage> usages, Function<Usage, @Nullable Object> value) {
    return usages.stream()
        .map(value)
        .map(found -> Objects.toString(found, null))
        .toArray(String[]::new);
  }

  @Scheduled(initialDelay = 600_000, fixedDelay = 6 * 3_600_000)
  void forgetOld() {
    jdbc.sql("delete from command_usage where ended_at < now() - make_interval(days => ?)")
        .param(properties.keepDays())
        .update();
  }
}
