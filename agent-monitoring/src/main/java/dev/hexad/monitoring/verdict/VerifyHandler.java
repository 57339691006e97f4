package dev.hexad.monitoring.verdict;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.scrape.Reading;
import dev.hexad.monitoring.scrape.Reading.Traffic;
import dev.hexad.monitoring.scrape.Scraper;
import dev.hexad.monitoring.scrape.WatchList;
import dev.hexad.monitoring.scrape.Watched;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at a rollout for a while and gives a verdict; anything but a pass fails the stage. */
@Component
final class VerifyHandler implements CommandHandler<VerifyParameters, VerifyParameters.Result> {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration WAIT_FOR_DEPLOYMENT = Duration.ofSeconds(15);

  private final WatchList watchList;
  private final Scraper scraper;
  private final Verdicts verdicts;
  private final Clock clock;

  VerifyHandler(WatchList watchList, Scraper scraper, Verdicts verdicts, Clock clock) {
    this.watchList = watchList;
    this.scraper = scraper;
    this.verdicts = verdicts;
    this.clock = clock;
  }

  @Override
  public String capability() {
    return "monitoring.verify";
  }

  @Override
  public String description() {
    return "Watches a rollout and gives a verdict: pass, fail or not enough data.";
  }

  @Override
  public Class<VerifyParameters> parametersType() {
    return VerifyParameters.class;
  }

  @Override
  public Class<VerifyParameters.Result> resultType() {
    return VerifyParameters.Result.class;
  }

  /** The revision under judgement and the one that it is held against. */
  private record Rollout(Watched candidate, @Nullable Watched baseline) {}

  /** Readings at the begin. */
  private record Begin(Reading candidate, @Nullable Reading baseline) {}

  @Override
  public VerifyParameters.Result handle(VerifyParameters parameters, CommandContext context)
      throws IOException, InterruptedException {
    Rollout rollout = find(context.requireChange().applicationId(), parameters.environment());
    int window = parameters.windowSeconds() == null ? 30 : parameters.windowSeconds();
    var limits =
        new Judge.Limits(
            parameters.minRequests() == null ? 50 : parameters.minRequests(),
            parameters.maxErrorRatio() == null ? 0.05 : parameters.maxErrorRatio());
    Watched stable = rollout.baseline();
    context
        .log()
        .line(
            "judging revision "
                + rollout.candidate().revision()
                + (stable == null ? "" : " against revision " + stable.revision())
                + " for "
                + window
                + " s");
    Begin begin = begin(rollout);
    VerifyParameters.Result result;
    Probe probe = probe(parameters.probe(), rollout);
    try {
      result = watch(rollout, begin, window, limits, context);
    } finally {
      if (probe != null) {
        probe.stop();
      }
    }
    context.log().line(result.verdict() + ": " + result.reason());
    verdicts.give(context.commandId(), rollout.candidate(), result);
    if (result.verdict() != Verdict.PASS) {
      throw new HexadException(
          ProblemType.VERDICT_FAILED, result.verdict() + ": " + result.reason() + ".");
    }
    return result;
  }

  /** CD tells what runs by an event, which may arrive a moment after the stage that deployed. */
  private Rollout find(UUID applicationId, String environment) throws InterruptedException {
    Instant end = clock.instant().plus(WAIT_FOR_DEPLOYMENT);
    while (true) {
      List<Watched> running = watchList.in(applicationId, environment);
      Optional<Watched> canary = running.stream().filter(Watched::isCanary).findFirst();
      Watched stable = running.stream().filter(w -> !w.isCanary()).findFirst().orElse(null);
      if (canary.isPresent()) {
        return new Rollout(canary.get(), stable);
      }
      if (stable != null) {
        return new Rollout(stable, null);
      }
      if (clock.instant().isAfter(end)) {
        throw new HexadException(
            ProblemType.NOT_FOUND, "Nothing is deployed to '" + environment + "'.");
      }
      Thread.sleep(LOOK);
    }
  }

  private Begin begin(Rollout rollout) throws IOException, InterruptedException {
    Watched baseline = rollout.baseline();
    return new Begin(
        scraper.read(rollout.candidate().metricsUrl()),
        baseline == null ? null : scraper.read(baseline.metricsUrl()));
  }

  private static @Nullable Probe probe(VerifyParameters.@Nullable Probe wanted, Rollout rollout) {
    if (wanted == null) {
      return null;
    }
    Watched baseline = rollout.baseline();
    String candidate = rollout.candidate().url() + wanted.path();
    return new Probe(
        baseline == null ? List.of(candidate) : List.of(candidate, baseline.url() + wanted.path()),
        wanted.perSecond());
  }

  private VerifyParameters.Result watch(
      Rollout rollout, Begin begin, int window, Judge.Limits limits, CommandContext context)
      throws InterruptedException {
    Instant from = clock.instant();
    while (true) {
      Thread.sleep(LOOK);
      context.checkInterrupted();
      long passed = Duration.between(from, clock.instant()).toSeconds();
      VerifyParameters.Result now;
      try {
        now = look(rollout, begin, limits, context.commandId());
      } catch (IOException e) {
        now = unreachable(rollout, e, context.commandId());
      }
      Double p = now.pValue();
      boolean clear = now.verdict() == Verdict.FAIL && (p == null || p < Judge.EARLY_ALPHA);
      boolean judgedByBaseline = now.baselineRequests() != null || now.requests() == 0;
      if (passed >= window || (clear && judgedByBaseline)) {
        return now;
      }
      context.progress(
          (int) Math.min(99, passed * 100 / window),
          now.requests() + " requests, " + now.errors() + " errors");
    }
  }

  private VerifyParameters.Result look(
      Rollout rollout, Begin begin, Judge.Limits limits, UUID command)
      throws IOException, InterruptedException {
    Traffic candidate = scraper.read(rollout.candidate().metricsUrl()).since(begin.candidate());
    Reading baselineBegin = begin.baseline();
    Watched stable = rollout.baseline();
    Traffic baseline =
        stable == null || baselineBegin == null
            ? null
            : scraper.read(stable.metricsUrl()).since(baselineBegin);
    Judge.Ruling ruling = Judge.judge(candidate, baseline, limits);
    return new VerifyParameters.Result(
        command,
        ruling.verdict(),
        ruling.reason(),
        rollout.candidate().revision(),
        candidate.requests(),
        candidate.errors(),
        baseline == null ? null : baseline.requests(),
        baseline == null ? null : baseline.errors(),
        ruling.pValue());
  }

  private static VerifyParameters.Result unreachable(Rollout rollout, IOException e, UUID command) {
    return new VerifyParameters.Result(
        command,
        Verdict.FAIL,
        "its metrics cannot be read any more: " + e.getMessage(),
        rollout.candidate().revision(),
        0,
        0,
        null,
        null,
        null);
  }
}
