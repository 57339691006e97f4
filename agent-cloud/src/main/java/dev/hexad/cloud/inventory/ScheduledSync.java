package dev.hexad.cloud.inventory;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.settings.CloudSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads the inventory at start and then as often as the configuration says. */
@Component
class ScheduledSync {
  private static final Logger log = LoggerFactory.getLogger(ScheduledSync.class);

  private final Inventory inventory;
  private final LiveConfiguration<CloudSettings> settings;
  private final Clock clock;
  private Instant due = Instant.MIN;
  private CloudSettings seen = CloudSettings.DEFAULT;

  ScheduledSync(Inventory inventory, LiveConfiguration<CloudSettings> settings, Clock clock) {
    this.inventory = inventory;
    this.settings = settings;
    this.clock = clock;
  }

  /** Accounts are asked who they are now and then; their scopes are read when each is due. */
  @Scheduled(fixedDelay = 5_000)
  synchronized void tick() {
    try {
      Instant now = clock.instant();
      CloudSettings current = settings.current();
      Duration every = Duration.ofMinutes(Math.min(current.syncMinutes(), 5));
      if (!now.isBefore(due) || due.isAfter(now.plus(every)) || !current.equals(seen)) {
        due = now.plus(every);
        seen = current;
        inventory.discover(null);
      }
      inventory.readDue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("scheduled synchronisation failed");
    }
  }
}
