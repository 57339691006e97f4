package dev.hexad.standalone.bench.suspects;

import dev.hexad.contracts.message.Ids;
import dev.hexad.monitoring.suspect.Course;
import dev.hexad.orchestrator.graph.SuspectRanking.Candidate;
import dev.hexad.orchestrator.graph.SuspectRanking.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hours in the life of the estate, at whose end something goes wrong: because of a change, or
 * without one. Everybody else goes on changing things meanwhile.
 */
final class Story {
  static final int STEP = 30;
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

  /** When the trouble begins at the earliest; the end is as long after it as an alert may take. */
  private static final int QUIET = 4 * 3600;

  private static final int AFTER = 40 * 60;
  private static final double DAY = 86_400;

  /** Changes of a service in a day. */
  private static final double DEPLOYMENTS = 3;

  private static final double CONFIGURATIONS = 1;
  private static final double APPLIES = 0.5;
  private static final double ELSEWHERE = 6;

  private final SplittableRandom random;
  private final Estate estate;
  private final Map<Integer, Fault> faults = new HashMap<>();
  private final Map<Integer, List<Course>> courses = new HashMap<>();
  private final List<Candidate> changes = new ArrayList<>();
  private final int alerting;
  private final int faultAt;
  private @Nullable UUID guilty;

  Story(Estate estate, long seed, boolean byChange) {
    this.estate = estate;
    this.random = new SplittableRandom(seed);
    this.faultAt = QUIET + random.nextInt(3600);
    background();
    int broken = random.nextInt(Estate.SERVICES);
    if (byChange) {
      int changed = faultAt - 15 - (int) Math.min(240, -60 * Math.log(1 - random.nextDouble()));
      double kind = random.nextDouble();
      guilty =
          change(
              broken,
              changed,
              kind < 0.65 ? "deployment" : kind < 0.85 ? "configuration" : "apply",
              "production");
    }
    Fault fault = Fault.at(faultAt, random);
    Map<Integer, Integer> above = estate.above(broken);
    above.forEach((service, distance) -> {
      if (distance == 0 || random.nextDouble() < 0.7) {
        faults.put(service, fault.seenFrom(distance, random));
      }
    });
    // Who feels it and is near: the one that alerts first.
    List<Integer> near =
        faults.keySet().stream().filter(s -> above.getOrDefault(s, 0) <= 2).sorted().toList();
    alerting = random.nextBoolean() ? broken : near.get(random.nextInt(near.size()));
  }

  private void background() {
    for (int service = 0; service < Estate.SERVICES; service++) {
      some(service, "deployment", "production", DEPLOYMENTS);
      some(service, "configuration", "production", CONFIGURATIONS);
      some(service, "apply", "production", APPLIES);
      some(service, "deployment", "staging", ELSEWHERE);
    }
  }

  private void some(int service, String kind, String environment, double perDay) {
    double mean = DAY / perDay;
    double at = -mean * Math.log(1 - random.nextDouble());
    while (at < QUIET + 3600 + AFTER) {
      change(service, (int) at, kind, environment);
      at -= mean * Math.log(1 - random.nextDouble());
    }
  }

  private UUID change(int service, int second, String kind, String environment) {
    UUID id = Ids.derived("change", service + "/" + second + "/" + kind + "/" + environment);
    changes.add(
        new Candidate(
            id,
            second,
            time(second),
            kind,
            "X:" + id,
            kind + " of service " + service,
            estate.id(service),
            environment,
            null,
            null,
            null,
            0,
            false,
            false,
            false));
    return id;
  }

  static Instant time(int second) {
    return BEGIN.plusSeconds(second);
  }

  @Nullable UUID guilty() {
    return guilty;
  }

  int alerting() {
    return alerting;
  }

  int faultAt() {
    return faultAt;
  }

  int end() {
    return faultAt + AFTER;
  }

  /** What the alerting service shows more clearly. */
  Signal signal() {
    Fault felt = faults.get(alerting);
    return felt == null || felt.errors() ? Signal.ERRORS : Signal.LATENCY;
  }

  /** Changes of what the alerting service calls, and of itself, before a time. */
  List<Candidate> candidates(Instant at) {
    Map<Integer, Integer> below = estate.below(alerting);
    return changes.stream()
        .filter(c -> !c.at().isAfter(at) && c.at().isAfter(at.minusSeconds(3 * 3600)))
        .filter(c -> below.containsKey(number(c)))
        .map(c -> near(c, below.getOrDefault(number(c), 0)))
        .toList();
  }

  private int number(Candidate change) {
    UUID id = change.applicationId();
    return id == null ? -1 : estate.number(id);
  }

  private static Candidate near(Candidate c, int distance) {
    return new Candidate(
        c.eventId(),
        c.sequence(),
        c.at(),
        c.kind(),
        c.subject(),
        c.title(),
        c.applicationId(),
        c.environment(),
        c.author(),
        c.commit(),
        c.runId(),
        distance,
        c.wentBack(),
        c.failedVerdict(),
        c.passedVerdict());
  }

  /** The metrics of a service, all of them; errors first. */
  List<Course> courses(int service) {
    return courses.computeIfAbsent(service, this::simulate);
  }

  private List<Course> simulate(int service) {
    var noise = new SplittableRandom(random.nextLong());
    double errorLevel = 0.2 + noise.nextDouble();
    double latencyLevel = 20 + 280 * noise.nextDouble();
    double phase = noise.nextDouble() * 2 * Math.PI;
    Fault fault = faults.get(service);
    var errors = new ArrayList<Course.Point>();
    var latency = new ArrayList<Course.Point>();
    double drift = 0;
    for (int second = 0; second < end(); second += STEP) {
      double season = 1 + 0.2 * Math.sin(2 * Math.PI * second / DAY + phase);
      drift = 0.9 * drift + 0.4 * noise.nextGaussian();
      double strength = fault == null ? 0 : fault.strength(second, noise);
      double wild = noise.nextDouble() < 0.003 ? 6 * noise.nextDouble() : 0;
      double e = errorLevel * (1 + 0.25 * (noise.nextGaussian() + 0.5 * drift + wild));
      double l = latencyLevel * season * (1 + 0.08 * (noise.nextGaussian() + drift + wild));
      if (fault != null && fault.errors()) {
        e += errorLevel * 0.25 * strength;
      }
      if (fault != null && fault.latency()) {
        l += latencyLevel * 0.08 * 1.3 * strength;
      }
      errors.add(new Course.Point(time(second), Math.max(0, e)));
      latency.add(new Course.Point(time(second), l));
    }
    return List.of(
        new Course("errors", true, false, errors), new Course("latency-p95", true, false, latency));
  }
}
