package dev.hexad.cloud.action;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.action.StepStore.NewStep;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.search.Resource;
import dev.hexad.cloud.settings.ActionSettings;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Asks for acts, decides on them, and has them carried out and undone. */
@Service
public class Acts {
  static final String UNDO = "undo";

  private final Catalogue catalogue;
  private final ActPlans plans;
  private final ActStore store;
  private final ActRunner runner;
  private final AuditTrail trail;
  private final LiveConfiguration<CloudSettings> settings;
  private final TransactionOperations transactions;

  Acts(
      Catalogue catalogue,
      ActPlans plans,
      ActStore store,
      ActRunner runner,
      AuditTrail trail,
      LiveConfiguration<CloudSettings> settings,
      TransactionOperations transactions) {
    this.catalogue = catalogue;
    this.plans = plans;
    this.store = store;
    this.runner = runner;
    this.trail = trail;
    this.settings = settings;
    this.transactions = transactions;
  }

  /**
   * What somebody wants done.
   *
   * @param resources uids of resources; those of the filter when empty
   * @param key what makes asking twice asking once; null for none
   * @param force also what IaC owns
   */
  public record Wish(
      String action,
      JsonNode parameters,
      List<UUID> resources,
      @Nullable String filter,
      String reason,
      @Nullable String key,
      boolean force) {
    public Wish {
      resources = List.copyOf(resources);
    }
  }

  /**
   * A step with parameters of its own, for example a fix.
   *
   * @param note why it is as it is, for people; null for nothing to say
   */
  public record Part(UUID resource, String action, JsonNode parameters, @Nullable String note) {
    public Part(UUID resource, String action, JsonNode parameters) {
      this(resource, action, parameters, null);
    }
  }

  /**
   * Parts that are one act.
   *
   * @param title what it is called
   * @param key what makes asking twice asking once; null for none
   * @param force also what IaC owns
   */
  public record Order(
      String title,
      JsonNode parameters,
      List<Part> parts,
      String reason,
      @Nullable String key,
      boolean force) {
    public Order {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Looks at everything that would be touched, and does nothing.
   *
   * @return the act, which can be carried out
   * @throws HexadException when it is not allowed or makes no sense
   */
  public UUID plan(String who, Wish wish) {
    List<Resource> targets = plans.targets(wish);
    var parts =
        targets.stream().map(t -> new Part(t.uid(), wish.action(), wish.parameters())).toList();
    return plan(
        who,
        new Order(
            wish.action(), wish.parameters(), parts, wish.reason(), wish.key(), wish.force()));
  }

  /** As {@link #plan(String, Wish)}, for parts that differ. */
  public UUID plan(String who, Order order) {
    return plans.plan(who, order);
  }

  /** Whether there is such an action for a type. */
  public boolean offers(String action, String type) {
    return catalogue.offers(action, type);
  }

  /**
   * Carries out what was planned, at once or when somebody has approved it.
   *
   * @throws HexadException when it is not there to be carried out
   */
  public void carryOut(UUID id, String who) {
    Act act = store.require(id).act();
    ActionSettings limits = requireEnabled();
    // Whoever planned it may have ended before it was looked at.
    runner.look(id);
    boolean waits = !isBounded(act) && needsApproval(Risk.valueOf(act.risk()), limits);
    transactions.executeWithoutResult(status -> {
      require(
          store.move(
              id, List.of(ActState.PLANNED), waits ? ActState.WAITING : ActState.RUNNING, null));
      trail.add(who, waits ? "APPROVAL_ASKED" : "STARTED", id, null, act.action());
    });
    if (!waits) {
      runner.start(id);
    }
  }

  /**
   * Carries out what the configuration asks for, which is the approval too. It may be called again.
   *
   * @param act planned by the same schedule
   */
  public void carryOutAsConfigured(UUID act, String who) {
    requireEnabled();
    runner.look(act);
    Boolean moved =
        transactions.execute(status -> {
          boolean first = store.move(act, List.of(ActState.PLANNED), ActState.RUNNING, who);
          if (first) {
            trail.add(who, "STARTED", act, null, store.require(act).act().action());
          }
          return first;
        });
    if (Boolean.TRUE.equals(moved)) {
      runner.start(act);
    }
  }

  /** Whether nothing more is going to happen by itself. */
  public boolean hasEnded(UUID act) {
    return switch (store.require(act).act().state()) {
      case DONE, PARTLY, FAILED, REJECTED -> true;
      case PLANNED, WAITING, RUNNING -> false;
    };
  }

  /** As {@link #undo}, but it may be called again; empty when nothing can be brought back. */
  public Optional<UUID> undoOnce(UUID id, String who, String reason) {
    Act.Detail done = store.require(id);
    UUID before = done.act().undoneBy();
    if (before != null) {
      return Optional.of(before);
    }
    boolean possible =
        done.steps().stream().anyMatch(s -> s.state().mayBeUndone() && s.inverseAction() != null);
    return possible ? Optional.of(undo(id, who, reason)) : Optional.empty();
  }

  private ActionSettings requireEnabled() {
    ActionSettings limits = settings.current().actions();
    if (!limits.enabled()) {
      throw new HexadException(
          ProblemType.POLICY_VIOLATED, "Actions are switched off: actions.enabled is false.");
    }
    return limits;
  }

  /** The undo of an act that somebody approved; the undo of an undo is not. */
  private boolean isBounded(Act act) {
    UUID of = act.undoOf();
    return of != null && store.require(of).act().decidedBy() != null;
  }

  private static boolean needsApproval(Risk risk, ActionSettings limits) {
    return switch (limits.approval()) {
      case NONE -> false;
      case ALL -> true;
      case DESTRUCTIVE -> risk == Risk.DESTRUCTIVE;
      case DISRUPTIVE -> risk != Risk.REVERSIBLE;
    };
  }

  private static void require(boolean moved) {
    if (!moved) {
      throw new HexadException(
          ProblemType.CONFLICT, "The act is not in a state that allows this; read it again.");
    }
  }

  /** Somebody else than who asked for it says yes. */
  void approve(UUID id, String who) {
    Act act = store.require(id).act();
    if (act.requestedBy().equals(who)) {
      throw new HexadException(
          ProblemType.FORBIDDEN, "Somebody else than who asked for an act has to approve it.");
    }
    requireEnabled();
    transactions.executeWithoutResult(status -> {
      require(store.move(id, List.of(ActState.WAITING), ActState.RUNNING, who));
      trail.add(who, "APPROVED", id, null, act.action());
    });
    runner.start(id);
  }

  void reject(UUID id, String who, String reason) {
    transactions.executeWithoutResult(status -> {
      require(store.move(id, List.of(ActState.PLANNED, ActState.WAITING), ActState.REJECTED, who));
      trail.add(who, "REJECTED", id, null, reason);
    });
  }

  /**
   * Plans what brings back what was, from the journal.
   *
   * @return the act, which can be carried out
   */
  UUID undo(UUID id, String who, String reason) {
    Act.Detail done = store.require(id);
    var steps = new ArrayList<NewStep>();
    for (Act.Step step : done.steps().reversed()) {
      String inverse = step.inverseAction();
      JsonNode parameters = step.inverseParameters();
      if (step.state().mayBeUndone() && inverse != null && parameters != null) {
        steps.add(
            new NewStep(
                step.uid(),
                step.accountName(),
                step.account(),
                step.region(),
                step.type(),
                step.resourceId(),
                step.name(),
                inverse,
                parameters,
                null));
      }
    }
    if (steps.isEmpty()) {
      throw new HexadException(
          ProblemType.CONFLICT, "Nothing of it can be undone: no step has an inverse.");
    }
    Risk risk = Risk.valueOf(done.act().risk());
    return plans.add(
        who,
        UNDO,
        Json.mapper().createObjectNode(),
        steps,
        risk,
        reason,
        ActPlans.Known.NOTHING,
        null,
        id);
  }
}
