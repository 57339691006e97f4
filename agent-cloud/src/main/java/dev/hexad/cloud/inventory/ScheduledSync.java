package dev.hexad.cloud.inventory;

import dev.hexad.agent.configuration.LiveConfiguration;
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

  private final Synchronisation synchronisation;
  private final LiveConfiguration<CloudSettings> settings;
  private final Clock clock;
  private Instant due = Instant.MIN;

  ScheduledSync(
      Synchronisation synchronisation, LiveConfiguration<CloudSettings> settings, Clock clock) {
    this.synchronisation = synchronisation;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 5_000)
  synchronized void tick() {
    Instant now = clock.instant();
    Duration every = Duration.ofMinutes(settings.current().syncMinutes());
    if (now.isBefore(due) && !due.isAfter(now.plus(every))) {
      return;
    }
    due = now.plus(every);
    try {
      synchronisation.run(null);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("scheduled synchronisation failed");
    }
  }
}
