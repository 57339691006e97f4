package dev.hexad.monitoring.incident;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.agent.enrolment.OrchestratorClient.SuspectView;
import dev.hexad.agent.enrolment.OrchestratorClient.SuspectsView;
import dev.hexad.monitoring.notify.Suspicion;
import dev.hexad.monitoring.suspect.Courses;
import dev.hexad.monitoring.suspect.ShapeRanking;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks the change graph which changes may have caused an incident. */
@Component
class SuspectSearch implements Suspicion {
  private static final Logger log = LoggerFactory.getLogger(SuspectSearch.class);
  private static final int SHOWN = 3;

  private final IncidentStore store;

  /** Metrics that come in after the beginning may speak for another change. */
  private static final Duration AGAIN = Duration.ofMinutes(2);

  private final Onset onset;
  private final Courses courses;
  private final OrchestratorClient orchestrator;
  private final Clock clock;
  private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

  SuspectSearch(
      IncidentStore store,
      Onset onset,
      Courses courses,
      OrchestratorClient orchestrator,
      Clock clock) {
    this.store = store;
    this.onset = onset;
    this.courses = courses;
    this.orchestrator = orchestrator;
    this.clock = clock;
  }

  /** Asks now, on a thread of its own. */
  void begin(Incident incident) {
    if (underWay.add(incident.id())) {
      Thread.ofVirtual().name("suspects").start(() -> search(incident));
    }
  }

  private void search(Incident incident) {
    try {
      UUID application = incident.place().applicationId();
      if (application == null) {
        store.suspects(
            incident.id(), List.of(), "it is about no application that is known", clock.instant());
        return;
      }
      Onset.Begin begin = onset.of(incident);
      SuspectsView found =
          orchestrator.suspects(
              application, incident.place().environment(), begin.at(), begin.signal());
      Instant now = clock.instant();
      List<SuspectView> fitting =
          ShapeRanking.rank(
              found.suspects(), id -> courses.of(id, incident.place().environment(), now));
      String reason =
          fitting.isEmpty() && !found.suspects().isEmpty()
              ? "%d changes came before, but none fits the metrics"
                  .formatted(found.suspects().size())
              : found.reason();
      store.suspects(incident.id(), fitting, reason, now);
      if (isNews(incident, fitting)) {
        store.note(
            incident.id(),
            now,
            "SUSPECTS",
            fitting.isEmpty() ? "nothing suspicious: " + reason : words(fitting.getFirst()),
            null);
      }
    } catch (IOException e) {
      log.atInfo().setCause(e).log("suspects are asked for again later");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("suspects could not be asked for");
    } finally {
      underWay.remove(incident.id());
    }
  }

  /** Whether another change is the most suspicious one than before. */
  private static boolean isNews(Incident before, List<SuspectView> found) {
    return before.suspects() == null || !first(before.suspects()).equals(first(found));
  }

  private static Optional<UUID> first(List<SuspectView> suspects) {
    return suspects.stream().findFirst().map(suspect -> suspect.change().eventId());
  }

  /** Those that could not be asked for when they opened, and again while they are open. */
  @Scheduled(fixedDelay = 15_000)
  void catchUp() {
    try {
      store.toSuspect(clock.instant().minusSeconds(5), AGAIN).forEach(this::begin);
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("suspects are looked for again later");
    }
  }

  @Override
  public @Nullable Found of(UUID incident) {
    return store
        .find(incident)
        .filter(i -> i.suspects() != null)
        .map(i ->
            new Found(
                i.suspects() == null
                    ? List.of()
                    : i.suspects().stream().limit(SHOWN).map(SuspectSearch::words).toList(),
                i.suspectsNote()))
        .orElse(null);
  }

  private static String words(SuspectView suspect) {
    var change = suspect.change();
    return String.format(
        Locale.ROOT,
        "%s%s (%.0f %%): %s",
        change.title(),
        change.author() == null ? "" : " by " + change.author(),
        suspect.score() * 100,
        String.join(", ", suspect.evidence()));
  }
}
