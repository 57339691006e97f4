package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import dev.hexad.contracts.message.Money;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something costs other than it should. The parts of where it is are null for any.
 *
 * @param atStake what was paid too much since its start, negative for too little
 * @param driver what moved: {@code usage}, {@code rate}, {@code both}, {@code new} or {@code gone}
 * @param title for people
 * @param causeId id of the deployment, plan or other change that most likely caused it
 * @param sample whether sample data is meant
 */
@MessageType("dev.hexad.finops.anomaly.detected.v1")
public record CostAnomalyDetected(
    UUID anomalyId,
    LocalDate start,
    LocalDate detectedOn,
    @Nullable String provider,
    @Nullable String account,
    @Nullable String service,
    @Nullable String region,
    @Nullable String application,
    Money atStake,
    String driver,
    String title,
    @Nullable UUID causeId,
    boolean sample)
    implements Event {
  public CostAnomalyDetected {
    Objects.requireNonNull(anomalyId, "anomalyId");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(detectedOn, "detectedOn");
    Objects.requireNonNull(atStake, "atStake");
    Objects.requireNonNull(driver, "driver");
    Objects.requireNonNull(title, "title");
  }

  @Override
  public String subject() {
    return anomalyId.toString();
  }
}
