package dev.hexad.orchestrator.graph;

import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Messages;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the graph behind the ledger, batch by batch: what a batch tells and how far it is read are
 * committed together, so that it can be killed at any moment. Of several instances one works at a
 * time. Runs do not wait for it.
 */
@Component
public class GraphFollower {
  private static final Logger log = LoggerFactory.getLogger(GraphFollower.class);
  private static final int BATCH = 4_000;

  private final GraphStore store;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  GraphFollower(GraphStore store, JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.store = store;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * How far the graph is.
   *
   * @param rebuilding whether it is made anew; until it is through, answers lack what is not read
   */
  record Progress(
      long sequence, long head, boolean rebuilding, @Nullable Instant since, int percent) {}

  @Scheduled(initialDelay = 1_000, fixedDelay = 1_000)
  void follow() {
    try {
      followToTheEnd();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("the change graph stands still; tried again soon");
    }
  }

  /** Reads all there is now; gives how many events that were. */
  public long followToTheEnd() {
    long read = 0;
    while (!Thread.currentThread().isInterrupted()) {
      Integer batch = transaction.execute(status -> followOnce());
      read += batch == null ? 0 : batch;
      if (batch == null || batch < BATCH) {
        return read;
      }
    }
    return read;
  }

  private record Row(
      long sequence, Instant recordedAt, String tenant, String type, String envelope) {}

  private int followOnce() {
    Optional<Long> position =
        jdbc.sql("select sequence from graph_position for update skip locked")
            .query(Long.class)
            .optional();
    if (position.isEmpty()) {
      return 0;
    }
    List<Row> rows =
        jdbc.sql(
                """
                select sequence, recorded_at, tenant, type, envelope from ledger
                where sequence > ? order by sequence limit ?
                """)
            .params(position.get(), BATCH)
            .query((rs, n) ->
                new Row(
                    rs.getLong(1),
                    rs.getTimestamp(2).toInstant(),
                    rs.getString(3),
                    rs.getString(4),
                    rs.getString(5)))
            .list();
    if (rows.isEmpty()) {
      return 0;
    }
    var batch = new GraphBatch();
    rows.forEach(row -> read(row, batch));
    store.write(batch);
    long last = rows.getLast().sequence();
    jdbc.sql(
            """
            update graph_position set sequence = :last,
              rebuild_since = case when :last >= rebuild_from then null else rebuild_since end,
              rebuild_from = case when :last >= rebuild_from then null else rebuild_from end
            """)
        .param("last", last)
        .update();
    return rows.size();
  }

  /** What cannot be read is told to people, and is passed over. */
  private void read(Row row, GraphBatch batch) {
    if (FactTypes.tellNothing(row.type())) {
      return;
    }
    try {
      Envelope envelope = Json.read(row.envelope(), Envelope.class);
      switch (Messages.readEvent(envelope)) {
        case Messages.Reading.Known(Event event) ->
            batch.add(
                new GraphBatch.Origin(
                    row.sequence(),
                    envelope.id(),
                    row.tenant(),
                    envelope.time(),
                    row.recordedAt(),
                    envelope.correlationid()),
                FactReader.read(event, envelope.correlationid()));
        case Messages.Reading.UnknownType unknown -> {
          // Of a third party, or of a later release: it stands in the ledger for those who know it.
        }
        case Messages.Reading.Malformed(String type, String reason) ->
            store.refuse(row.sequence(), row.tenant(), row.type(), reason);
      }
    } catch (RuntimeException e) {
      store.refuse(row.sequence(), row.tenant(), row.type(), String.valueOf(e.getMessage()));
    }
  }

  /** Empties the graph and reads the ledger from its begin; goes on after a restart. */
  void rebuild(Instant now) {
    transaction.executeWithoutResult(status -> {
      jdbc.sql("select 1 from graph_position for update").query(Integer.class).single();
      store.clear();
      jdbc.sql(
              """
              update graph_position set sequence = 0, rebuild_since = ?,
                rebuild_from = (select sequence from ledger_head)
              """)
          .param(Timestamp.from(now))
          .update();
    });
  }

  /** Leaves out what a rebuild has not read yet; a later rebuild brings it back. */
  void cancelRebuild() {
    int cancelled =
        jdbc.sql(
                """
                update graph_position set sequence = greatest(sequence, rebuild_from),
                  rebuild_from = null, rebuild_since = null
                where rebuild_from is not null
                """)
            .update();
    if (cancelled == 0) {
      throw new HexadException(ProblemType.CONFLICT, "The graph is not being rebuilt.");
    }
  }

  Progress progress() {
    return jdbc.sql(
            """
            select p.sequence, h.sequence, rebuild_from, rebuild_since
            from graph_position p, ledger_head h
            """)
        .query((rs, n) -> {
          long sequence = rs.getLong(1);
          Long from = rs.getObject(3, Long.class);
          Timestamp since = rs.getTimestamp(4);
          long goal = from == null ? rs.getLong(2) : from;
          return new Progress(
              sequence,
              rs.getLong(2),
              from != null,
              since == null ? null : since.toInstant(),
              goal == 0 ? 100 : (int) Math.min(100, 100 * sequence / goal));
        })
        .single();
  }
}
