package dev.hexad.monitoring.scrape;

import dev.hexad.agent.configuration.LiveConfiguration;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads every watched revision again and again, and lets the rules look at what was read. */
@Component
class ScrapeLoop implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ScrapeLoop.class);

  private final WatchList watchList;
  private final Scraper scraper;
  private final List<ScrapeListener> listeners;
  private final LiveConfiguration<MonitoringSettings> settings;
  private final Clock clock;
  private volatile @Nullable Thread loop;

  ScrapeLoop(
      WatchList watchList,
      Scraper scraper,
      List<ScrapeListener> listeners,
      LiveConfiguration<MonitoringSettings> settings,
      Clock clock) {
    this.watchList = watchList;
    this.scraper = scraper;
    this.listeners = List.copyOf(listeners);
    this.settings = settings;
    this.clock = clock;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        readAll();
        Thread.sleep(Duration.ofSeconds(settings.current().scrapeSeconds()));
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.atWarn().setCause(e).log("scraping goes on after a failure");
        try {
          Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }

  private void readAll() throws InterruptedException {
    for (Watched watched : watchList.all()) {
      if (!watched.isScraped()) {
        continue;
      }
      try {
        watchList.store(watched, Reading.of(scraper.read(watched)));
      } catch (IOException e) {
        watchList.failed(watched);
      }
    }
    listeners.forEach(ScrapeListener::scraped);
  }

  @Scheduled(fixedDelay = 600_000)
  void forgetOld() {
    watchList.forgetBefore(
        clock.instant().minus(Duration.ofHours(settings.current().historyHours())));
  }

  @Override
  public void start() {
    loop = Thread.ofVirtual().name("scrape").start(this::run);
  }

  @Override
  public void stop() {
    Thread running = loop;
    loop = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return loop != null;
  }
}
