package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Placed;
import dev.hexad.cd.target.DeployTarget.Takeover;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Duration;

/**
 * Waits until what was placed is healthy.
 *
 * @param timeout when to give up
 */
record HealthWait(
    DeployTarget target, Placed placed, DeployParameters parameters, Duration timeout) {
  private static final Duration EVERY = Duration.ofMillis(500);

  /** What is degraded for so long does not recover by itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Returns when it is healthy.
   *
   * @throws HexadException of type unhealthy that names the cause
   */
  void await(CommandContext context) throws Exception {
    if (target.takeover() == Takeover.BESIDE) {
      answers(context);
    } else {
      observed(context);
    }
    context.checkInterrupted();
  }

  private void answers(CommandContext context) throws Exception {
    String path = parameters.healthPath();
    HealthCheck.Outcome outcome =
        new HealthCheck(String.valueOf(placed.url()), path == null ? "/healthz" : path, timeout)
            .await(this::runs, context::interrupted);
    context.checkInterrupted();
    if (outcome instanceof HealthCheck.Outcome.Unhealthy(String reason)) {
      throw unhealthy(reason, context);
    }
  }

  private boolean runs() {
    try {
      Health health = target.observe(placed.handle()).health();
      return health != Health.MISSING && health != Health.DEGRADED;
    } catch (Exception e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The target does not say how it is: " + e.getMessage(), e);
    }
  }

  /** While it comes up, ten times as often as later. */
  private Duration every() {
    Duration often = target.observedEvery().dividedBy(10);
    return often.compareTo(EVERY) > 0 ? often : EVERY;
  }

  private void observed(CommandContext context) throws Exception {
    long start = System.nanoTime();
    long wellUntil = start;
    String told = "";
    while (!context.interrupted()) {
      Observation now = target.observe(placed.handle());
      long time = System.nanoTime();
      switch (now.health()) {
        case HEALTHY, SUSPENDED -> {
          return;
        }
        case DEGRADED -> {
          if (time - wellUntil > PATIENCE.toNanos()) {
            throw unhealthy("It is degraded: " + now.cause(), context);
          }
        }
        case PROGRESSING, MISSING, UNKNOWN -> wellUntil = time;
      }
      if (time - start > timeout.toNanos()) {
        throw unhealthy(
            "It was not healthy within " + timeout.toSeconds() + " s: " + now.cause(), context);
      }
      if (!now.cause().isEmpty() && !now.cause().equals(told)) {
        told = now.cause();
        context.log().line(told);
      }
      Thread.sleep(every());
    }
  }

  private HexadException unhealthy(String reason, CommandContext context) {
    String tail = target.tail(placed.handle());
    if (!tail.isEmpty()) {
      context.log().line(tail);
    }
    String last = tail.lines().reduce((a, b) -> b).map(l -> " Its last line: " + l).orElse("");
    return new HexadException(ProblemType.UNHEALTHY, reason + last);
  }
}
