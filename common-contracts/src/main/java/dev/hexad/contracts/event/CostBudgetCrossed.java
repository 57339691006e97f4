package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import dev.hexad.contracts.message.Money;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * More of a cost budget is used up, or will be, than a threshold. Told once for each budget,
 * period, threshold and kind.
 *
 * @param thresholdPercent of the limit
 * @param forecast whether it is only expected
 * @param cost what was spent; what is expected by the end of the period where it is a forecast
 * @param crossesOn the day on which it is crossed, null when that is not known
 * @param sample whether sample data is meant
 */
@MessageType("dev.hexad.finops.budget.crossed.v1")
public record CostBudgetCrossed(
    String budget,
    LocalDate periodStart,
    LocalDate periodEnd,
    int thresholdPercent,
    boolean forecast,
    Money cost,
    Money limit,
    @Nullable LocalDate crossesOn,
    boolean sample)
    implements Event {
  public CostBudgetCrossed {
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(periodStart, "periodStart");
    Objects.requireNonNull(periodEnd, "periodEnd");
    Objects.requireNonNull(cost, "cost");
    Objects.requireNonNull(limit, "limit");
  }

  @Override
  public String subject() {
    return budget;
  }
}
