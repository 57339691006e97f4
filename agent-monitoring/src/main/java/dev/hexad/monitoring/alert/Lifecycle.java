package dev.hexad.monitoring.alert;

import dev.hexad.monitoring.settings.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of an alert when something is seen again. Pure. */
final class Lifecycle {
  /** Somebody who has acknowledged wants to know when it is worse by this factor. */
  private static final double WORSE = 1.5;

  private Lifecycle() {}

  /** Where an alert stands. */
  enum State {
    /** Bad, but not for long enough. */
    PENDING,
    FIRING,
    ACKNOWLEDGED,
    RESOLVED
  }

  /** What is to be done where nothing is open. */
  enum Begin {
    NOTHING,
    /** It is bad, and has to stay so. */
    PEND,
    FIRE
  }

  /** What is to be done with an alert that is open. */
  enum Step {
    /** It was bad for long enough. */
    FIRE,
    /** It was good before it fired. */
    DROP,
    /** Still bad. */
    STAY,
    /** Acknowledged, and fires again. */
    REARM,
    /** Good, but not for long enough. */
    WAIT,
    RESOLVE
  }

  /**
   * An alert that is not over.
   *
   * @param goodSince null while it is bad
   * @param worst how far out it was when it was last told
   */
  record Open(
      State state,
      Severity severity,
      Instant pendingSince,
      @Nullable Instant goodSince,
      double worst) {}

  static Begin begin(Observation seen) {
    if (!seen.bad()) {
      return Begin.NOTHING;
    }
    return seen.hold().isZero() ? Begin.FIRE : Begin.PEND;
  }

  static Step next(Open open, Observation seen, Instant now) {
    return seen.bad() ? bad(open, seen, now) : good(open, seen, now);
  }

  private static Step bad(Open open, Observation seen, Instant now) {
    return switch (open.state()) {
      case PENDING -> now.isBefore(open.pendingSince().plus(seen.hold())) ? Step.STAY : Step.FIRE;
      case ACKNOWLEDGED -> {
        boolean returned = open.goodSince() != null;
        boolean worse =
            seen.excess() > open.worst() * WORSE
                || seen.what().severity().compareTo(open.severity()) > 0;
        yield returned || worse ? Step.REARM : Step.STAY;
      }
      case FIRING -> Step.STAY;
      case RESOLVED -> throw new IllegalStateException("a resolved alert is not open");
    };
  }

  private static Step good(Open open, Observation seen, Instant now) {
    if (open.state() == State.PENDING) {
      return Step.DROP;
    }
    Instant since = open.goodSince() == null ? now : open.goodSince();
    return now.isBefore(since.plus(seen.keep())) ? Step.WAIT : Step.RESOLVE;
  }
}
