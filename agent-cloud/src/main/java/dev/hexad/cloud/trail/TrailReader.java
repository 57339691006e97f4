package dev.hexad.cloud.trail;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.provider.Activity;
import dev.hexad.cloud.provider.ActivityLog;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.cloud.settings.TrailSettings;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads the logs of providers on from where they were left. */
@Component
class TrailReader {
  private static final Logger log = LoggerFactory.getLogger(TrailReader.class);
  private static final Duration CLAIM = Duration.ofMinutes(5);

  /** Providers write down late what was done. */
  private static final Duration LATE = Duration.ofMinutes(30);

  /** What was read of a slice is not read again after a crash. */
  private static final Duration SLICE = Duration.ofDays(1);

  private static final int BATCH = 500;
  private static final int LONGEST_PROBLEM = 1_000;

  private final List<CloudProvider> providers;
  private final ActivityLogs logs;
  private final ActivityStore store;
  private final LiveConfiguration<CloudSettings> settings;
  private final Clock clock;

  TrailReader(
      List<CloudProvider> providers,
      ActivityLogs logs,
      ActivityStore store,
      LiveConfiguration<CloudSettings> settings,
      Clock clock) {
    this.providers = List.copyOf(providers);
    this.logs = logs;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /** A log and whose it is. */
  private record Open(ActivityLogs.Key key, ActivityLog log) {}

  /**
   * Reads what there is, and forgets what is too old.
   *
   * @param due whether only what is due
   */
  void read(boolean due) {
    TrailSettings wanted = settings.current().trail();
    if (wanted.enabled()) {
      var turns = new Semaphore(settings.current().atOnce());
      try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Open open : open(wanted)) {
          tasks.execute(() -> inTurn(turns, () -> read(open, due, wanted)));
        }
      }
    }
    store.prune(clock.instant().minus(Duration.ofDays(wanted.keepDays())));
  }

  private static void inTurn(Semaphore turns, Runnable work) {
    try {
      turns.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      work.run();
    } finally {
      turns.release();
    }
  }

  private void read(Open open, boolean due, TrailSettings wanted) {
    UUID claim = Ids.next();
    logs.claim(open.key(), claim, CLAIM, due)
        .ifPresent(readTo -> read(open, claim, readTo, wanted));
  }

  private List<Open> open(TrailSettings wanted) {
    Instant first = clock.instant().minus(Duration.ofDays(wanted.firstDays()));
    var names = new ArrayList<String>();
    var open = new ArrayList<Open>();
    for (CloudProvider provider : providers) {
      for (CloudAccount account : provider.accounts()) {
        names.add(account.name());
        logs.account(account.name())
            .ifPresent(id -> {
              for (ActivityLog one : logsOf(account)) {
                open.add(
                    new Open(logs.known(provider.name(), id, account.name(), one, first), one));
              }
            });
      }
    }
    logs.forgetAccountsBut(names);
    return open;
  }

  private static List<ActivityLog> logsOf(CloudAccount account) {
    try {
      return account.activityLogs();
    } catch (ProviderException e) {
      log.atWarn()
          .addKeyValue("account", account.name())
          .log("its logs are not known: {}", e.getMessage());
      return List.of();
    }
  }

  private void read(Open open, UUID claim, Instant readTo, TrailSettings wanted) {
    try {
      Instant until = clock.instant();
      Instant from = readTo.minus(LATE);
      while (from.isBefore(until)) {
        Instant to = from.plus(SLICE).isBefore(until) ? from.plus(SLICE) : until;
        slice(open, claim, from, to);
        keep(claim, to);
        from = to;
      }
      logs.succeeded(claim, Duration.ofMinutes(wanted.minutes()));
    } catch (ProviderException | HexadException e) {
      failed(open, claim, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("log", open.key()).log("the adapter is at fault");
      failed(open, claim, String.valueOf(e));
    }
  }

  private void slice(Open open, UUID claim, Instant from, Instant to) {
    var batch = new ArrayList<Activity>();
    open.log()
        .read(
            from,
            to,
            activity -> {
              batch.add(activity);
              if (batch.size() >= BATCH) {
                store.add(open.key(), batch);
                batch.clear();
                keep(claim, from);
              }
            });
    store.add(open.key(), batch);
  }

  private void keep(UUID claim, Instant readTo) {
    if (!logs.advance(claim, CLAIM, readTo)) {
      throw new HexadException(ProblemType.INTERRUPTED, "Somebody else reads this log by now.");
    }
  }

  private void failed(Open open, UUID claim, String problem) {
    String text =
        problem.length() > LONGEST_PROBLEM ? problem.substring(0, LONGEST_PROBLEM) : problem;
    logs.failed(claim, text);
    log.atWarn().addKeyValue("log", open.key()).log("log not read: {}", text);
  }
}
