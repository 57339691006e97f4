package dev.hexad.cloud.action;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.agent.enrolment.OtherAgents;
import dev.hexad.cloud.search.Resource;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Asks the FinOps agent what resources cost. */
@Component
class ActCosts {
  private static final Logger log = LoggerFactory.getLogger(ActCosts.class);

  private final OtherAgents others;

  ActCosts(OtherAgents others) {
    this.others = others;
  }

  ActCost of(List<Resource> targets) {
    List<String> names = targets.stream().map(Resource::id).distinct().toList();
    try {
      List<OtherAgents.ResourceCost> costs = others.costs(names);
      return new ActCost(
          costs.stream().flatMap(cost -> cost.amounts().stream()).toList(),
          names.size() - costs.size(),
          null);
    } catch (OrchestratorClient.RefusedException e) {
      return unknown(names, "there is no FinOps agent to ask");
    } catch (IOException | JacksonException e) {
      log.atWarn().setCause(e).log("the cost of an act is not known");
      return unknown(names, "the FinOps agent does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "It was interrupted.", e);
    }
  }

  private static ActCost unknown(List<String> names, String away) {
    return new ActCost(List.of(), names.size(), away);
  }
}
