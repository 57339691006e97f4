package dev.hexad.iac.cost;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.contracts.command.EstimateParameters;
import dev.hexad.contracts.command.EstimateParameters.PlannedChange;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
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

  private final OrchestratorClient orchestrator;
  private final EstimateNames names;

  PlanCosts(OrchestratorClient orchestrator, EstimateNames names) {
    this.orchestrator = orchestrator;
    this.names = names;
  }

  /** What the changes cost; null when there are none. */
  public @Nullable PlanCost of(
      UUID plan, String application, @Nullable String environment, List<PlannedChange> changes)
      throws InterruptedException {
    if (changes.isEmpty()) {
      return null;
    }
    if (changes.size() > MOST) {
      return PlanCost.unknown(changes.size(), "more than " + MOST + " changes");
    }
    try {
      EstimateParameters.Result answer =
          orchestrator.estimate(
              new EstimateParameters(plan, application, environment, null, changes));
      if (answer.priced().isEmpty()) {
        return PlanCost.unknown(answer.notPriced().size(), "none of the changes has a price");
      }
      names.estimated(
          plan,
          answer.estimateId(),
          answer.priced().stream().map(EstimateParameters.PricedChange::address).toList());
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
      log.atWarn().setCause(e).addKeyValue("plan", plan).log("the cost of a plan is not known");
      return PlanCost.unknown(changes.size(), "the FinOps agent does not answer");
    }
  }
}
