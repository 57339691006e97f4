package dev.hexad.monitoring.incident;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.alert.Alert;
import dev.hexad.monitoring.alert.AlertListener;
import dev.hexad.monitoring.notify.Message;
import dev.hexad.monitoring.notify.Message.Change;
import dev.hexad.monitoring.notify.Notifications;
import dev.hexad.monitoring.settings.Route;
import dev.hexad.monitoring.settings.Severity;
import dev.hexad.service.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Puts alerts that belong together into incidents, and tells of each change once. */
@Service
class Incidents implements AlertListener {
  private final IncidentStore store;
  private final Routing routing;
  private final Notifications notifications;
  private final SuspectSearch suspects;
  private final Outbox outbox;
  private final Clock clock;

  Incidents(
      IncidentStore store,
      Routing routing,
      Notifications notifications,
      SuspectSearch suspects,
      Outbox outbox,
      Clock clock) {
    this.store = store;
    this.routing = routing;
    this.notifications = notifications;
    this.suspects = suspects;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  @Transactional
  public void fired(Alert alert) {
    Instant now = clock.instant();
    String key = key(alert);
    Incident known = store.lock(key).orElse(null);
    if (known == null) {
      Optional<Incident> opened = store.open(key, alert, now);
      if (opened.isPresent()) {
        opened(opened.get(), alert, now);
        return;
      }
      known = store.lock(key).orElseThrow();
    }
    store.join(known.id(), alert.id());
    note(known, "ALERT", alert.what().title() + ": " + alert.what().description(), null);
    boolean worse = alert.what().severity().compareTo(known.severity()) > 0;
    if (worse) {
      store.worse(known.id(), alert.what().severity());
    }
    if (known.state() == Incident.State.ACKNOWLEDGED) {
      // Who has acknowledged did not know of this one.
      store.state(known.id(), Incident.State.OPEN, null, now);
    }
    if (worse || known.state() == Incident.State.ACKNOWLEDGED) {
      escalateFrom(store.find(known.id()).orElseThrow(), now);
    }
    if (worse || known.state() == Incident.State.ACKNOWLEDGED) {
      tell(known.id(), Change.WORSE, null);
    } else if (known.quietUntil() == null || !known.quietUntil().isAfter(now)) {
      tell(known.id(), Change.MORE, null);
    } else {
      store.untold(known.id(), 1);
    }
  }

  /** The first of an incident as one alone; the others join it together. */
  @Override
  @Transactional
  public void fired(List<Alert> alerts) {
    Map<String, List<Alert>> byKey =
        alerts.stream().collect(groupingBy(Incidents::key, TreeMap::new, toList()));
    byKey.forEach((key, together) -> {
      fired(together.getFirst());
      if (together.size() > 1) {
        joined(store.lock(key).orElseThrow(), together.subList(1, together.size()));
      }
    });
  }

  private void joined(Incident incident, List<Alert> alerts) {
    store.join(incident.id(), alerts.stream().map(Alert::id).toList());
    note(incident, "ALERT", alerts.size() + " more at the same time: " + titles(alerts), null);
    Severity worst =
        alerts.stream().map(a -> a.what().severity()).max(naturalOrder()).orElseThrow();
    if (worst.compareTo(incident.severity()) > 0) {
      store.worse(incident.id(), worst);
      escalateFrom(store.find(incident.id()).orElseThrow(), clock.instant());
      tell(incident.id(), Change.WORSE, null);
    } else {
      store.untold(incident.id(), alerts.size());
    }
  }

  private void opened(Incident incident, Alert alert, Instant now) {
    store.join(incident.id(), alert.id());
    note(incident, "OPENED", alert.what().title() + ": " + alert.what().description(), null);
    escalateFrom(incident, now);
    outbox.event(observed(incident, "opened", alert));
    tell(incident.id(), Change.OPENED, null);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            suspects.begin(incident);
          }
        });
  }

  private void escalateFrom(Incident incident, Instant now) {
    routing
        .step(incident, 0)
        .ifPresent(step ->
            store.escalateAt(incident.id(), 0, now.plus(Duration.ofMinutes(step.afterMinutes()))));
  }

  private static String key(Alert alert) {
    UUID application = alert.place().applicationId();
    if (application != null) {
      return application + "/" + alert.place().environment();
    }
    return alert.place().application() == null
        ? "rule/" + alert.what().rule()
        : alert.place().application() + "/" + alert.place().environment();
  }

  /** So that the change graph knows of it. */
  private static ChangeObserved observed(Incident incident, String change, @Nullable Alert alert) {
    var about = new NodeRef(NodeRef.Kind.INCIDENT, incident.id().toString(), incident.title());
    List<ChangeObserved.Link> links =
        alert == null
            ? List.of()
            : List.of(
                new ChangeObserved.Link(
                    "has",
                    new NodeRef(NodeRef.Kind.ALERT, alert.id().toString(), alert.what().title())));
    return new ChangeObserved(
        about,
        change,
        incident.title(),
        incident.place().applicationId(),
        incident.place().environment(),
        null,
        links,
        null);
  }

  @Override
  @Transactional
  public void rearmed(Alert alert) {
    Incident incident = of(alert);
    if (incident == null) {
      fired(alert);
      return;
    }
    Instant now = clock.instant();
    store.state(incident.id(), Incident.State.OPEN, null, now);
    escalateFrom(incident, now);
    note(incident, "REARMED", alert.what().title() + ": " + alert.what().description(), null);
    tell(incident.id(), Change.WORSE, null);
  }

  @Override
  @Transactional
  public void unmuted(Alert alert) {
    Incident incident = of(alert);
    if (incident != null && incident.state() == Incident.State.ACKNOWLEDGED) {
      rearmed(alert);
    }
  }

  private @Nullable Incident of(Alert alert) {
    UUID id = alert.incidentId();
    return id == null ? null : store.lock(id).orElse(null);
  }

  @Override
  @Transactional
  public void acknowledged(Alert alert, String who) {
    Incident incident = of(alert);
    if (incident == null || incident.state() != Incident.State.OPEN) {
      return;
    }
    note(incident, "ACKNOWLEDGED", alert.what().title(), who);
    if (!store.hasAlert(incident.id(), "FIRING")) {
      store.state(incident.id(), Incident.State.ACKNOWLEDGED, who, clock.instant());
      tell(incident.id(), Change.ACKNOWLEDGED, who);
    }
  }

  @Override
  @Transactional
  public void resolved(List<Alert> alerts, String reason) {
    alerts.stream()
        .filter(alert -> alert.incidentId() != null)
        .collect(groupingBy(Alert::incidentId, TreeMap::new, toList()))
        .forEach((id, together) ->
            store
                .lock(id)
                .filter(incident -> incident.state() != Incident.State.RESOLVED)
                .ifPresent(incident -> over(incident, together, reason)));
  }

  private void over(Incident incident, List<Alert> alerts, String reason) {
    String titles = titles(alerts);
    String which = alerts.size() == 1 ? titles : alerts.size() + " at the same time: " + titles;
    note(incident, "ALERT_OVER", which + ": " + reason, null);
    if (!store.hasAlert(incident.id(), "FIRING", "ACKNOWLEDGED")) {
      store.state(incident.id(), Incident.State.RESOLVED, null, clock.instant());
      note(incident, "RESOLVED", "all alerts are over", null);
      outbox.event(observed(incident, "resolved", null));
      tell(incident.id(), Change.RESOLVED, null);
    } else if (incident.state() == Incident.State.OPEN
        && !store.hasAlert(incident.id(), "FIRING")) {
      // What is left is looked after already.
      store.state(incident.id(), Incident.State.ACKNOWLEDGED, null, clock.instant());
    }
  }

  private static String titles(List<Alert> alerts) {
    return alerts.stream().map(a -> a.what().title()).distinct().limit(5).collect(joining("; "));
  }

  /**
   * Somebody writes into the time line.
   *
   * @throws HexadException when there is no such incident
   */
  @Transactional
  public void comment(UUID id, String text, String who) {
    Incident incident =
        store
            .lock(id)
            .orElseThrow(() ->
                new HexadException(ProblemType.NOT_FOUND, "There is no incident " + id + "."));
    note(incident, "COMMENT", text, who);
  }

  /** What time alone brings: alerts that waited to be told, and nobody who acknowledges. */
  @Transactional
  public void tick() {
    Instant now = clock.instant();
    for (UUID id : store.toTell(now)) {
      store.lockToTell(id, now).ifPresent(incident -> tell(id, Change.MORE, null));
    }
    for (UUID id : store.toEscalate(now)) {
      store.lockToEscalate(id, now).ifPresent(incident -> escalate(incident, now));
    }
  }

  private void escalate(Incident incident, Instant now) {
    int taken = incident.escalated() + 1;
    routing
        .step(incident, incident.escalated())
        .ifPresent(step -> {
          Set<String> to = routing.reach(List.of(step.to()), now);
          note(incident, "ESCALATED", "nobody has acknowledged; told " + to, null);
          int number = store.told(incident.id(), null);
          notifications.tell(message(incident.id(), number, Change.ESCALATED, null), to);
        });
    int before = minutes(incident, taken - 1);
    Instant next =
        routing
            .step(incident, taken)
            .map(step -> now.plus(Duration.ofMinutes(Math.max(0, step.afterMinutes() - before))))
            .orElse(null);
    store.escalateAt(incident.id(), taken, next);
  }

  private int minutes(Incident incident, int step) {
    return routing.step(incident, step).map(Route.Step::afterMinutes).orElse(0);
  }

  private void tell(UUID id, Change change, @Nullable String who) {
    Instant now = clock.instant();
    Incident incident = store.find(id).orElseThrow();
    int number = store.told(id, now.plusSeconds(routing.quietSeconds(incident)));
    Set<String> channels = new LinkedHashSet<>(routing.channels(incident, now));
    if (change == Change.RESOLVED || change == Change.ACKNOWLEDGED) {
      // Whoever was called is told, also when somebody else is on call now.
      channels.addAll(notifications.told(id));
    }
    notifications.tell(message(id, number, change, who), channels);
  }

  private Message message(UUID id, int number, Change change, @Nullable String who) {
    Incident incident = store.find(id).orElseThrow();
    return new Message(
        id,
        number,
        change,
        incident.title(),
        incident.severity(),
        incident.place().application(),
        incident.place().environment(),
        clock.instant(),
        store.lines(id),
        List.of(),
        null,
        who);
  }

  private void note(Incident incident, String kind, String text, @Nullable String who) {
    store.note(incident.id(), clock.instant(), kind, text, who);
  }
}
