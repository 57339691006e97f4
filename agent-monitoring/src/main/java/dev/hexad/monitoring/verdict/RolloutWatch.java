package dev.hexad.monitoring.verdict;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.monitoring.scrape.Reading;
import dev.hexad.monitoring.scrape.Reading.Traffic;
import dev.hexad.monitoring.scrape.Scraper;
import dev.hexad.monitoring.scrape.Watched;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One look at a rollout, from the first readings to a result. */
final class RolloutWatch {
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A revision that fails this many readings in a row has fallen silent. */
  private static final int SILENT_AFTER = 3;

  private final Scraper scraper;
  private final Clock clock;
  private final Rollout rollout;
  private final Judge.Limits limits;
  private final Duration window;
  private @Nullable Reading baselineBegin;
  private @Nullable Traffic baseline;

  RolloutWatch(
      Scraper scraper, Clock clock, Rollout rollout, Judge.Limits limits, Duration window) {
    this.scraper = scraper;
    this.clock = clock;
    this.rollout = rollout;
    this.limits = limits;
    this.window = window;
  }

  VerifyParameters.Result judge(VerifyParameters.@Nullable Probe wanted, CommandContext context)
      throws InterruptedException {
    Reading begin;
    try {
      begin = scraper.read(rollout.candidate().metricsUrl());
    } catch (IOException e) {
      return unreadable(Verdict.NOT_ENOUGH_DATA, "its metrics cannot be read", e, context);
    }
    baselineBegin = readBaseline();
    Probe probe = probe(wanted);
    try {
      return watch(begin, context);
    } finally {
      if (probe != null) {
        probe.stop();
      }
    }
  }

  private @Nullable Probe probe(VerifyParameters.@Nullable Probe wanted) {
    if (wanted == null) {
      return null;
    }
    Watched stable = rollout.baseline();
    String candidate = rollout.candidate().url() + wanted.path();
    return new Probe(
        stable == null ? List.of(candidate) : List.of(candidate, stable.url() + wanted.path()),
        wanted.perSecond());
  }

  private VerifyParameters.Result watch(Reading begin, CommandContext context)
      throws InterruptedException {
    Instant from = clock.instant();
    int failures = 0;
    while (true) {
      Thread.sleep(LOOK);
      context.checkInterrupted();
      Duration passed = Duration.between(from, clock.instant());
      boolean over = passed.compareTo(window) >= 0;
      try {
        Traffic candidate = scraper.read(rollout.candidate().metricsUrl()).since(begin);
        failures = 0;
        VerifyParameters.Result now = look(candidate, context.commandId());
        if (over || clear(now)) {
          return now;
        }
        context.progress(
            (int) Math.min(99, passed.toMillis() * 100 / window.toMillis()),
            now.requests() + " requests, " + now.errors() + " errors");
      } catch (IOException e) {
        failures++;
        if (over || failures >= SILENT_AFTER) {
          return unreadable(Verdict.FAIL, "its metrics cannot be read any more", e, context);
        }
      }
    }
  }

  /** Only a comparison ends a watch before its time. */
  private static boolean clear(VerifyParameters.Result now) {
    Double p = now.pValue();
    return now.verdict() == Verdict.FAIL && p != null && p < Judge.EARLY_ALPHA;
  }

  private VerifyParameters.Result look(Traffic candidate, UUID command)
      throws InterruptedException {
    Reading before = baselineBegin;
    Reading after = before == null ? null : readBaseline();
    if (before != null && after != null) {
      baseline = after.since(before);
    }
    Traffic stable = baseline;
    Judge.Ruling ruling = Judge.judge(candidate, stable, limits);
    return new VerifyParameters.Result(
        command,
        ruling.verdict(),
        ruling.reason(),
        rollout.candidate().revision(),
        candidate.requests(),
        candidate.errors(),
        stable == null ? null : stable.requests(),
        stable == null ? null : stable.errors(),
        ruling.pValue());
  }

  /** A stable revision that falls silent is not the candidate's fault; its last reading counts. */
  private @Nullable Reading readBaseline() throws InterruptedException {
    Watched stable = rollout.baseline();
    if (stable == null) {
      return null;
    }
    try {
      return scraper.read(stable.metricsUrl());
    } catch (IOException e) {
      return null;
    }
  }

  private VerifyParameters.Result unreadable(
      Verdict verdict, String what, IOException e, CommandContext context) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new VerifyParameters.Result(
        context.commandId(),
        verdict,
        what + " at " + rollout.candidate().metricsUrl() + ": " + why,
        rollout.candidate().revision(),
        0,
        0,
        null,
        null,
        null);
  }
}
