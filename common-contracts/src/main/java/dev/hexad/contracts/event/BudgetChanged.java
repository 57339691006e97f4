package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an error budget.
 *
 * @param objective name of the service level objective
 * @param target what is promised, 0 to 1
 * @param remaining share of the budget that is left; below 0 when more than all is used up
 * @param burnRate how fast it is used up now; 1 uses up exactly all of it within the window
 * @param windowDays length of the window
 */
@MessageType("dev.hexad.monitoring.budget.changed.v1")
public record BudgetChanged(
    UUID applicationId,
    @Nullable String environment,
    String objective,
    double target,
    double remaining,
    double burnRate,
    int windowDays)
    implements Event {
  public BudgetChanged {
    Objects.requireNonNull(applicationId, "applicationId");
    Objects.requireNonNull(objective, "objective");
  }

  @Override
  public String subject() {
    return applicationId + "/" + objective;
  }
}
