package dev.hexad.monitoring.alert;

import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.Suspect;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.alert.Lifecycle.State;
import dev.hexad.monitoring.scrape.Watched;
import dev.hexad.monitoring.settings.Severity;
import dev.hexad.service.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Alerts: at most one open per fingerprint, each change of state told by an event. */
@Service
public class Alerts {
  static final String ROLLOUT = "rollout";

  private final AlertStore store;
  private final Mutes mutes;
  private final Outbox outbox;
  private final ObjectProvider<AlertListener> listeners;
  private final Clock clock;

  Alerts(
      AlertStore store,
      Mutes mutes,
      Outbox outbox,
      ObjectProvider<AlertListener> listeners,
      Clock clock) {
    this.store = store;
    this.mutes = mutes;
    this.outbox = outbox;
    this.listeners = listeners;
    this.clock = clock;
  }

  /** Takes what was seen; several of one fingerprint count as the last of them. */
  @Transactional
  public void observe(List<Observation> seen) {
    Map<String, Alert> open =
        store.open(seen.stream().map(Observation::fingerprint).distinct().toList());
    for (Observation each : seen) {
      Alert known = open.get(each.fingerprint());
      Alert now = take(known, each);
      if (now == null) {
        open.remove(each.fingerprint());
      } else {
        open.put(each.fingerprint(), now);
      }
    }
  }

  /** What is open afterwards. */
  private @Nullable Alert take(@Nullable Alert known, Observation seen) {
    Instant now = clock.instant();
    if (known == null) {
      return switch (Lifecycle.begin(seen)) {
        case NOTHING -> null;
        case PEND -> store.insert(seen, State.PENDING, now).orElse(null);
        case FIRE ->
            store.insert(seen, State.FIRING, now).map(alert -> fired(alert, now)).orElse(null);
      };
    }
    return switch (Lifecycle.next(known.open(), seen, now)) {
      case FIRE -> fired(store.bad(known, seen, State.FIRING, now, true), now);
      case REARM -> {
        Alert again = store.bad(known, seen, State.FIRING, now, true);
        store.note(again.id(), now, "REARMED", null, seen.what().description());
        tell(again, listener -> listener.rearmed(again));
        yield again;
      }
      case STAY -> store.bad(known, seen, State.valueOf(known.state()), now, false);
      case WAIT -> {
        store.good(known.id(), now);
        yield known;
      }
      case DROP -> {
        store.drop(known.id());
        yield null;
      }
      case RESOLVE -> {
        resolve(known.id(), seen.what().description());
        yield null;
      }
    };
  }

  private Alert fired(Alert fired, Instant now) {
    String muted = mutes.reason(fired, now).orElse(null);
    store.mute(fired.id(), muted);
    store.note(fired.id(), now, "FIRED", null, muted);
    Observation.What what = fired.what();
    outbox.event(
        new AlertRaised(
            fired.id(),
            fired.place().applicationId(),
            fired.place().environment(),
            what.severity().wire(),
            what.title(),
            what.description(),
            what.suspects()));
    Alert told = fired.withMuted(muted);
    tell(told, listener -> listener.fired(told));
    return told;
  }

  private void tell(Alert alert, Consumer<AlertListener> what) {
    if (alert.muted() == null) {
      listeners.forEach(what);
    }
  }

  /** Ends an alert; nothing when it is over already. */
  @Transactional
  public void resolve(UUID id, String reason) {
    Instant now = clock.instant();
    store
        .resolve(id, reason, now)
        .ifPresent(alert -> {
          store.note(id, now, "RESOLVED", null, reason);
          outbox.event(new AlertResolved(id, reason));
          // One that was told and is muted since is over for those who know of it.
          if (alert.muted() == null || alert.incidentId() != null) {
            listeners.forEach(listener -> listener.resolved(alert, reason));
          }
        });
  }

  /**
   * Somebody looks after it. It fires again when it comes back or gets clearly worse.
   *
   * @throws HexadException when it does not fire
   */
  @Transactional
  public Alert acknowledge(UUID id, String who, @Nullable String note) {
    Instant now = clock.instant();
    Alert alert =
        store
            .acknowledge(id, who, now)
            .orElseThrow(() ->
                store.find(id).isEmpty()
                    ? new HexadException(ProblemType.NOT_FOUND, "There is no alert " + id + ".")
                    : new HexadException(
                        ProblemType.CONFLICT, "Only an alert that fires can be acknowledged."));
    store.note(id, now, "ACKNOWLEDGED", who, note);
    tell(alert, listener -> listener.acknowledged(alert, who));
    return alert;
  }

  /** Looks again whether somebody is to be told of open alerts. */
  @Transactional
  public void muteAnew() {
    Instant now = clock.instant();
    for (Alert alert : store.allOpen()) {
      if (!alert.isFiring()) {
        continue;
      }
      String reason = mutes.reason(alert, now).orElse(null);
      if (Objects.equals(reason, alert.muted())) {
        continue;
      }
      store.mute(alert.id(), reason);
      store.note(alert.id(), now, reason == null ? "UNMUTED" : "MUTED", null, reason);
      Alert told = alert.withMuted(reason);
      if (alert.incidentId() == null) {
        tell(told, listener -> listener.fired(told));
      }
    }
  }

  /** Ends what nobody has told again in time. */
  @Transactional
  public void endWhatIsOver() {
    Instant now = clock.instant();
    for (Alert alert : store.allOpen()) {
      if (alert.endsAt() != null && alert.endsAt().isBefore(now)) {
        if (alert.isFiring()) {
          resolve(alert.id(), "it was not told again");
        } else {
          store.drop(alert.id());
        }
      }
    }
  }

  /** Raises the alert that a rollout was judged bad; the suspect is the revision itself. */
  @Transactional
  public void rolloutFailed(Watched candidate, String reason) {
    raise(
        ROLLOUT,
        candidate,
        "%s: revision %d fails in %s"
            .formatted(candidate.application(), candidate.revision(), candidate.environment()),
        reason);
  }

  /** Raises an alert unless it is firing already. */
  @Transactional
  public void raise(String rule, Watched watched, String title, String description) {
    var place = new Place(watched.applicationId(), watched.application(), watched.environment());
    var what =
        Observation.What.standing(
            rule,
            Severity.CRITICAL,
            title,
            description,
            watched.revision(),
            List.of(suspect(watched, description)));
    String fingerprint = rule + "/" + watched.applicationId() + "/" + watched.environment();
    if (!store.open(List.of(fingerprint)).containsKey(fingerprint)) {
      observe(
          List.of(
              new Observation(
                  fingerprint, what, place, true, 1, Duration.ZERO, Duration.ZERO, null)));
    }
  }

  private static Suspect suspect(Watched watched, String description) {
    return new Suspect(
        watched.deploymentId(),
        watched.revision(),
        watched.commit(),
        watched.author(),
        watched.runId(),
        "revision %d came up at %s; since then %s"
            .formatted(watched.revision(), watched.since(), description));
  }

  /** Firing alerts of the standing rules. */
  List<Alert> standing() {
    return store.allOpen().stream()
        .filter(alert -> alert.what().origin() == Observation.Origin.STANDING)
        .toList();
  }
}
