package dev.hexad.service.outbox;

import dev.hexad.service.bus.Bus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves messages from the outbox to the bus, oldest first. Only one relay per schema works at a
 * time (advisory lock), so that order holds with several instances. A message leaves the outbox
 * when the broker has stored it; after a crash in between it is sent again and receivers recognise
 * its id.
 */
public final class OutboxRelay implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH = 200;

  /** Another relay is at work. */
  private static final int ELSEWHERE = -1;

  /** What is new wakes the relay; this is for what a crash has left unsaid. */
  private static final long IDLE_MILLIS = 5_000;

  private static final long FAILED_MILLIS = 1_000;

  /** Another relay may have read before what was added here. */
  private static final long OTHER_MILLIS = 20;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Bus bus;
  private final OutboxSignal signal;
  private volatile @Nullable Thread loop;
  private boolean failing;

  OutboxRelay(JdbcClient jdbc, TransactionTemplate transaction, Bus bus, OutboxSignal signal) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.bus = bus;
    this.signal = signal;
  }

  /**
   * Sends one batch.
   *
   * @return how many were sent, or {@link #ELSEWHERE}
   * @throws Bus.BusUnavailableException when the broker does not answer; nothing is lost
   */
  private int relayOnce() {
    Integer sent = transaction.execute(status -> relayBatch());
    return sent == null ? 0 : sent;
  }

  /** What is deleted here may come back in a crash, so that its commit need not wait for a disk. */
  private int relayBatch() {
    List<Row> rows =
        jdbc.sql(
                """
                with mine as materialized (
                  select pg_try_advisory_xact_lock(hashtext(current_schema() || '.outbox')) as held,
                    set_config('synchronous_commit', 'off', true) as setting)
                select id, topic, key, type, envelope from mine left join lateral
                  (select id, topic, key, type, envelope from outbox order by id limit :batch) o
                  on true
                where held order by id
                """)
            .param("batch", BATCH)
            .query((rs, n) ->
                new Row(
                    rs.getLong(1),
                    rs.getString(2),
                    rs.getString(3),
                    rs.getString(4),
                    rs.getString(5)))
            .list();
    if (rows.isEmpty()) {
      return ELSEWHERE;
    }
    if (rows.getFirst().topic() == null) {
      return 0;
    }
    bus.publish(rows.stream().map(Row::message).toList());
    jdbc.sql("delete from outbox where id = any (?)")
        .param(rows.stream().map(Row::id).toArray(Long[]::new))
        .update();
    return rows.size();
  }

  @Override
  public void start() {
    loop = Thread.ofVirtual().name("outbox-relay").start(this::run);
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        int sent = relayOnce();
        if (sent == ELSEWHERE) {
          signal.await(OTHER_MILLIS);
        } else if (sent < BATCH) {
          signal.await(IDLE_MILLIS);
        }
        recovered();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!failedAndWaited(e)) {
          return;
        }
      }
    }
  }

  private void recovered() {
    if (failing) {
      failing = false;
      log.info("outbox relay works again");
    }
  }

  private boolean failedAndWaited(RuntimeException failure) {
    if (!failing) {
      failing = true;
      log.atWarn().setCause(failure).log("outbox relay waits: messages are kept and sent later");
    }
    try {
      Thread.sleep(FAILED_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void stop() {
    Thread running = loop;
    loop = null;
    if (running != null) {
      running.interrupt();
      try {
        running.join(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return loop != null;
  }

  @Override
  public int getPhase() {
    return -100;
  }

  /** The topic is null when there is nothing to send. */
  private record Row(long id, @Nullable String topic, String key, String type, String envelope) {
    Bus.Message message() {
      return new Bus.Message(Objects.requireNonNull(topic), key, type, envelope);
    }
  }
}
