package dev.hexad.cloud.action;

import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.Progress;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Waits for the end of what providers have accepted. What was begun is stored by its name, so that
 * waiting goes on after a crash; who stops it stops the waiting, and not the provider.
 */
@Component
class StepWatch {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofHours(2);

  /** So long may pass before a thing shows that something is done to it. */
  private static final Duration UNSEEN = Duration.ofSeconds(30);

  private final Catalogue catalogue;
  private final ActStore store;
  private final StepStore steps;
  private final StepEnds ends;
  private final Clock clock;

  StepWatch(Catalogue catalogue, ActStore store, StepStore steps, StepEnds ends, Clock clock) {
    this.catalogue = catalogue;
    this.store = store;
    this.steps = steps;
    this.ends = ends;
    this.clock = clock;
  }

  /** When a step is asked about again, and after which pause the time after that. */
  private record Turn(Instant at, Duration pause) {}

  /** Returns when nothing is waited for any more. */
  void await(UUID id) throws InterruptedException {
    Map<Integer, Turn> turns = new HashMap<>();
    while (true) {
      Act.Detail detail = store.require(id);
      List<Act.Step> working =
          detail.steps().stream().filter(step -> step.state() == StepState.WORKING).toList();
      if (working.isEmpty()) {
        return;
      }
      store.keepClaim(id);
      Instant next = clock.instant().plus(LONGEST_PAUSE);
      for (Act.Step step : working) {
        Turn turn = turns.getOrDefault(step.number(), new Turn(Instant.MIN, FIRST));
        if (!clock.instant().isBefore(turn.at())) {
          turn = ask(detail.act(), step, turn.pause());
          turns.put(step.number(), turn);
        }
        next = turn.at().isBefore(next) ? turn.at() : next;
      }
      Duration pause = Duration.between(clock.instant(), next);
      Thread.sleep(pause.isNegative() ? Duration.ZERO : pause);
    }
  }

  /** Nobody waits any more for what providers still work on; that itself goes on. */
  void leave(UUID id, String who, String reason) {
    Act.Detail detail = store.require(id);
    List<Act.Step> working =
        detail.steps().stream().filter(step -> step.state() == StepState.WORKING).toList();
    if (working.isEmpty()) {
      throw new HexadException(ProblemType.CONFLICT, "Nothing of it is waited for.");
    }
    String problem = "Nobody waits for its end (" + reason + "); what the provider does goes on.";
    working.forEach(step -> ends.waited(detail.act(), step, StepState.LEFT, problem, who));
  }

  private Turn ask(Act act, Act.Step step, Duration pause) {
    Duration wait = pause;
    switch (progress(step)) {
      case Progress.Done() -> ends.waited(act, step, StepState.DONE, null, act.requestedBy());
      case Progress.Failed(String problem) ->
          ends.waited(act, step, StepState.FAILED, problem, act.requestedBy());
      case Progress.Going(String words, Duration wanted) -> {
        if (waiting(step).compareTo(LONGEST) > 0) {
          String problem = "It has not ended in two hours; what the provider works on goes on.";
          ends.waited(act, step, StepState.LEFT, problem, "agent:cloud");
        } else if (!words.equals(step.progress())) {
          steps.progress(act.id(), step.number(), words);
        }
        wait = wanted == null ? pause : wanted;
      }
    }
    return new Turn(clock.instant().plus(bounded(wait)), bounded(pause.multipliedBy(2)));
  }

  private static Duration bounded(Duration pause) {
    if (pause.compareTo(FIRST) < 0) {
      return FIRST;
    }
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private Duration waiting(Act.Step step) {
    Instant since = step.waitsSince();
    return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
  }

  private Progress progress(Act.Step step) {
    String operation = step.operation();
    try {
      return operation == null || operation.isEmpty()
          ? seen(step)
          : catalogue.require(step.action(), step.type()).progress(step.target(), operation);
    } catch (ProviderException e) {
      return unanswered(step, operation, e);
    } catch (RuntimeException e) {
      return new Progress.Going("not asked: " + StepEnds.words(e), null);
    }
  }

  /** The provider names nothing; how far it is shows the thing itself. */
  private Progress seen(Act.Step step) {
    CloudAction<?> action = catalogue.require(step.action(), step.type());
    Sight sight = catalogue.look(action, step.target(), step.parameters());
    if (sight.underWay()) {
      return new Progress.Going(sight.before(), null);
    }
    if (sight.done()) {
      return new Progress.Done();
    }
    return waiting(step).compareTo(UNSEEN) < 0
        ? new Progress.Going(sight.before(), null)
        : new Progress.Failed(
            "It was accepted, and is '%s' again; the provider has not carried it out."
                .formatted(sight.before()));
  }

  private Progress unanswered(Act.Step step, @Nullable String operation, ProviderException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case THROTTLED, UNREACHABLE, FAILED -> new Progress.Going("no answer: " + message, null);
      case NOT_FOUND -> gone(step, operation, message);
      case REFUSED -> new Progress.Failed(message);
      case DENIED, CREDENTIALS -> new Progress.Failed("How it ended cannot be seen: " + message);
    };
  }

  /** Names of operations are forgotten after a while; the thing itself tells then. */
  private Progress gone(Act.Step step, @Nullable String operation, String message) {
    if (operation == null || operation.isEmpty()) {
      CloudAction.Risk risk = catalogue.require(step.action(), step.type()).risk();
      return risk == CloudAction.Risk.DESTRUCTIVE
          ? new Progress.Done()
          : new Progress.Failed(message);
    }
    try {
      return seen(step);
    } catch (ProviderException e) {
      return new Progress.Failed("How it ended cannot be seen: " + e.getMessage());
    }
  }
}
