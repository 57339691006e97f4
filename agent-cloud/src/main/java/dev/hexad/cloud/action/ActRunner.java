package dev.hexad.cloud.action;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.message.Json;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/**
 * Carries acts out, step by step. Before each call the inverse is stored; whether a call without an
 * answer was accepted is asked of the cloud before it is made again.
 */
@Component
class ActRunner {
  private static final Logger log = LoggerFactory.getLogger(ActRunner.class);
  private static final int MOST_ATTEMPTS = 3;

  private final Catalogue catalogue;
  private final ActStore store;
  private final StepStore steps;
  private final AuditTrail trail;
  private final StepEnds ends;
  private final StepWatch watch;
  private final TransactionOperations transactions;
  private final LiveConfiguration<CloudSettings> settings;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  ActRunner(
      Catalogue catalogue,
      ActStore store,
      StepStore steps,
      AuditTrail trail,
      StepEnds ends,
      StepWatch watch,
      TransactionOperations transactions,
      LiveConfiguration<CloudSettings> settings) {
    this.catalogue = catalogue;
    this.store = store;
    this.steps = steps;
    this.trail = trail;
    this.ends = ends;
    this.watch = watch;
    this.transactions = transactions;
    this.settings = settings;
  }

  /** Looks at each step and keeps what was seen. */
  void look(UUID id) {
    for (Act.Step step : store.require(id).steps()) {
      if (step.state() != StepState.PLANNED || !step.before().isEmpty()) {
        continue;
      }
      Sight sight;
      try {
        sight = sight(step);
      } catch (RuntimeException e) {
        steps.state(id, step.number(), StepState.REFUSED, StepEnds.words(e));
        continue;
      }
      keep(id, step, sight, sight.done() ? StepState.UNNEEDED : StepState.PLANNED);
    }
  }

  private Sight sight(Act.Step step) {
    CloudAction<?> action = catalogue.require(step.action(), step.type());
    return catalogue.look(action, step.target(), step.parameters());
  }

  private void keep(UUID id, Act.Step step, Sight sight, StepState state) {
    Inverse inverse = sight.inverse();
    JsonNode parameters = inverse == null ? null : Json.tree(inverse.parameters());
    steps.keep(
        id,
        step.number(),
        state,
        sight.before(),
        sight.after(),
        inverse == null ? null : inverse.action(),
        parameters,
        null);
  }

  void start(UUID id) {
    executor.execute(() -> run(id));
  }

  /** Carries on what a stopped agent began. */
  @Scheduled(fixedDelay = 15_000, initialDelay = 5_000)
  void carryOn() {
    store.claimAbandoned().forEach(this::start);
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }

  /** Safe to be called again after a crash at any place. */
  void run(UUID id) {
    try {
      Act.Detail detail = store.require(id);
      for (Act.Step step : detail.steps()) {
        switch (step.state()) {
          case PLANNED, INTENDED -> {
            if (!settings.current().actions().enabled()) {
              // It stays as it is, and goes on when actions are switched on again.
              return;
            }
            store.keepClaim(id);
            carryOut(detail.act(), step);
          }
          case UNNEEDED, REFUSED, WORKING, DONE, FAILED, LEFT -> {}
        }
      }
      watch.await(id);
      finish(id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("act", id).log("act broke off; it is carried on later");
    }
  }

  private void carryOut(Act act, Act.Step step) throws InterruptedException {
    boolean begun = step.state() == StepState.INTENDED;
    for (int attempt = step.attempts() + 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Sight sight;
      try {
        sight = sight(step);
      } catch (RuntimeException e) {
        if (attempt < MOST_ATTEMPTS && mayPass(e)) {
          Thread.sleep(Duration.ofSeconds(attempt));
          continue;
        }
        ends.ended(act, step, StepState.FAILED, "It could not be looked at: " + StepEnds.words(e));
        return;
      }
      if (sight.done()) {
        accepted(act, step, sight, begun ? StepState.DONE : StepState.UNNEEDED);
        return;
      }
      if (!begun && !sight.before().equals(step.before())) {
        ends.ended(
            act,
            step,
            StepState.REFUSED,
            "It has changed since it was looked at: it was '%s' and is '%s'."
                .formatted(step.before(), sight.before()));
        return;
      }
      keep(act.id(), step, sight, StepState.INTENDED);
      begun = true;
      Outcome outcome;
      try {
        outcome = sight.call().make();
      } catch (RuntimeException e) {
        if (!mayPass(e)) {
          ends.ended(act, step, StepState.FAILED, StepEnds.words(e));
          return;
        }
        log.atWarn()
            .addKeyValue("act", act.id())
            .addKeyValue("resource", step.resourceId())
            .log("no answer; looking whether it was accepted: {}", e.getMessage());
        Thread.sleep(Duration.ofSeconds(attempt));
        store.keepClaim(act.id());
        continue;
      }
      switch (outcome) {
        case Outcome.Done() -> ends.ended(act, step, StepState.DONE, null);
        case Outcome.Operation(String name) -> steps.working(act.id(), step.number(), name);
        case Outcome.Working() -> steps.working(act.id(), step.number(), "");
      }
      return;
    }
    giveUp(act, step);
  }

  /** It is so, or on its way: a call without an answer was accepted all the same. */
  private void accepted(Act act, Act.Step step, Sight sight, StepState state) {
    if (sight.underWay() && state == StepState.DONE) {
      steps.working(act.id(), step.number(), "");
    } else {
      ends.ended(act, step, state, null);
    }
  }

  /** The last call may have been accepted all the same. */
  private void giveUp(Act act, Act.Step step) {
    String problem = "It was tried " + MOST_ATTEMPTS + " times.";
    try {
      Sight sight = sight(step);
      if (sight.done()) {
        accepted(act, step, sight, StepState.DONE);
        return;
      }
    } catch (RuntimeException e) {
      problem += " Whether it was done cannot be said: " + StepEnds.words(e);
    }
    ends.ended(act, step, StepState.FAILED, problem);
  }

  private static boolean mayPass(RuntimeException e) {
    return e instanceof ProviderException provider
        && switch (provider.kind()) {
          case THROTTLED, UNREACHABLE, FAILED -> true;
          case DENIED, CREDENTIALS, NOT_FOUND, REFUSED -> false;
        };
  }

  private void finish(UUID id) {
    List<Act.Step> all = store.require(id).steps();
    long failed = count(all, StepState.FAILED) + count(all, StepState.REFUSED);
    long left = count(all, StepState.LEFT);
    ActState state =
        failed + left == 0
            ? ActState.DONE
            : failed == all.size() ? ActState.FAILED : ActState.PARTLY;
    transactions.executeWithoutResult(status -> {
      if (store.move(id, List.of(ActState.RUNNING), state, null)) {
        String words = failed + " of " + all.size() + " failed";
        if (left > 0) {
          words += ", nobody waited for the end of " + left;
        }
        trail.add("agent:cloud", state.name(), id, null, words);
      }
    });
  }

  private static long count(List<Act.Step> steps, StepState state) {
    return steps.stream().filter(step -> step.state() == state).count();
  }
}
