package dev.hexad.cloud.action;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.service.outbox.Outbox;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
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
  private final Outbox outbox;
  private final TransactionOperations transactions;
  private final LiveConfiguration<CloudSettings> settings;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  ActRunner(
      Catalogue catalogue,
      ActStore store,
      StepStore steps,
      AuditTrail trail,
      Outbox outbox,
      TransactionOperations transactions,
      LiveConfiguration<CloudSettings> settings) {
    this.catalogue = catalogue;
    this.store = store;
    this.steps = steps;
    this.trail = trail;
    this.outbox = outbox;
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
        steps.state(id, step.number(), StepState.REFUSED, words(e));
        continue;
      }
      keep(id, step, sight, sight.done() ? StepState.UNNEEDED : StepState.PLANNED);
    }
  }

  /** What an adapter did not foresee is told as such, and written down where it can be found. */
  private static String words(RuntimeException e) {
    if (e instanceof ProviderException || e instanceof HexadException) {
      return String.valueOf(e.getMessage());
    }
    log.atError().setCause(e).log("an action is at fault");
    return "The action is at fault: " + e;
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
          case UNNEEDED, REFUSED, DONE, FAILED -> {}
        }
      }
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
        ended(act, step, StepState.FAILED, "It could not be looked at: " + words(e));
        return;
      }
      if (sight.done()) {
        ended(act, step, begun ? StepState.DONE : StepState.UNNEEDED, null);
        return;
      }
      if (!begun && !sight.before().equals(step.before())) {
        ended(
            act,
            step,
            StepState.REFUSED,
            "It has changed since it was looked at: it was '%s' and is '%s'."
                .formatted(step.before(), sight.before()));
        return;
      }
      keep(act.id(), step, sight, StepState.INTENDED);
      begun = true;
      try {
        sight.act().run();
      } catch (RuntimeException e) {
        if (!mayPass(e)) {
          ended(act, step, StepState.FAILED, words(e));
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
      ended(act, step, StepState.DONE, null);
      return;
    }
    giveUp(act, step);
  }

  /** The last call may have been accepted all the same. */
  private void giveUp(Act act, Act.Step step) {
    String problem = "It was tried " + MOST_ATTEMPTS + " times.";
    try {
      if (sight(step).done()) {
        ended(act, step, StepState.DONE, null);
        return;
      }
    } catch (RuntimeException e) {
      problem += " Whether it was done cannot be said: " + words(e);
    }
    ended(act, step, StepState.FAILED, problem);
  }

  private static boolean mayPass(RuntimeException e) {
    return e instanceof ProviderException provider
        && switch (provider.kind()) {
          case THROTTLED, UNREACHABLE, FAILED -> true;
          case DENIED, CREDENTIALS, NOT_FOUND, REFUSED -> false;
        };
  }

  private void ended(Act act, Act.Step step, StepState state, @Nullable String problem) {
    transactions.executeWithoutResult(status -> {
      steps.state(act.id(), step.number(), state, problem);
      String what = step.action() + " " + step.type() + " " + step.name();
      trail.add(
          act.requestedBy(),
          "STEP_" + state,
          act.id(),
          step.uid(),
          problem == null ? what : what + ": " + problem);
      if (state == StepState.DONE) {
        steps.readSoon(step);
        outbox.event(observed(act, step));
      }
    });
  }

  private static ChangeObserved observed(Act act, Act.Step step) {
    String key = String.join("/", act.provider(), step.account(), step.region(), step.resourceId());
    return new ChangeObserved(
        new NodeRef(NodeRef.Kind.RESOURCE, key, step.name()),
        step.action(),
        "%s %s, act %s: %s".formatted(step.action(), step.name(), act.id(), act.reason()),
        null,
        null,
        act.requestedBy(),
        List.of(),
        null);
  }

  private void finish(UUID id) {
    List<Act.Step> all = store.require(id).steps();
    long failed =
        all.stream()
            .filter(s -> s.state() == StepState.FAILED || s.state() == StepState.REFUSED)
            .count();
    ActState state =
        failed == 0 ? ActState.DONE : failed == all.size() ? ActState.FAILED : ActState.PARTLY;
    transactions.executeWithoutResult(status -> {
      if (store.move(id, List.of(ActState.RUNNING), state, null)) {
        trail.add("agent:cloud", state.name(), id, null, failed + " of " + all.size() + " failed");
      }
    });
  }
}
