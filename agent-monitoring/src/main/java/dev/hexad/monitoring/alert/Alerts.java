package dev.hexad.monitoring.alert;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.alert.Lifecycle.State;
import dev.hexad.service.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Alerts: at most one open per fingerprint, each change of state told by an event. */
@Service
public class Alerts {
  /** Alerts that end in one transaction. */
  private static final int BATCH = 200;

  private final AlertStore store;
  private final AlertStorm storm;
  private final Mutes mutes;
  private final Outbox outbox;
  private final ObjectProvider<AlertListener> listeners;
  private final Clock clock;

  Alerts(
      AlertStore store,
      AlertStorm storm,
      Mutes mutes,
      Outbox outbox,
      ObjectProvider<AlertListener> listeners,
      Clock clock) {
    this.store = store;
    this.storm = storm;
    this.mutes = mutes;
    this.outbox = outbox;
    this.listeners = listeners;
    this.clock = clock;
  }

  /**
   * Takes what was seen, several of one fingerprint in their order. All take locks in the same
   * order, so that two who tell the same alerts wait for each other instead of failing.
   */
  @Transactional
  public void observe(List<Observation> seen) {
    List<Observation> ordered =
        seen.stream().sorted(Comparator.comparing(Observation::fingerprint)).toList();
    Map<String, Alert> open =
        store.open(ordered.stream().map(Observation::fingerprint).distinct().toList());
    Instant time = clock.instant();
    Mutes.AtTime muting = mutes.at(time);
    List<Observation> fresh = fresh(ordered, open);
    fire(fresh, muting, time);
    var done = new HashSet<>(fresh);
    for (Observation each : ordered) {
      if (done.contains(each)) {
        continue;
      }
      Alert known = open.get(each.fingerprint());
      Alert now = take(known, each, muting, time);
      if (now == null) {
        open.remove(each.fingerprint());
      } else {
        open.put(each.fingerprint(), now);
      }
    }
  }

  /** Those that fire at once, when there are several: a storm is written in few statements. */
  private static List<Observation> fresh(List<Observation> ordered, Map<String, Alert> open) {
    Map<String, List<Observation>> each =
        ordered.stream()
            .collect(groupingBy(Observation::fingerprint, LinkedHashMap::new, toList()));
    List<Observation> fresh =
        each.values().stream()
            .filter(told -> told.size() == 1)
            .map(List::getFirst)
            .filter(seen -> !open.containsKey(seen.fingerprint()))
            .filter(seen -> Lifecycle.begin(seen) == Lifecycle.Begin.FIRE)
            .toList();
    return fresh.size() > 1 ? fresh : List.of();
  }

  private void fire(List<Observation> fresh, Mutes.AtTime muting, Instant now) {
    if (fresh.isEmpty()) {
      return;
    }
    List<Alert> fired =
        storm.insert(fresh, now).stream()
            .map(alert -> alert.withMuted(muting.reason(alert).orElse(null)))
            .toList();
    storm.note(fired, now);
    fired.forEach(alert -> outbox.event(raised(alert)));
    List<Alert> told = fired.stream().filter(alert -> alert.muted() == null).toList();
    if (!told.isEmpty()) {
      listeners.forEach(listener -> listener.fired(told));
    }
  }

  private static AlertRaised raised(Alert alert) {
    Observation.What what = alert.what();
    return new AlertRaised(
        alert.id(),
        alert.place().applicationId(),
        alert.place().environment(),
        what.severity().wire(),
        what.title(),
        what.description(),
        what.suspects());
  }

  /** What is open afterwards. */
  private @Nullable Alert take(
      @Nullable Alert known, Observation seen, Mutes.AtTime muting, Instant now) {
    if (known == null) {
      return switch (Lifecycle.begin(seen)) {
        case NOTHING -> null;
        case PEND -> store.insert(seen, State.PENDING, now).orElse(null);
        case FIRE ->
            store
                .insert(seen, State.FIRING, now)
                .map(alert -> fired(alert, muting, now))
                .orElse(null);
      };
    }
    return switch (Lifecycle.next(known.open(), seen, now)) {
      case FIRE -> fired(store.bad(known, seen, State.FIRING, now, true), muting, now);
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

  private Alert fired(Alert fired, Mutes.AtTime muting, Instant now) {
    String muted = muting.reason(fired).orElse(null);
    if (muted != null) {
      store.mute(fired.id(), muted);
    }
    store.note(fired.id(), now, "FIRED", null, muted);
    outbox.event(raised(fired));
    Alert told = fired.withMuted(muted);
    tell(told, listener -> listener.fired(told));
    return told;
  }

  private void tell(Alert alert, Consumer<AlertListener> what) {
    if (alert.muted() == null) {
      listeners.forEach(what);
    }
  }

  /** Whether somebody was told of it; one that is muted since is still known. */
  private static boolean isKnown(Alert alert) {
    return alert.muted() == null || alert.incidentId() != null;
  }

  /** Ends an alert; nothing when it is over already. */
  @Transactional
  public void resolve(UUID id, String reason) {
    resolve(List.of(id), reason);
  }

  private void resolve(List<UUID> ids, String reason) {
    List<Alert> over = storm.resolve(ids, reason, clock.instant());
    over.forEach(alert -> outbox.event(new AlertResolved(alert.id(), reason)));
    List<Alert> known = over.stream().filter(Alerts::isKnown).toList();
    if (!known.isEmpty()) {
      listeners.forEach(listener -> listener.resolved(known, reason));
    }
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
    if (isKnown(alert)) {
      listeners.forEach(listener -> listener.acknowledged(alert, who));
    }
    return alert;
  }

  /** Looks again whether somebody is to be told of open alerts. */
  @Transactional
  public void muteAnew() {
    Instant now = clock.instant();
    if (mutes.isIdle(now)) {
      return;
    }
    Mutes.AtTime muting = mutes.at(now);
    for (Alert seen : store.allOpen()) {
      String reason = muting.reason(seen).orElse(null);
      if (!seen.isFiring() || Objects.equals(reason, seen.muted())) {
        continue;
      }
      // It may have ended, or somebody else may have done this, since it was read.
      Alert alert = store.lockOpen(seen.id()).orElse(null);
      if (alert == null || !alert.isFiring() || Objects.equals(reason, alert.muted())) {
        continue;
      }
      store.mute(alert.id(), reason);
      store.note(alert.id(), now, reason == null ? "UNMUTED" : "MUTED", null, reason);
      Alert told = alert.withMuted(reason);
      if (alert.incidentId() == null) {
        tell(told, listener -> listener.fired(told));
      } else if (alert.state().equals("FIRING")) {
        tell(told, listener -> listener.unmuted(told));
      }
    }
  }

  /** Ends open alerts that nothing looks at any more. */
  @Transactional
  public void endOrphans(Observation.Origin origin, Predicate<Alert> orphan, String reason) {
    store.openOf(origin).stream().filter(orphan).forEach(seen -> end(seen.id(), orphan, reason));
  }

  /** It may have changed since it was read, so it is looked at again when it is locked. */
  private void end(UUID id, Predicate<Alert> over, String reason) {
    store
        .lockOpen(id)
        .filter(over)
        .ifPresent(alert -> {
          if (alert.isFiring()) {
            resolve(id, reason);
          } else {
            store.drop(id);
          }
        });
  }

  /**
   * Ends some of what nobody has told again in time.
   *
   * @return whether there may be more
   */
  @Transactional
  public boolean endWhatIsOver() {
    Instant now = clock.instant();
    List<Alert> overdue = store.lockOverdue(now, BATCH);
    overdue.stream().filter(alert -> !alert.isFiring()).forEach(alert -> store.drop(alert.id()));
    List<UUID> firing = overdue.stream().filter(Alert::isFiring).map(Alert::id).toList();
    if (!firing.isEmpty()) {
      resolve(firing, "it was not told again");
    }
    return overdue.size() == BATCH;
  }
}
