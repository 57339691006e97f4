package dev.hexad.monitoring.notify;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.monitoring.settings.Channel;
import dev.hexad.monitoring.settings.MonitoringSettings;
import dev.hexad.monitoring.source.SourceSecrets;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends notifications, those of one incident to one channel in their order. A row is held while it
 * is sent, so of several instances one sends it; after a crash in between it is sent again with the
 * same key.
 */
@Component
class Delivery implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);
  private static final int AT_ONCE = 4;

  /** Each looks that often for what is to be tried again; what is new wakes them. */
  private static final long IDLE_MILLIS = 4_000;

  private static final long FAILED_MILLIS = 1_000;

  /** So long a first notification waits for the suspects. */
  private static final Duration FOR_SUSPECTS = Duration.ofSeconds(1);

  private static final long LOOK_MILLIS = 25;

  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);
  private static final Duration GIVE_UP = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final List<Sender> senders;
  private final SourceSecrets secrets;
  private final Suspicion suspicion;
  private final LiveConfiguration<MonitoringSettings> settings;
  private final Clock clock;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running;

  Delivery(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      List<Sender> senders,
      SourceSecrets secrets,
      Suspicion suspicion,
      LiveConfiguration<MonitoringSettings> settings,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.senders = List.copyOf(senders);
    this.secrets = secrets;
    this.suspicion = suspicion;
    this.settings = settings;
    this.clock = clock;
  }

  void wake() {
    wake.release();
  }

  @Override
  public void start() {
    running = true;
    for (int i = 0; i < AT_ONCE; i++) {
      Thread.ofVirtual().name("notify-" + i).start(this::run);
    }
  }

  private void run() {
    while (running) {
      try {
        Boolean worked = transaction.execute(status -> sendOne());
        if (!Boolean.TRUE.equals(worked)) {
          if (wake.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
          }
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.atWarn().setCause(e).log("notifications are sent later");
        pause(FAILED_MILLIS);
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Waiting(
      UUID id, String key, String channel, Message message, int attempts, Instant created) {}

  /** The oldest that is due, unless an older one to the same place waits for its next attempt. */
  private boolean sendOne() {
    List<Waiting> due =
        jdbc.sql(
                """
                select n.id, n.key, n.channel, n.message, n.attempts, n.created_at
                from notification n where n.state = 'WAITING' and n.next_at <= ?
                  and not exists (select 1 from notification o where o.state = 'WAITING'
                    and o.incident_id = n.incident_id and o.channel = n.channel and o.id < n.id)
                order by n.created_at, n.id limit 1 for update of n skip locked
                """)
            .param(Timestamp.from(clock.instant()))
            .query((rs, row) ->
                new Waiting(
                    rs.getObject(1, UUID.class),
                    rs.getString(2),
                    rs.getString(3),
                    Json.read(rs.getString(4), Message.class),
                    rs.getInt(5),
                    rs.getTimestamp(6).toInstant()))
            .list();
    due.forEach(this::send);
    return !due.isEmpty();
  }

  private void send(Waiting waiting) {
    Message message = withSuspects(waiting);
    if (message == null) {
      jdbc.sql("update notification set next_at = ? where id = ?")
          .params(Timestamp.from(clock.instant().plusMillis(LOOK_MILLIS)), waiting.id())
          .update();
      pause(LOOK_MILLIS);
      return;
    }
    try {
      Channel channel =
          settings
              .current()
              .channel(waiting.channel())
              .orElseThrow(() ->
                  new Sender.RefusedException(
                      "There is no channel '" + waiting.channel() + "' any more."));
      Secret secret = channel.secret() == null ? null : secrets.require(channel.secret());
      sender(channel.kind()).send(new Sender.Target(channel, secret), message, waiting.key());
      jdbc.sql(
              """
              update notification set state = 'SENT', sent_at = ?, attempts = attempts + 1,
                failure = null, message = ?::jsonb where id = ?
              """)
          .params(Timestamp.from(clock.instant()), Json.write(message), waiting.id())
          .update();
    } catch (Sender.RefusedException e) {
      failed(waiting, e.getMessage(), true);
    } catch (IOException | HexadException e) {
      failed(waiting, e.getMessage(), false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Null while it has to wait. */
  private @Nullable Message withSuspects(Waiting waiting) {
    Message message = waiting.message();
    if (message.change() == Message.Change.RESOLVED
        || message.change() == Message.Change.ACKNOWLEDGED) {
      return message;
    }
    Suspicion.Found found = suspicion.of(message.incidentId());
    if (found != null) {
      return message.withSuspects(found.suspects(), found.note());
    }
    boolean late = clock.instant().isAfter(waiting.created().plus(FOR_SUSPECTS));
    return late ? message.withSuspects(List.of(), "not known yet") : null;
  }

  private Sender sender(Channel.Kind kind) {
    return senders.stream().filter(sender -> sender.kind() == kind).findFirst().orElseThrow();
  }

  private void failed(Waiting waiting, @Nullable String reason, boolean refused) {
    String why = reason == null ? "no reason is known" : reason;
    Instant now = clock.instant();
    boolean over = refused || waiting.created().plus(GIVE_UP).isBefore(now);
    Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(waiting.attempts(), 10));
    Instant next = now.plus(wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait);
    jdbc.sql(
            """
            update notification set attempts = attempts + 1, failure = ?, next_at = ?, state = ?
            where id = ?
            """)
        .params(why, Timestamp.from(next), over ? "GIVEN_UP" : "WAITING", waiting.id())
        .update();
    if (over) {
      log.atError()
          .addKeyValue("channel", waiting.channel())
          .addKeyValue("incident", waiting.message().incidentId())
          .log("a notification was given up: {}", why);
    }
  }

  @Override
  public void stop() {
    running = false;
    wake.release(AT_ONCE);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
