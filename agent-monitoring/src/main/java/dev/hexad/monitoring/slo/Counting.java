package dev.hexad.monitoring.slo;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.monitoring.metrics.Counters;
import dev.hexad.monitoring.metrics.Observed;
import dev.hexad.monitoring.metrics.Snapshot;
import dev.hexad.monitoring.metrics.Tally;
import dev.hexad.monitoring.scrape.ScrapeListener;
import dev.hexad.monitoring.scrape.Watched;
import dev.hexad.monitoring.settings.MonitoringSettings;
import dev.hexad.monitoring.settings.Objective;
import dev.hexad.monitoring.slo.BurnRates.Counts;
import dev.hexad.monitoring.source.MetricSource;
import dev.hexad.monitoring.source.Sources;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts the requests of objectives: from what Hexad scrapes itself, or from a source. */
@Component
class Counting implements ScrapeListener {
  private static final Logger log = LoggerFactory.getLogger(Counting.class);
  private static final String NOT_ASKED = "not asked";

  private final CountStore store;
  private final Sources sources;
  private final LiveConfiguration<MonitoringSettings> settings;
  private final Clock clock;

  /** Of the scraping thread alone. */
  private final Map<String, Counts> grown = new HashMap<>();

  private final Map<Objective, Tally> tallies = new ConcurrentHashMap<>();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  Counting(
      CountStore store,
      Sources sources,
      LiveConfiguration<MonitoringSettings> settings,
      Clock clock) {
    this.store = store;
    this.sources = sources;
    this.settings = settings;
    this.clock = clock;
  }

  /** Why an objective cannot be counted now; empty when it can. */
  String failure(String objective) {
    return failures.getOrDefault(objective, "");
  }

  @Override
  public void grew(Watched watched, Instant at, Observed traffic) {
    if (!traffic.flaws().requests().isEmpty() || !traffic.flaws().errors().isEmpty()) {
      return;
    }
    for (Objective objective : settings.current().objectives()) {
      if (objective.source() == null
          && objective.application().equals(watched.application())
          && (objective.environment() == null
              || objective.environment().equals(watched.environment()))) {
        grown.merge(
            objective.name(), new Counts(traffic.errors(), traffic.requests()), Counting::plus);
      }
    }
  }

  private static Counts plus(Counts one, Counts other) {
    return new Counts(one.bad() + other.bad(), one.total() + other.total());
  }

  @Override
  public void scraped() {
    Instant now = clock.instant();
    grown.forEach((objective, counts) -> {
      if (counts.total() > 0) {
        store.add(objective, now, counts);
      }
    });
    grown.clear();
  }

  @Scheduled(fixedDelay = 15_000)
  void read() {
    var objectives = settings.current().objectives();
    tallies.keySet().retainAll(objectives);
    for (Objective objective : objectives) {
      if (objective.source() != null && busy.add(objective.name())) {
        Thread.ofVirtual().name("objective").start(() -> read(objective));
      }
    }
  }

  private void read(Objective objective) {
    try {
      MetricSource source = sources.require(String.valueOf(objective.source()));
      // Requests last, so that a scrape in between does not show more bad ones than all.
      var bad = source.counters(String.valueOf(objective.bad()));
      var total = source.counters(String.valueOf(objective.total()));
      var snapshot = new Snapshot(clock.instant(), total, bad, Counters.absent(NOT_ASKED));
      Observed seen = tallies.computeIfAbsent(objective, o -> new Tally()).add(snapshot);
      failures.put(objective.name(), seen.flaws().requests());
      if (seen.requests() > 0) {
        store.add(objective.name(), clock.instant(), new Counts(seen.errors(), seen.requests()));
      }
    } catch (IOException | HexadException e) {
      failures.put(objective.name(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("an objective is counted later");
    } finally {
      busy.remove(objective.name());
    }
  }
}
