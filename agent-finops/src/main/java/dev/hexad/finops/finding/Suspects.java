package dev.hexad.finops.finding;

import dev.hexad.finops.anomaly.Change;
import dev.hexad.finops.anomaly.Detection;
import dev.hexad.finops.anomaly.Place;
import dev.hexad.finops.finding.Anomaly.Suspect;
import dev.hexad.finops.work.Work;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** What was done shortly before something began to cost more. */
final class Suspects {
  private static final int LONGEST_BEFORE = 5;
  private static final int MOST = 5;

  private Suspects() {}

  /** Work as the detector wants it: it touches one application, or anything. */
  static Change change(Work work) {
    String application = work.application();
    return new Change(
        work.id().toString(),
        day(work),
        new Place("", "", "", "", application == null ? "" : application),
        work.kind().word(),
        false);
  }

  private static LocalDate day(Work work) {
    return LocalDate.ofInstant(work.at(), ZoneOffset.UTC);
  }

  /**
   * The most likely first: what the detector blames, then what names the application, then by time.
   */
  static List<Suspect> of(Detection detection, List<Work> works) {
    String application = detection.where().application();
    LocalDate start = detection.start();
    return works.stream()
        .filter(work -> work.kind() != Work.Kind.BUILD)
        .filter(work ->
            !day(work).isAfter(detection.detectedOn())
                && !day(work).isBefore(start.minusDays(LONGEST_BEFORE)))
        .filter(work ->
            work.application() == null
                || application.isEmpty()
                || application.equals(Place.UNTAGGED)
                || application.equals(work.application()))
        .sorted(
            Comparator.comparing((Work work) -> !work.id().toString().equals(detection.changeId()))
                .thenComparing(work -> !application.equals(work.application()))
                .thenComparing(work -> Math.abs(ChronoUnit.DAYS.between(day(work), start)))
                .thenComparing(Work::at, Comparator.reverseOrder()))
        .limit(MOST)
        .map(work -> suspect(work, application, start))
        .toList();
  }

  private static Suspect suspect(Work work, String application, LocalDate start) {
    long before = ChronoUnit.DAYS.between(day(work), start);
    String when =
        before == 0
            ? "on the day it began"
            : before > 0 ? before + " days before it began" : -before + " days after it began";
    return new Suspect(
        work.id(),
        work.kind().word(),
        work.title(),
        work.author(),
        work.commit(),
        work.runId(),
        work.at(),
        when + (application.equals(work.application()) ? ", of this application" : ""));
  }
}
