package dev.hexad.cloud.action;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.action.Acts.Order;
import dev.hexad.cloud.action.Acts.Part;
import dev.hexad.cloud.action.Acts.Wish;
import dev.hexad.cloud.action.StepStore.NewStep;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.search.Resource;
import dev.hexad.cloud.search.Resources;
import dev.hexad.cloud.search.Search;
import dev.hexad.cloud.settings.ActionSettings;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Makes acts out of wishes: what is touched, within which limits, and how it looks now. */
@Component
class ActPlans {
  private final Catalogue catalogue;
  private final ActStore store;
  private final StepStore stepStore;
  private final ActRunner runner;
  private final Search search;
  private final Resources resources;
  private final AuditTrail trail;
  private final ActCosts costs;
  private final ActIac iac;
  private final LiveConfiguration<CloudSettings> settings;
  private final TransactionOperations transactions;
  private final Clock clock;

  ActPlans(
      Catalogue catalogue,
      ActStore store,
      StepStore stepStore,
      ActRunner runner,
      Search search,
      Resources resources,
      AuditTrail trail,
      ActCosts costs,
      ActIac iac,
      LiveConfiguration<CloudSettings> settings,
      TransactionOperations transactions,
      Clock clock) {
    this.catalogue = catalogue;
    this.store = store;
    this.stepStore = stepStore;
    this.runner = runner;
    this.search = search;
    this.resources = resources;
    this.trail = trail;
    this.costs = costs;
    this.iac = iac;
    this.settings = settings;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What is to be known of what is touched, in words. */
  record Known(@Nullable String iac, @Nullable String cost) {
    static final Known NOTHING = new Known(null, null);
  }

  /** Plans parts that may differ. */
  UUID plan(String who, Order order) {
    String key = order.key();
    if (key != null) {
      var before = store.byKey(key);
      if (before.isPresent()) {
        return before.get();
      }
    }
    List<Part> parts = order.parts();
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
      steps.add(NewStep.of(target, account, part));
    }
    checkShares(targets, limits);
    var known =
        new Known(iac.check(parts, targets, order.force()), costs.of(targets).check(limits));
    return add(
        who, order.title(), order.parameters(), steps, risk, order.reason(), known, key, null);
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

  List<Resource> targets(Wish wish) {
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

  UUID add(
      String who,
      String title,
      JsonNode parameters,
      List<NewStep> steps,
      Risk risk,
      String reason,
      Known known,
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
            null,
            known.cost(),
            known.iac());
    Boolean added =
        transactions.execute(status -> {
          if (!store.add(act, key)) {
            return false;
          }
          if (undoOf != null && !store.markUndone(undoOf, id)) {
            throw new HexadException(ProblemType.CONFLICT, "It is undone already.");
          }
          for (int i = 0; i < steps.size(); i++) {
            stepStore.add(id, i, steps.get(i));
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
}
