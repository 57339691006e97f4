package dev.hexad.standalone.bench.suspects;

import dev.hexad.agent.enrolment.OrchestratorClient.ChangeView;
import dev.hexad.agent.enrolment.OrchestratorClient.SuspectView;
import dev.hexad.monitoring.detect.Detector;
import dev.hexad.monitoring.suspect.Course;
import dev.hexad.monitoring.suspect.ShapeRanking;
import dev.hexad.orchestrator.graph.SuspectRanking;
import dev.hexad.orchestrator.graph.SuspectRanking.Signal;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tells stories of an estate of 60 services and asks who is to blame: with what the product does,
 * and, as the floor, with the ledger alone and with the newest change.
 */
public final class SuspectsBench {
  private static final Duration BEFORE = Duration.ofMinutes(45);
  private static final Duration TOLERANCE = Duration.ofMinutes(1);
  private static final int BAD = 4;

  private int stories;
  private int unnoticed;

  private SuspectsBench() {}

  /** How often an answer was right. */
  private static final class Score {
    private int first;
    private int firstThree;
    private int byChange;
    private int blamed;
    private int without;

    void add(@Nullable UUID guilty, List<UUID> named) {
      if (guilty == null) {
        without++;
        blamed += named.isEmpty() ? 0 : 1;
        return;
      }
      byChange++;
      int place = named.indexOf(guilty);
      first += place == 0 ? 1 : 0;
      firstThree += place >= 0 && place < 3 ? 1 : 0;
    }

    void print(PrintStream out, String name) {
      out.printf(
          "%-34s %8.2f %8.2f %16.1f %%%n",
          name,
          (double) first / Math.max(1, byChange),
          (double) firstThree / Math.max(1, byChange),
          100.0 * blamed / Math.max(1, without));
    }
  }

  /**
   * Measures.
   *
   * @param times stories with a guilty change, and as many without
   */
  public static void run(int times, long seed, PrintStream out) {
    new SuspectsBench().measure(times, seed, out);
  }

  private void measure(int times, long seed, PrintStream out) {
    var random = new SplittableRandom(seed);
    var product = new Score();
    var ledger = new Score();
    var newest = new Score();
    for (int i = 0; i < 2 * times; i++) {
      var estate = new Estate(random);
      var story = new Story(estate, random.nextLong(), i % 2 == 0);
      stories++;
      Instant alert = alert(story);
      if (alert == null) {
        unnoticed++;
        continue;
      }
      Instant onset = ShapeRanking.onset(seen(alerting(story), alert), alert).plus(TOLERANCE);
      List<SuspectView> ranked = ranked(story, onset);
      ledger.add(story.guilty(), ids(ranked));
      newest.add(
          story.guilty(),
          story.candidates(onset).stream()
              .filter(c -> "production".equals(c.environment()))
              .sorted((a, b) -> b.at().compareTo(a.at()))
              .map(SuspectRanking.Candidate::eventId)
              .toList());
      product.add(
          story.guilty(),
          ids(
              ShapeRanking.rank(
                  ranked,
                  id ->
                      story.courses(estate.number(id)).stream()
                          .map(course -> seen(course, alert))
                          .toList())));
    }
    out.printf(
        "%d stories of %d services, seed %d; %d were not noticed%n",
        stories, Estate.SERVICES, seed, unnoticed);
    out.printf("%-34s %8s %8s %18s%n", "", "first", "of 3", "blamed wrongly");
    product.print(out, "ledger and shape of the metrics");
    ledger.print(out, "ledger alone");
    newest.print(out, "the newest change (floor)");
  }

  private static Course alerting(Story story) {
    int place = story.signal() == Signal.ERRORS ? 0 : 1;
    return story.courses(story.alerting()).get(place);
  }

  /** When the detector, or three bad values of the last four, would have told it. */
  private static @Nullable Instant alert(Story story) {
    Course course = alerting(story);
    var detector = new Detector();
    Instant fault = Story.time(story.faultAt());
    int bad = 0;
    for (Course.Point point : course.points()) {
      var reading = detector.observe(point.at(), point.value());
      bad = point.value() > reading.high() ? Math.min(BAD, bad + 1) : Math.max(0, bad - 1);
      boolean tells = reading.score() >= Detector.ALERT || bad >= BAD - 1;
      if (tells && !point.at().isBefore(fault)) {
        return point.at();
      }
    }
    return null;
  }

  private static List<SuspectView> ranked(Story story, Instant onset) {
    return SuspectRanking.rank(story.candidates(onset), story.signal(), onset, "production")
        .stream()
        .map(s -> {
          var c = s.change();
          return new SuspectView(
              s.score(),
              new ChangeView(
                  c.eventId(),
                  c.at(),
                  c.kind(),
                  c.subject(),
                  c.title(),
                  c.applicationId(),
                  c.environment(),
                  c.author(),
                  c.commit(),
                  c.runId(),
                  c.distance()),
              s.evidence());
        })
        .toList();
  }

  private static List<UUID> ids(List<SuspectView> suspects) {
    return suspects.stream().map(s -> s.change().eventId()).toList();
  }

  /** What was known at a time. */
  private static Course seen(Course course, Instant until) {
    UnaryOperator<List<Course.Point>> cut =
        points ->
            points.stream()
                .filter(p -> !p.at().isAfter(until) && p.at().isAfter(until.minus(BEFORE)))
                .toList();
    return new Course(
        course.name(), course.upIsBad(), course.downIsBad(), cut.apply(course.points()));
  }
}
