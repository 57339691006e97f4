package dev.hexad.ci.build;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.ci.cache.Caches;
import dev.hexad.ci.checkout.Checkout;
import dev.hexad.ci.runner.Runners;
import dev.hexad.ci.runner.StepRun;
import dev.hexad.ci.settings.CiSettings;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.expression.Condition;
import dev.hexad.contracts.expression.Condition.ConditionException;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.pipeline.ChangeVariables;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps of one build, one after another. */
final class Steps {
  private static final int DEFAULT_BACKOFF_SECONDS = 2;

  private final BuildParameters parameters;
  private final CommandContext context;
  private final Checkout checkout;
  private final Tools tools;
  private final List<StepResult> results = new ArrayList<>();
  private @Nullable HexadException failure;

  /** What steps need of the agent. */
  record Tools(Runners runners, Caches caches, Secrets secrets, CiSettings settings) {}

  /** Where secrets come from, by name. */
  @FunctionalInterface
  interface Secrets {
    Secret secret(String name);
  }

  Steps(BuildParameters parameters, CommandContext context, Checkout checkout, Tools tools) {
    this.parameters = parameters;
    this.context = context;
    this.checkout = checkout;
    this.tools = tools;
  }

  List<StepResult> results() {
    return List.copyOf(results);
  }

  /** Names of the first steps that need not run again. */
  List<String> done() {
    return results.stream()
        .takeWhile(r -> r.state() != StepResult.State.FAILED)
        .map(StepResult::name)
        .toList();
  }

  /**
   * Runs all steps.
   *
   * @param inherited names of steps that an earlier build has done in this folder
   * @throws HexadException the first failure, after the steps that always run
   */
  void run(List<String> inherited) throws IOException, InterruptedException {
    int steps = parameters.steps().size();
    for (int i = 0; i < steps; i++) {
      BuildStep step = parameters.steps().get(i);
      context.progress(10 + 70 * i / steps, step.name());
      boolean done = i < inherited.size() && inherited.get(i).equals(step.name());
      results.add(done ? inherited(step) : run(step));
      context.checkInterrupted();
    }
    if (failure != null) {
      throw failure;
    }
  }

  private StepResult inherited(BuildStep step) {
    long offset = context.log().offset();
    headline(step, " (done in the build that failed)");
    return new StepResult(step.name(), StepResult.State.INHERITED, 0, 0, offset);
  }

  private StepResult run(BuildStep step) throws IOException, InterruptedException {
    long offset = context.log().offset();
    long began = System.nanoTime();
    if (failure != null && !Boolean.TRUE.equals(step.always())) {
      return new StepResult(step.name(), StepResult.State.SKIPPED, 0, 0, offset);
    }
    int attempts = 0;
    try {
      Map<String, String> env = environment(step);
      if (!holds(step, env)) {
        headline(step, " (skipped)");
        return new StepResult(step.name(), StepResult.State.SKIPPED, 0, 0, offset);
      }
      headline(step, "");
      for (BuildStep.Cache cache : step.caches()) {
        tools.caches().restore(checkout.change(), cache, checkout.source(), context.log()::line);
      }
      attempts = attempt(step, env);
      for (BuildStep.Cache cache : step.caches()) {
        tools.caches().save(checkout.change(), cache, checkout.source(), context.log()::line);
      }
      return result(step, StepResult.State.SUCCEEDED, attempts, began, offset);
    } catch (HexadException e) {
      context.checkInterrupted();
      context.log().line("\u001b[31m" + e.problem().detail() + "\u001b[0m");
      failure = failure == null ? e : failure;
      return result(step, StepResult.State.FAILED, 1 + retries(step), began, offset);
    }
  }

  private static StepResult result(
      BuildStep step, StepResult.State state, int attempts, long began, long offset) {
    long millis = (System.nanoTime() - began) / 1_000_000;
    return new StepResult(step.name(), state, attempts, millis, offset);
  }

  /** Runs the step until it succeeds or has no more tries; gives the number of tries. */
  private int attempt(BuildStep step, Map<String, String> env)
      throws IOException, InterruptedException {
    Integer given = step.backoffSeconds();
    long backoff = given == null ? DEFAULT_BACKOFF_SECONDS : given;
    for (int attempt = 1; ; attempt++) {
      try {
        tools.runners().run(stepRun(step, env), context);
        return attempt;
      } catch (HexadException e) {
        context.checkInterrupted();
        if (attempt > retries(step)) {
          throw e;
        }
        context.log().line("[" + e.problem().detail() + " Tried again in " + backoff + " s.]");
        Thread.sleep(Duration.ofSeconds(backoff));
        backoff *= 2;
      }
    }
  }

  private static int retries(BuildStep step) {
    return step.retries() == null ? 0 : step.retries();
  }

  private StepRun stepRun(BuildStep step, Map<String, String> env) {
    Integer timeout = step.timeoutSeconds();
    return new StepRun(
        context.commandId().toString(),
        step.name(),
        step.run(),
        step.image(),
        checkout.folder(),
        checkout.source(),
        env,
        Duration.ofSeconds(timeout == null ? tools.settings().stepTimeoutSeconds() : timeout),
        step.resources(),
        step.services());
  }

  private Map<String, String> environment(BuildStep step) {
    var env = new HashMap<String, String>();
    if (step.image() == null) {
      env.putAll(Runners.hostEnvironment(tools.settings().passEnvironment()));
    }
    env.putAll(BuildEnvironment.of(checkout.change(), context));
    env.putAll(parameters.env());
    env.putAll(step.env());
    if (!step.secrets().isEmpty() && !checkout.change().trusted()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The step '"
              + step.name()
              + "' wants secrets, but this commit comes from a fork, which gets none.");
    }
    step.secrets()
        .forEach((variable, name) -> {
          Secret secret = tools.secrets().secret(name);
          context.log().mask(secret);
          env.put(variable, secret.reveal());
        });
    return env;
  }

  private boolean holds(BuildStep step, Map<String, String> env) {
    String condition = step.condition();
    if (condition == null) {
      return true;
    }
    try {
      var visible = new HashMap<>(env);
      step.secrets().keySet().forEach(visible::remove);
      return Condition.compile(condition, List.of("change", "env"))
          .holds(Map.of("change", ChangeVariables.of(checkout.change()), "env", visible));
    } catch (ConditionException e) {
      throw new HexadException(
          ProblemType.PIPELINE_INVALID, "The step '" + step.name() + "': " + e.getMessage(), e);
    }
  }

  private void headline(BuildStep step, String more) {
    context.log().line("\u001b[1m▶ " + step.name() + more + "\u001b[0m");
  }
}
