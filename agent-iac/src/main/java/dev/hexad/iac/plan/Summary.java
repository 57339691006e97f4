package dev.hexad.iac.plan;

import dev.hexad.iac.policy.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan in a few lines for people. */
final class Summary {
  private static final int MOST_FINDINGS = 10;

  private Summary() {}

  static List<String> lines(Plan plan) {
    var lines = new ArrayList<String>();
    lines.add(
        "%d to add, %d to change, %d to destroy; risk %s"
            .formatted(
                plan.toAdd(),
                plan.toChange(),
                plan.toDestroy(),
                plan.risk().name().toLowerCase(Locale.ROOT)));
    if (plan.drifted() > 0) {
      lines.add(plan.drifted() + " drifted since the last apply");
    }
    if (plan.cost() != null) {
      lines.add(plan.cost().line());
    }
    plan.findings().stream().limit(MOST_FINDINGS).map(Summary::line).forEach(lines::add);
    int more = plan.findings().size() - MOST_FINDINGS;
    if (more > 0) {
      lines.add("and " + more + " findings more");
    }
    return lines;
  }

  private static String line(Finding finding) {
    String where = finding.address() == null ? "" : " at " + finding.address();
    String passed = finding.passedBy() == null ? "" : " (passed: " + finding.passedBy() + ")";
    return finding.severity().name().toLowerCase(Locale.ROOT)
        + " "
        + finding.policy()
        + where
        + ": "
        + finding.message()
        + passed;
  }
}
