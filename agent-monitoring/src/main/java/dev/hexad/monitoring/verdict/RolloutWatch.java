package dev.hexad.monitoring.verdict;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.command.VerifyParameters.Criterion;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.monitoring.judge.Judge;
import dev.hexad.monitoring.judge.Ruling;
import dev.hexad.monitoring.metrics.Observed;
import dev.hexad.monitoring.metrics.Tally;
import dev.hexad.monitoring.scrape.RevisionMetrics;
import dev.hexad.monitoring.scrape.Watched;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One watch of a rollout, from the first readings to a result. */
final class RolloutWatch {
  /** A revision that fails this many readings in a row has fallen silent. */
  private static final int SILENT_AFTER = 3;

  private final RevisionMetrics metrics;
  private final Watches watches;
  private final Clock clock;
  private final Rollout rollout;
  private final Series series;
  private final Tally candidate = new Tally();
  private final Tally baseline = new Tally();
  private Observed baselineSeen = Observed.NOTHING;
  private String baselineSilence = "";

  RolloutWatch(RevisionMetrics metrics, Watches watches, Clock clock, Rollout rollout) {
    this.metrics = metrics;
    this.watches = watches;
    this.clock = clock;
    this.rollout = rollout;
    this.series = new Series(rollout.window().dividedBy(rollout.look()));
  }

  VerifyParameters.Result judge(VerifyParameters.@Nullable Probe wanted, CommandContext context)
      throws InterruptedException {
    List<String> probed = wanted == null ? List.of() : probed(wanted.path());
    try {
      candidate.add(metrics.read(rollout.candidate()));
    } catch (IOException e) {
      return unreadable(Verdict.NOT_ENOUGH_DATA, "its metrics cannot be read", e);
    }
    readBaseline();
    watches.begin(rollout, metrics.describe(rollout.candidate()), result(ruling()));
    Probe probe = wanted == null ? null : new Probe(probed, wanted.perSecond());
    try {
      return watch(context);
    } catch (InterruptedException | RuntimeException e) {
      watches.interrupted(rollout.id());
      throw e;
    } finally {
      if (probe != null) {
        probe.stop();
      }
    }
  }

  private List<String> probed(String path) {
    Watched stable = rollout.baseline();
    String own = rollout.candidate().requireUrl() + path;
    return stable == null || stable.url() == null
        ? List.of(own)
        : List.of(own, stable.url() + path);
  }

  private VerifyParameters.Result watch(CommandContext context) throws InterruptedException {
    Instant from = clock.instant();
    int failures = 0;
    while (true) {
      Thread.sleep(rollout.look());
      context.checkInterrupted();
      Duration passed = Duration.between(from, clock.instant());
      boolean over = passed.compareTo(rollout.window()) >= 0;
      try {
        Observed grown = candidate.add(metrics.read(rollout.candidate()));
        failures = 0;
        series.add(clock.instant(), grown, readBaseline());
        Ruling ruling = ruling();
        VerifyParameters.Result now = result(ruling);
        watches.seen(rollout.id(), now, series.points());
        if (over || ruling.isClear()) {
          return now;
        }
        context.progress(
            (int) Math.min(99, passed.toMillis() * 100 / rollout.window().toMillis()),
            now.requests() + " requests, " + now.errors() + " errors");
      } catch (IOException e) {
        failures++;
        if (failures >= SILENT_AFTER) {
          return unreadable(metrics.whenSilent(), "its metrics cannot be read any more", e);
        }
      }
    }
  }

  /**
   * Reads the stable revision and gives what it did since; nothing where there is none. One that
   * falls silent is not the candidate's fault: what it did until then counts.
   */
  private @Nullable Observed readBaseline() throws InterruptedException {
    Watched stable = rollout.baseline();
    if (stable == null) {
      return null;
    }
    try {
      Observed grown = baseline.add(metrics.read(stable));
      baselineSeen = baseline.total();
      baselineSilence = "";
      return grown;
    } catch (IOException e) {
      baselineSilence = "its metrics cannot be read: " + message(e);
      return null;
    }
  }

  private Ruling ruling() {
    return Judge.judge(candidate.total(), stable(), rollout.limits());
  }

  private @Nullable Observed stable() {
    if (rollout.baseline() == null) {
      return null;
    }
    return baselineSilence.isEmpty() || baselineSeen.requests() > 0
        ? baselineSeen
        : Observed.unknown(baselineSilence);
  }

  private VerifyParameters.Result result(Ruling ruling) {
    Observed stable = stable();
    Double pValue = ruling.criteria().isEmpty() ? null : ruling.criteria().getFirst().pValue();
    return result(ruling.verdict(), ruling.reason(), stable, pValue, ruling.criteria());
  }

  private VerifyParameters.Result unreadable(Verdict verdict, String what, IOException e) {
    String where = metrics.describe(rollout.candidate());
    return result(verdict, what + " at " + where + ": " + message(e), stable(), null, List.of());
  }

  private VerifyParameters.Result result(
      Verdict verdict,
      String reason,
      @Nullable Observed stable,
      @Nullable Double pValue,
      List<Criterion> criteria) {
    Observed known = stable != null && stable.flaws().requests().isEmpty() ? stable : null;
    return new VerifyParameters.Result(
        rollout.id(),
        verdict,
        reason,
        rollout.candidate().revision(),
        candidate.total().requests(),
        candidate.total().errors(),
        known == null ? null : known.requests(),
        known == null ? null : known.errors(),
        pValue,
        criteria);
  }

  private static String message(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
