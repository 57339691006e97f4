package dev.hexad.orchestrator.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ranks what may have caused a signal. Each candidate gets a score between 0 and 1, the product of
 * four parts that are told with it: how far away it is, how long before, whether things of its kind
 * cause such signals, and what speaks for or against it. Nothing near enough is an answer too.
 */
public final class SuspectRanking {
  /** What has less is no suspect. */
  static final double LEAST = 0.08;

  /** After this long a change is half as suspect. */
  static final Duration HALF_LIFE = Duration.ofMinutes(20);

  private SuspectRanking() {}

  /** What was noticed. */
  public enum Signal {
    ERRORS,
    LATENCY,
    SATURATION,
    AVAILABILITY,
    COST
  }

  /** What kind of change it is. */
  enum Family {
    DEPLOYMENT,
    CONFIGURATION,
    INFRASTRUCTURE,
    DRIFT,
    OTHER
  }

  /**
   * A change that came before the signal.
   *
   * @param distance 0 for the application itself, 1 for what it depends on, and so on
   * @param wentBack whether it was taken back later
   * @param failedVerdict whether a verdict on it was a failure
   * @param passedVerdict whether a verdict on it was a pass
   */
  public record Candidate(
      UUID eventId,
      long sequence,
      Instant at,
      String kind,
      String subject,
      String title,
      @Nullable UUID applicationId,
      @Nullable String environment,
      @Nullable String author,
      @Nullable String commit,
      @Nullable UUID runId,
      int distance,
      boolean wentBack,
      boolean failedVerdict,
      boolean passedVerdict) {}

  /** The parts of a score; their product is the score, and never more than 1. */
  public record Parts(double distance, double time, double kind, double evidence) {
    public double score() {
      return Math.min(1, distance * time * kind * evidence);
    }
  }

  /** A suspect, with what speaks for it; each sentence can be checked by its event. */
  public record Suspect(double score, Parts parts, Candidate change, List<String> evidence) {}

  /**
   * The suspects, the most likely first; equal ones by time, the latest first.
   *
   * @param environment of the signal, null when it is not known
   */
  public static List<Suspect> rank(
      List<Candidate> candidates, Signal signal, Instant at, @Nullable String environment) {
    return candidates.stream()
        .filter(candidate -> !candidate.at().isAfter(at))
        .map(candidate -> judge(candidate, signal, at, environment))
        .filter(suspect -> suspect.score() >= LEAST)
        .sorted(
            Comparator.comparingDouble(Suspect::score)
                .reversed()
                .thenComparing(s -> s.change().at(), Comparator.reverseOrder())
                .thenComparing(s -> s.change().sequence(), Comparator.reverseOrder()))
        .toList();
  }

  private static Suspect judge(
      Candidate candidate, Signal signal, Instant at, @Nullable String environment) {
    var evidence = new ArrayList<String>();
    Duration before = Duration.between(candidate.at(), at);
    evidence.add("%s, %s before the signal".formatted(candidate.title(), words(before)));
    double distance = Math.pow(0.55, candidate.distance());
    if (candidate.distance() > 0) {
      evidence.add("it is " + candidate.distance() + " dependencies away");
    }
    double time = Math.pow(0.5, (double) before.toMillis() / HALF_LIFE.toMillis());
    double kind = likely(signal, family(candidate.kind()));
    double speaks = 1;
    if (environment != null && candidate.environment() != null) {
      boolean same = environment.equals(candidate.environment());
      speaks *= same ? 1 : 0.15;
      evidence.add(same ? "in the same environment" : "but in " + candidate.environment());
    }
    if (candidate.wentBack()) {
      speaks *= 1.5;
      evidence.add("somebody went back from it");
    }
    if (candidate.failedVerdict()) {
      speaks *= 1.6;
      evidence.add("its verdict was a failure");
    } else if (candidate.passedVerdict()) {
      speaks *= 0.6;
      evidence.add("but its verdict was a pass");
    }
    var parts = new Parts(distance, time, kind, speaks);
    return new Suspect(parts.score(), parts, candidate, evidence);
  }

  /** How often things of this kind cause such a signal, from 0 to 1. */
  private static double likely(Signal signal, Family family) {
    return switch (family) {
      case DEPLOYMENT ->
          switch (signal) {
            case ERRORS -> 1;
            case LATENCY, AVAILABILITY -> 0.9;
            case SATURATION -> 0.7;
            case COST -> 0.6;
          };
      case INFRASTRUCTURE ->
          switch (signal) {
            case SATURATION, AVAILABILITY, COST -> 1;
            case LATENCY -> 0.8;
            case ERRORS -> 0.6;
          };
      case CONFIGURATION ->
          switch (signal) {
            case ERRORS, AVAILABILITY -> 0.8;
            case LATENCY -> 0.7;
            case SATURATION -> 0.6;
            case COST -> 0.5;
          };
      case DRIFT -> signal == Signal.COST ? 0.6 : 0.7;
      case OTHER -> 0.5;
    };
  }

  static Family family(String kind) {
    if (kind.startsWith("deployment") || kind.equals("traffic-shift")) {
      return Family.DEPLOYMENT;
    }
    return switch (kind) {
      case "configuration", "edited", "flag" -> Family.CONFIGURATION;
      case "apply", "scaled", "remediated", "environment-removed" -> Family.INFRASTRUCTURE;
      case "drift" -> Family.DRIFT;
      default -> Family.OTHER;
    };
  }

  private static String words(Duration time) {
    if (time.toMinutes() < 1) {
      return time.toSeconds() + " s";
    }
    return time.toHours() < 2
        ? time.toMinutes() + " min"
        : String.format(Locale.ROOT, "%.1f h", time.toMinutes() / 60.0);
  }
}
