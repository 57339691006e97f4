package dev.hexad.iac.cost;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.agent.enrolment.OtherAgents;
import dev.hexad.contracts.command.EstimateParameters;
import dev.hexad.contracts.command.EstimateParameters.PlannedChange;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Asks the FinOps agent; a plan without an answer is a plan whose cost is not known. */
@Component
public class PlanCosts {
  private static final Logger log = LoggerFactory.getLogger(PlanCosts.class);
  private static final int MOST = 5000;

  private final OtherAgents others;
  private final EstimateNames names;

  PlanCosts(OtherAgents others, EstimateNames names) {
    this.others = others;
    this.names = names;
  }

  /** What the changes of a plan cost; null when there are none. */
  public @Nullable PlanCost of(
      UUID plan, String application, @Nullable String environment, List<PlannedChange> changes)
      throws InterruptedException {
    return ask(
        changes,
        () -> new EstimateParameters(plan, application, environment, null, changes),
        answer ->
            names.estimated(
                plan,
                answer.estimateId(),
                answer.priced().stream().map(EstimateParameters.PricedChange::address).toList()));
  }

  /** What drift costs; null when there is none. */
  public @Nullable PlanCost ofDrift(
      String application, @Nullable String environment, List<PlannedChange> drift)
      throws InterruptedException {
    return ask(
        drift,
        () -> new EstimateParameters(null, application, environment, null, drift),
        answer -> {});
  }

  private @Nullable PlanCost ask(
      List<PlannedChange> changes,
      Supplier<EstimateParameters> question,
      Consumer<EstimateParameters.Result> priced)
      throws InterruptedException {
    if (changes.isEmpty()) {
      return null;
    }
    if (changes.size() > MOST) {
      return PlanCost.unknown(changes.size(), "more than " + MOST + " changes");
    }
    try {
      EstimateParameters.Result answer = others.estimate(question.get());
      if (answer.priced().isEmpty()) {
        return PlanCost.unknown(answer.notPriced().size(), "none of the changes has a price");
      }
      priced.accept(answer);
      return new PlanCost(
          answer.corrected().amount(),
          answer.corrected().currency(),
          answer.notPriced().size(),
          answer.summary());
    } catch (OrchestratorClient.RefusedException e) {
      return PlanCost.unknown(
          changes.size(),
          e.status() == 404 || e.status() == 503
              ? "there is no FinOps agent"
              : "the FinOps agent answers " + e.status());
    } catch (IOException | JacksonException e) {
      log.atWarn().setCause(e).log("the cost of changes is not known");
      return PlanCost.unknown(changes.size(), "the FinOps agent does not answer");
    }
  }
}
