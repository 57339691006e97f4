package dev.hexad.monitoring.group;

import dev.hexad.monitoring.detect.Detector;
import dev.hexad.monitoring.detect.group.GroupDetector;
import dev.hexad.monitoring.detect.group.GroupReading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks at the signals of each application and environment together. What is normal is learnt from
 * the stored values, once a day and after a restart, so that nothing else needs to be kept. What is
 * unusual is context for people; it raises no alert.
 */
@Component
class GroupWatch {
  private static final Logger log = LoggerFactory.getLogger(GroupWatch.class);
  private static final Duration LEARNT_FROM = Duration.ofDays(7);
  private static final Duration LEARN_AGAIN = Duration.ofDays(1);

  /** From fewer rows nothing is learnt. */
  private static final int LEAST_ROWS = 360;

  /** The same event is not told again and again. */
  private static final Duration EPISODE = Duration.ofMinutes(30);

  private static final int TOLD = 3;

  private final GroupStore store;
  private final Clock clock;
  private final Map<Group.Key, Learnt> learnt = new HashMap<>();

  GroupWatch(GroupStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  private static final class Learnt {
    private final Group group;
    private final @Nullable GroupDetector detector;
    private final Instant at;
    private Instant seenTo;
    private Instant told = Instant.EPOCH;

    private Learnt(Group group, @Nullable GroupDetector detector, Instant at) {
      this.group = group;
      this.detector = detector;
      this.at = at;
      this.seenTo = at;
    }
  }

  @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
  void look() {
    Map<Group.Key, Group> groups =
        store.groups().stream().collect(Collectors.toMap(Group::key, group -> group));
    learnt.keySet().retainAll(groups.keySet());
    for (Group group : groups.values()) {
      try {
        look(group);
      } catch (RuntimeException e) {
        log.atWarn().setCause(e).addKeyValue("group", group.key()).log("signals were not compared");
      }
    }
  }

  private void look(Group group) {
    long row = group.row().toSeconds();
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond() / row * row);
    Learnt known = learnt.get(group.key());
    if (known == null || !known.group.equals(group) || isOld(known, now)) {
      learnt.put(group.key(), learn(group, known, now));
    } else if (known.detector != null) {
      advance(known, known.detector, now);
    }
  }

  /** A group with too little to learn from is looked at again within the hour. */
  private static boolean isOld(Learnt known, Instant now) {
    Duration kept = known.detector == null ? LEARN_AGAIN.dividedBy(24) : LEARN_AGAIN;
    return known.at.plus(kept).isBefore(now);
  }

  private Learnt learn(Group group, @Nullable Learnt before, Instant now) {
    List<double[]> rows = store.rows(group, now.minus(LEARNT_FROM), now).values();
    var fresh =
        new Learnt(
            group, rows.size() < LEAST_ROWS ? null : GroupDetector.learn(group.names(), rows), now);
    fresh.told = before == null ? fresh.told : before.told;
    return fresh;
  }

  private void advance(Learnt known, GroupDetector detector, Instant now) {
    GroupStore.Rows rows = store.rows(known.group, known.seenTo, now);
    Instant at = rows.begin();
    for (double[] values : rows.values()) {
      GroupReading reading = detector.observe(values);
      if (reading.score() >= GroupDetector.ALERT && known.told.plus(EPISODE).isBefore(at)) {
        known.told = at;
        tell(known.group, reading, at);
      }
      at = at.plus(known.group.row());
    }
    known.seenTo = now;
  }

  private void tell(Group group, GroupReading reading, Instant at) {
    List<String> top = reading.topMetrics().stream().limit(TOLD).toList();
    for (String name : top) {
      List<String> others = top.stream().filter(other -> !other.equals(name)).toList();
      store.unusual(group.member(name), at, at.plus(group.row()), score(reading.score()), others);
    }
  }

  /** On the scale of single signals: where the group deserves an alert, they do. */
  private static double score(double group) {
    double above = (group - GroupDetector.ALERT) / (1 - GroupDetector.ALERT);
    return Math.min(1, Detector.ALERT + above * (1 - Detector.ALERT));
  }
}
