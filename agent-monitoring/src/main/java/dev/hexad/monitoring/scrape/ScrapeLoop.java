package dev.hexad.monitoring.scrape;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.monitoring.metrics.Observed;
import dev.hexad.monitoring.metrics.Snapshot;
import dev.hexad.monitoring.metrics.Tally;
import dev.hexad.monitoring.settings.MonitoringSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  /** Of the loop's thread alone. */
  private final Map<UUID, Tally> tallies = new HashMap<>();

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
    List<Watched> all = watchList.all();
    tallies.keySet().retainAll(all.stream().map(Watched::deploymentId).toList());
    for (Watched watched : all) {
      if (!watched.isScraped()) {
        continue;
      }
      try {
        Snapshot snapshot = scraper.read(watched);
        watchList.store(watched, Reading.of(snapshot));
        Observed grown =
            tallies.computeIfAbsent(watched.deploymentId(), id -> new Tally()).add(snapshot);
        listeners.forEach(listener -> listener.grew(watched, snapshot.at(), grown));
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
