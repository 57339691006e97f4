package dev.hexad.ci.status;

import dev.hexad.contracts.event.ChangePlanMade;
import dev.hexad.githost.api.Markdown;
import java.util.List;

/** A change plan in Markdown; everything in it is escaped. */
final class PlanText {
  private PlanText() {}

  static String of(ChangePlanMade plan) {
    var text = new StringBuilder("Approval is for exactly this plan, ");
    text.append(Markdown.code(plan.hash())).append(".\n\n");
    text.append("| Stage | What it is about to do |\n|---|---|\n");
    for (ChangePlanMade.Part part : plan.parts()) {
      text.append("| ")
          .append(Markdown.escape(part.stage()))
          .append(" (")
          .append(Markdown.code(part.uses()))
          .append(") | ")
          .append(String.join("<br>", part.summary().lines().map(Markdown::escape).toList()))
          .append(" |\n");
    }
    list(text, "Depends on it", plan.dependents());
    list(text, "Objectives", plan.objectives());
    list(text, "Firing now", plan.firing());
    return text.toString();
  }

  private static void list(StringBuilder text, String title, List<String> items) {
    if (!items.isEmpty()) {
      text.append("\n**").append(title).append(":** ");
      text.append(String.join(", ", items.stream().map(Markdown::escape).toList())).append('\n');
    }
  }
}
