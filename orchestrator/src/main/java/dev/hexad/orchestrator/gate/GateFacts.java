package dev.hexad.orchestrator.gate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known at the moment in which somebody looks at a gate.
 *
 * @param alerts that fire, of the application and of what it depends on
 * @param lastRaised when the last alert of the application itself was raised, null for never
 * @param budgets of the application
 */
public record GateFacts(
    Instant now, List<Alert> alerts, @Nullable Instant lastRaised, List<Budget> budgets) {
  public GateFacts {
    alerts = List.copyOf(alerts);
    budgets = List.copyOf(budgets);
  }

  /**
   * An alert that fires.
   *
   * @param own whether it is the application's, and not one of what it depends on
   */
  public record Alert(
      UUID id, boolean own, @Nullable String environment, String severity, String title) {}

  /** What is left of an error budget, as monitoring told it last. */
  public record Budget(
      String objective, @Nullable String environment, double remaining, double burnRate) {}
}
