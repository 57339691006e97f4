package dev.hexad.monitoring.suspect;

import dev.hexad.agent.enrolment.OrchestratorClient.ChangeView;
import dev.hexad.agent.enrolment.OrchestratorClient.SuspectView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Holds suspects against the metrics of what they changed: a change that broke something is
 * followed by a shift in the metrics of its own application, soon after it and not before. What
 * does not fit is less suspect, and what is left may be nobody.
 */
public final class ShapeRanking {
  /** What has less after all is no suspect. */
  public static final double LEAST = 0.42;

  /** Makes a score between 0 and 1 of the product: this one becomes a half. */
  private static final double HALF = 0.35;

  /** A shift smaller than this is no shift. */
  private static final double CLEAR = 3;

  /** A new revision takes some time to get traffic; clocks differ a little. */
  private static final Duration EARLY = Duration.ofSeconds(45);

  private static final Duration SOON = Duration.ofMinutes(6);
  private static final Duration LATE = Duration.ofMinutes(20);

  private static final double FITS = 3;
  private static final double FITS_LATE = 1;
  private static final double UNKNOWN = 0.5;
  private static final double FITS_NOT = 0.12;
  private static final double CALM = 0.35;

  private ShapeRanking() {}

  /**
   * Ranks anew.
   *
   * @param courses the metrics of an application around that time; empty where it has none
   * @return those that are still suspect, the most likely first
   */
  public static List<SuspectView> rank(
      List<SuspectView> suspects, Function<UUID, List<Course>> courses) {
    var told = new HashSet<String>();
    return suspects.stream()
        .map(suspect -> judge(suspect, courses))
        .filter(suspect -> suspect.score() >= LEAST)
        .sorted(Comparator.comparingDouble(SuspectView::score).reversed())
        // That a deployment began and that it ended are one suspect.
        .filter(suspect -> told.add(suspect.change().subject()))
        .toList();
  }

  private record Fit(double factor, String words) {}

  private static SuspectView judge(SuspectView suspect, Function<UUID, List<Course>> courses) {
    ChangeView change = suspect.change();
    UUID application = change.applicationId();
    List<Course> own = application == null ? List.of() : courses.apply(application);
    Fit fit = fit(change.at(), own);
    var evidence = new ArrayList<>(suspect.evidence());
    evidence.add(fit.words());
    double product = suspect.score() * fit.factor();
    return new SuspectView(product / (product + HALF), change, evidence);
  }

  /**
   * When what a signal shows began; the time of the alert where it shows no shift.
   *
   * @param course of the signal up to the alert
   */
  public static Instant onset(Course course, Instant alert) {
    return ChangePoint.of(course)
        .filter(point -> point.size() >= CLEAR)
        .map(ChangePoint::at)
        .orElse(alert);
  }

  private static Fit fit(Instant changed, List<Course> own) {
    Optional<Shift> clearest =
        own.stream()
            .flatMap(course -> ChangePoint.of(course).map(p -> new Shift(course, p)).stream())
            .max(Comparator.comparingDouble(shift -> shift.point().size()));
    if (clearest.isEmpty()) {
      return new Fit(UNKNOWN, "its own metrics are not known");
    }
    ChangePoint point = clearest.get().point();
    if (point.size() < CLEAR) {
      return new Fit(CALM, "its own metrics did not change");
    }
    Duration after = Duration.between(changed, point.at());
    String what = clearest.get().course().name() + " of its application";
    if (after.compareTo(EARLY.negated()) < 0) {
      return new Fit(FITS_NOT, what + " was off " + words(after.negated()) + " before it");
    }
    if (after.compareTo(SOON) <= 0) {
      return new Fit(
          FITS,
          String.format(
              Locale.ROOT,
              "%s went off %s after it, by %.0f times its usual scatter",
              what,
              words(after),
              Math.min(999, point.size())));
    }
    if (after.compareTo(LATE) <= 0) {
      return new Fit(FITS_LATE, what + " went off " + words(after) + " after it");
    }
    return new Fit(FITS_NOT, what + " went off only " + words(after) + " after it");
  }

  private record Shift(Course course, ChangePoint point) {}

  private static String words(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return seconds < 90 ? seconds + " s" : (seconds + 30) / 60 + " min";
  }
}
