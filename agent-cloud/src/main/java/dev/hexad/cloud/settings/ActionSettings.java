package dev.hexad.cloud.settings;

import dev.hexad.contracts.message.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be done without asking, and how much at once.
 *
 * @param enabled whether anything may be acted on at all; looking is always possible
 * @param maxResources the most resources of one act
 * @param maxPercent the most of all resources of a type in an account; a single one may always be
 * @param approval which acts somebody else has to approve
 * @param maxCost the most that all resources of one act have cost in 30 days; 1,000 USD when absent
 * @param refuseUnknownCost whether acts on resources whose cost nobody knows are refused
 * @param grants what acts may give somebody: ARNs of policies, roles of Google Cloud, ids of role
 *     definitions of Azure; an asterisk at the end stands for anything; nothing when absent
 */
public record ActionSettings(
    boolean enabled,
    int maxResources,
    int maxPercent,
    Approval approval,
    @Nullable Money maxCost,
    @Nullable Boolean refuseUnknownCost,
    @Nullable List<String> grants) {
  private static final Money USUAL_COST = new Money("1000", "USD");

  public static final ActionSettings DEFAULT =
      new ActionSettings(true, 10, 25, Approval.DISRUPTIVE, null, null, null);

  /** Which acts somebody else has to approve. */
  public enum Approval {
    /** None. */
    NONE,
    /** Those that nothing brings back. */
    DESTRUCTIVE,
    /** Those, and what interrupts something. */
    DISRUPTIVE,
    /** All. */
    ALL
  }

  public ActionSettings {
    approval = approval == null ? Approval.DISRUPTIVE : approval;
    if (maxResources < 1 || maxPercent < 1 || maxPercent > 100) {
      throw new IllegalArgumentException(
          "actions: maxResources must be at least 1, maxPercent 1 to 100");
    }
  }

  @Override
  public Money maxCost() {
    return maxCost == null ? USUAL_COST : maxCost;
  }

  @Override
  public Boolean refuseUnknownCost() {
    return Boolean.TRUE.equals(refuseUnknownCost);
  }

  @Override
  public List<String> grants() {
    return grants == null ? List.of() : grants;
  }

  /** Whether acts may give somebody this policy or role. */
  public boolean grants(String what) {
    return grants().stream()
        .anyMatch(known ->
            known.endsWith("*")
                ? what.startsWith(known.substring(0, known.length() - 1))
                : known.equals(what));
  }
}
