package dev.hexad.orchestrator.run;

import dev.hexad.contracts.event.ChangePlanMade;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.orchestrator.application.Applications;
import dev.hexad.orchestrator.gate.GateFacts;
import dev.hexad.orchestrator.gate.GateFactsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes change plans, for those who ask and for those who are told. */
@Component
class ChangePlans {
  private static final int MOST_FACTS = 12;
  private static final int MOST_TEXT = 2_000;

  private final GateFactsReader facts;
  private final Applications applications;

  ChangePlans(GateFactsReader facts, Applications applications) {
    this.facts = facts;
    this.applications = applications;
  }

  ChangePlan of(Run run, Stage gate) {
    List<ChangePlan.Part> parts = ChangePlan.parts(run, gate);
    UUID application = run.applicationId();
    GateFacts known = facts.read(run.tenant(), application);
    List<String> dependents =
        application == null ? List.of() : applications.dependents(run.tenant(), application);
    return new ChangePlan(
        ChangePlan.hash(parts),
        parts,
        new ChangePlan.Impact(dependents, known.budgets(), known.alerts()));
  }

  /** What is told when a run comes to a gate where a plan is approved; empty at other gates. */
  Optional<ChangePlanMade> news(Run run, Stage gate) {
    ChangeRef change = run.change();
    boolean asks =
        gate.definition().uses().equals("gate.approval")
            && gate.definition().parameters().path("plan").asBoolean(false);
    if (change == null || !asks) {
      return Optional.empty();
    }
    ChangePlan plan = of(run, gate);
    return Optional.of(
        new ChangePlanMade(
            run.id(),
            gate.id(),
            change,
            plan.hash(),
            gate.definition().parameters().path("approvals").asInt(1),
            plan.parts().stream()
                .map(part -> new ChangePlanMade.Part(part.stage(), part.uses(), summary(part)))
                .toList(),
            plan.impact().dependents(),
            plan.impact().objectives().stream().map(ChangePlans::text).toList(),
            plan.impact().firing().stream().map(GateFacts.Alert::title).toList()));
  }

  private static String text(GateFacts.Budget budget) {
    return budget.objective() + ": " + Math.round(budget.remaining() * 100) + " % left";
  }

  /** What the agent says of its result, or the plain values in it. */
  private static String summary(ChangePlan.Part part) {
    JsonNode result = part.result();
    String said = result.path("summary").asString("");
    if (!said.isBlank()) {
      return said.length() > MOST_TEXT ? said.substring(0, MOST_TEXT) : said;
    }
    var lines = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> field : result.properties()) {
      if (field.getValue().isValueNode() && !field.getValue().isNull()) {
        lines.add(field.getKey() + ": " + field.getValue().asString());
      }
    }
    return String.join("\n", lines.subList(0, Math.min(MOST_FACTS, lines.size())));
  }
}
