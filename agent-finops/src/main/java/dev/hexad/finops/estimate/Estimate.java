package dev.hexad.finops.estimate;

import dev.hexad.contracts.command.EstimateParameters;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An estimate, and what became of it.
 *
 * @param appliedAt when the plan was applied, null while it was not
 * @param realised by how much the application costs more in a month since then, by the bill
 * @param realisedDays so many days after the apply were looked at
 * @param measured resources that the bill names
 */
record Estimate(
    UUID id,
    @Nullable UUID planId,
    @Nullable UUID runId,
    @Nullable String application,
    @Nullable String environment,
    EstimateParameters.Result result,
    @Nullable Instant appliedAt,
    @Nullable String realised,
    @Nullable Integer realisedDays,
    List<Measured> measured,
    Instant madeAt) {

  Estimate {
    measured = List.copyOf(measured);
  }

  /**
   * A resource of which the bill tells what it costs.
   *
   * @param estimated of a month after the change
   * @param paid of a month by the bill
   * @param days that were looked at
   */
  record Measured(String address, String resource, String estimated, String paid, int days) {}
}
