package dev.hexad.cloud.action;

import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.service.outbox.Outbox;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps how steps ended, with the audit trail and the word to everyone in one transaction. */
@Component
class StepEnds {
  private static final Logger log = LoggerFactory.getLogger(StepEnds.class);

  private final StepStore steps;
  private final AuditTrail trail;
  private final Outbox outbox;
  private final TransactionOperations transactions;

  StepEnds(StepStore steps, AuditTrail trail, Outbox outbox, TransactionOperations transactions) {
    this.steps = steps;
    this.trail = trail;
    this.outbox = outbox;
    this.transactions = transactions;
  }

  /** What an adapter did not foresee is told as such, and written down where it can be found. */
  static String words(RuntimeException e) {
    if (e instanceof ProviderException || e instanceof HexadException) {
      return String.valueOf(e.getMessage());
    }
    log.atError().setCause(e).log("an action is at fault");
    return "The action is at fault: " + e;
  }

  void ended(Act act, Act.Step step, StepState state, @Nullable String problem) {
    transactions.executeWithoutResult(status -> {
      steps.state(act.id(), step.number(), state, problem);
      told(act, step, state, problem, act.requestedBy());
    });
  }

  /** The same for what somebody waits for; nothing when nobody waits any more. */
  void waited(Act act, Act.Step step, StepState state, @Nullable String problem, String who) {
    transactions.executeWithoutResult(status -> {
      if (steps.endWaiting(act.id(), step.number(), state, problem)) {
        told(act, step, state, problem, who);
      }
    });
  }

  private void told(Act act, Act.Step step, StepState state, @Nullable String problem, String who) {
    String what = step.action() + " " + step.type() + " " + step.name();
    trail.add(
        who, "STEP_" + state, act.id(), step.uid(), problem == null ? what : what + ": " + problem);
    if (state.mayBeUndone()) {
      steps.readSoon(step);
    }
    if (state == StepState.DONE) {
      outbox.event(observed(act, step));
    }
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
}
