package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;

/** An alert is over. */
@MessageType("dev.hexad.monitoring.alert.resolved.v1")
public record AlertResolved(UUID alertId, String reason) implements Event {
  public AlertResolved {
    Objects.requireNonNull(alertId, "alertId");
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public String subject() {
    return alertId.toString();
  }
}
