package dev.hexad.cloud.trail;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has logs read when they are due; a slow one holds up nothing else. */
@Component
class TrailSchedule {
  private static final Logger log = LoggerFactory.getLogger(TrailSchedule.class);

  private final TrailReader reader;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  TrailSchedule(TrailReader reader) {
    this.reader = reader;
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 20_000)
  void tick() {
    if (busy.compareAndSet(false, true)) {
      executor.execute(this::read);
    }
  }

  private void read() {
    try {
      reader.read(true);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("logs not read");
    } finally {
      busy.set(false);
    }
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }
}
