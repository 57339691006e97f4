package dev.hexad.monitoring.verdict;

import dev.hexad.monitoring.metrics.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was seen in the course of a watch, in a bounded number of points. */
final class Series {
  /** About as many points are kept. */
  static final int POINTS = 120;

  private final int looksPerPoint;
  private final List<Point> closed = new ArrayList<>();
  private Observed candidate = Observed.NOTHING;
  private @Nullable Observed baseline;
  private @Nullable Point open;
  private int looks;

  /**
   * An empty series.
   *
   * @param expectedLooks in the whole watch
   */
  Series(long expectedLooks) {
    this.looksPerPoint = (int) Math.max(1, Math.ceilDiv(expectedLooks, POINTS));
  }

  /**
   * Traffic since the point before.
   *
   * @param at end of the span
   * @param baseline absent without a stable revision beside it
   */
  record Point(Instant at, Side candidate, @Nullable Side baseline) {}

  /**
   * One revision's part.
   *
   * @param p95Millis absent when no latency was seen
   */
  record Side(long requests, long errors, @Nullable Double p95Millis) {
    static Side of(Observed observed) {
      return new Side(observed.requests(), observed.errors(), observed.latencyMillis(0.95));
    }
  }

  /** Takes what happened since the look before. */
  void add(Instant at, Observed more, @Nullable Observed moreBaseline) {
    candidate = candidate.plus(more);
    if (moreBaseline != null) {
      Observed before = baseline;
      baseline = before == null ? moreBaseline : before.plus(moreBaseline);
    }
    Observed other = baseline;
    var point = new Point(at, Side.of(candidate), other == null ? null : Side.of(other));
    looks++;
    if (looks < looksPerPoint) {
      open = point;
    } else {
      closed.add(point);
      open = null;
      candidate = Observed.NOTHING;
      baseline = null;
      looks = 0;
    }
  }

  List<Point> points() {
    var points = new ArrayList<>(closed);
    Point last = open;
    if (last != null) {
      points.add(last);
    }
    return points;
  }
}
