package dev.hexad.cloud.action;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.action.ActStore.NewStep;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.search.Resource;
import dev.hexad.cloud.search.Resources;
import dev.hexad.cloud.search.Search;
import dev.hexad.cloud.settings.ActionSettings;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Asks for acts, decides on them, and has them carried out and undone. */
@Service
public class Acts {
  static final String UNDO = "undo";

  private final Catalogue catalogue;
  private final ActStore store;
  private final ActRunner runner;
  private final Search search;
  private final Resources resources;
  private final AuditTrail trail;
  private final LiveConfiguration<CloudSettings> settings;
  private final TransactionOperations transactions;
  private final Clock clock;

  Acts(
      Catalogue catalogue,
      ActStore store,
      ActRunner runner,
      Search search,
      Resources resources,
      AuditTrail trail,
      LiveConfiguration<CloudSettings> settings,
      TransactionOperations transactions,
      Clock clock) {
    this.catalogue = catalogue;
    this.store = store;
    this.runner = runner;
    this.search = search;
    this.resources = resources;
    this.trail = trail;
    this.settings = settings;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * What somebody wants done.
   *
   * @param resources uids of resources; those of the filter when empty
   * @param key what makes asking twice asking once; null for none
   */
  public record Wish(
      String action,
      JsonNode parameters,
      List<UUID> resources,
      @Nullable String filter,
      String reason,
      @Nullable String key) {
    public Wish {
      resources = List.copyOf(resources);
    }
  }

  /** Steps with parameters of their own, for example fixes. */
  public record Part(UUID resource, String action, JsonNode parameters) {}

  /**
   * Looks at everything that would be touched, and does nothing.
   *
   * @return the act, which can be carried out
   * @throws HexadException when it is not allowed or makes no sense
   */
  public UUID plan(String who, Wish wish) {
    List<Resource> targets = targets(wish);
    var parts =
        targets.stream().map(t -> new Part(t.uid(), wish.action(), wish.parameters())).toList();
    return plan(who, wish.action(), wish.parameters(), parts, wish.reason(), wish.key());
  }

  /** As {@link #plan(String, Wish)}, for parts that differ. */
  public UUID plan(
      String who,
      String title,
      JsonNode parameters,
      List<Part> parts,
      String reason,
      @Nullable String key) {
    if (key != null) {
      var before = store.byKey(key);
      if (before.isPresent()) {
        return before.get();
      }
    }
    ActionSettings limits = settings.current().actions();
    BlastRadius.checkCount(parts.size(), limits);
    List<Resource> targets =
        parts.stream().map(p -> resources.require(p.resource(), null).resource()).toList();
    Risk risk = Risk.REVERSIBLE;
    var steps = new ArrayList<NewStep>();
    for (int i = 0; i < parts.size(); i++) {
      Resource target = targets.get(i);
      Part part = parts.get(i);
      if (target.removed()) {
        throw HexadException.notFound("resource", target.id());
      }
      CloudAction<?> action = catalogue.require(part.action(), target.type());
      catalogue.check(action, part.parameters());
      risk = action.risk().compareTo(risk) > 0 ? action.risk() : risk;
      String account =
          store
              .accountName(target.provider(), target.account())
              .orElseThrow(() -> HexadException.notFound("connected account", target.account()));
      steps.add(NewStep.of(target, account, part.action(), part.parameters()));
    }
    checkShares(targets, limits);
    return add(who, title, parameters, steps, risk, reason, key, null);
  }

  /** Whether there is such an action for a type. */
  public boolean offers(String action, String type) {
    return catalogue.offers(action, type);
  }

  private void checkShares(List<Resource> targets, ActionSettings limits) {
    Map<List<String>, Long> counts =
        targets.stream()
            .collect(
                Collectors.groupingBy(
                    t -> List.of(t.provider(), t.account(), t.type()), Collectors.counting()));
    counts.forEach((kind, count) ->
        BlastRadius.checkShare(
            kind.get(2),
            kind.get(1),
            count.intValue(),
            store.population(kind.get(0), kind.get(1), kind.get(2)),
            limits));
  }

  private List<Resource> targets(Wish wish) {
    if (!wish.resources().isEmpty()) {
      return wish.resources().stream()
          .distinct()
          .map(uid -> resources.require(uid, null).resource())
          .toList();
    }
    if (wish.filter() == null || wish.filter().isBlank()) {
      throw new HexadException(
          ProblemType.INVALID, "Say what to act on, by 'resources' or by a filter 'q'.");
    }
    List<Resource> found =
        search.find(wish.filter(), settings.current().actions().maxResources() + 1);
    if (found.isEmpty()) {
      throw new HexadException(ProblemType.NOT_FOUND, "The filter finds nothing to act on.");
    }
    return found;
  }

  private UUID add(
      String who,
      String title,
      JsonNode parameters,
      List<NewStep> steps,
      Risk risk,
      String reason,
      @Nullable String key,
      @Nullable UUID undoOf) {
    UUID id = Ids.next();
    String provider = steps.getFirst().type().replaceFirst("\\..*", "");
    var act =
        new Act(
            id,
            title,
            parameters,
            provider,
            reason,
            ActState.PLANNED,
            risk.name(),
            who,
            null,
            undoOf,
            null,
            null,
            clock.instant(),
            null);
    Boolean added =
        transactions.execute(status -> {
          if (!store.add(act, key)) {
            return false;
          }
          if (undoOf != null && !store.markUndone(undoOf, id)) {
            throw new HexadException(ProblemType.CONFLICT, "It is undone already.");
          }
          for (int i = 0; i < steps.size(); i++) {
            store.add(id, i, steps.get(i));
          }
          trail.add(
              who, "PLANNED", id, null, title + ", " + steps.size() + " resources: " + reason);
          return true;
        });
    if (!Boolean.TRUE.equals(added)) {
      return store.byKey(String.valueOf(key)).orElseThrow();
    }
    runner.look(id);
    return id;
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
      if (step.state() == StepState.DONE && inverse != null && parameters != null) {
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
                parameters));
      }
    }
    if (steps.isEmpty()) {
      throw new HexadException(
          ProblemType.CONFLICT, "Nothing of it can be undone: no step has an inverse.");
    }
    Risk risk = Risk.valueOf(done.act().risk());
    return add(who, UNDO, Json.mapper().createObjectNode(), steps, risk, reason, null, id);
  }
}
