package dev.hexad.monitoring.verdict;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.judge.Limits;
import dev.hexad.monitoring.prometheus.PrometheusSources;
import dev.hexad.monitoring.scrape.RevisionMetrics;
import dev.hexad.monitoring.scrape.Scraper;
import dev.hexad.monitoring.scrape.WatchList;
import dev.hexad.monitoring.scrape.Watched;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at a rollout for a while and gives a verdict; anything but a pass fails the stage. */
@Component
final class VerifyHandler implements CommandHandler<VerifyParameters, VerifyParameters.Result> {
  private static final int WINDOW_SECONDS = 30;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration WAIT_FOR_DEPLOYMENT = Duration.ofSeconds(15);

  private final WatchList watchList;
  private final Scraper scraper;
  private final PrometheusSources prometheus;
  private final Watches watches;
  private final Verdicts verdicts;
  private final Clock clock;

  VerifyHandler(
      WatchList watchList,
      Scraper scraper,
      PrometheusSources prometheus,
      Watches watches,
      Verdicts verdicts,
      Clock clock) {
    this.watchList = watchList;
    this.scraper = scraper;
    this.prometheus = prometheus;
    this.watches = watches;
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

  @Override
  public VerifyParameters.Result handle(VerifyParameters parameters, CommandContext context)
      throws InterruptedException {
    Optional<Verdicts.Given> given = verdicts.given(context.commandId());
    if (given.isPresent()) {
      return passed(given.get().result());
    }
    Rollout rollout = find(parameters, context);
    RevisionMetrics metrics = source(parameters, context);
    Watched stable = rollout.baseline();
    context
        .log()
        .line(
            "judging revision %d%s for %d s by %s"
                .formatted(
                    rollout.candidate().revision(),
                    stable == null ? "" : " against revision " + stable.revision(),
                    rollout.window().toSeconds(),
                    metrics.describe(rollout.candidate())));
    var watch = new RolloutWatch(metrics, watches, clock, rollout);
    VerifyParameters.Result result = watch.judge(parameters.probe(), context);
    result
        .criteria()
        .forEach(c -> context.log().line(c.name() + ": " + c.verdict() + ", " + c.reason()));
    context.log().line(result.verdict() + ": " + result.reason());
    verdicts.give(context.commandId(), rollout.candidate(), result);
    return passed(result);
  }

  private RevisionMetrics source(VerifyParameters parameters, CommandContext context) {
    VerifyParameters.Prometheus server = parameters.prometheus();
    return server == null ? scraper : prometheus.source(server, context.log());
  }

  private static Limits limits(VerifyParameters parameters) {
    Integer requests = parameters.minRequests();
    Double errors = parameters.maxErrorRatio();
    return new Limits(
        requests == null ? Limits.MIN_REQUESTS : requests,
        errors == null ? Limits.MAX_ERROR_RATIO : errors,
        latency(parameters.latency()));
  }

  private static Limits.Latency latency(VerifyParameters.@Nullable Latency asked) {
    if (asked == null) {
      return Limits.Latency.OPTIONAL;
    }
    Double percentile = asked.latencyPercentile();
    Double tolerance = asked.tolerance();
    return new Limits.Latency(
        true,
        asked.maxLatencyMillis(),
        percentile == null ? Limits.Latency.PERCENTILE : percentile,
        tolerance == null ? Limits.Latency.TOLERANCE : tolerance);
  }

  private static VerifyParameters.Result passed(VerifyParameters.Result result) {
    if (result.verdict() != Verdict.PASS) {
      throw new HexadException(
          ProblemType.VERDICT_FAILED, result.verdict() + ": " + result.reason() + ".");
    }
    return result;
  }

  /**
   * CD tells what runs by an event, which may arrive a moment after the stage that deployed; until
   * then the revision before must not be judged in its place.
   */
  private Rollout find(VerifyParameters parameters, CommandContext context)
      throws InterruptedException {
    String environment = parameters.environment();
    ChangeRef change = context.requireChange();
    UUID run = context.request().runId();
    Instant end = clock.instant().plus(WAIT_FOR_DEPLOYMENT);
    while (true) {
      List<Watched> running = watchList.in(change.applicationId(), environment);
      Optional<Watched> candidate =
          newest(running, watched -> run != null && run.equals(watched.runId()));
      boolean late = clock.instant().isAfter(end);
      if (candidate.isEmpty() && (late || run == null)) {
        candidate = newest(running, watched -> change.commit().equals(watched.commit()));
      }
      if (candidate.isPresent()) {
        Watched stable = running.stream().filter(w -> !w.isCanary()).findFirst().orElse(null);
        Integer seconds = parameters.windowSeconds();
        return new Rollout(
            context.commandId(),
            candidate.get(),
            candidate.get().isCanary() ? stable : null,
            limits(parameters),
            Duration.ofSeconds(seconds == null ? WINDOW_SECONDS : Math.max(1, seconds)));
      }
      if (late) {
        throw new HexadException(
            ProblemType.NOT_FOUND,
            "The commit " + change.shortCommit() + " is not deployed to '" + environment + "'.");
      }
      Thread.sleep(LOOK);
    }
  }

  private static Optional<Watched> newest(List<Watched> running, Predicate<Watched> wanted) {
    return running.stream().filter(wanted).max(Comparator.comparingInt(Watched::revision));
  }
}
