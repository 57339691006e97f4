package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An alert fires. */
@MessageType("dev.hexad.monitoring.alert.raised.v1")
public record AlertRaised(
    UUID alertId,
    @Nullable UUID applicationId,
    @Nullable String environment,
    String severity,
    String title,
    String description,
    List<Suspect> suspects)
    implements Event {
  public AlertRaised {
    Objects.requireNonNull(alertId, "alertId");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    suspects = suspects == null ? List.of() : List.copyOf(suspects);
  }

  @Override
  public String subject() {
    return alertId.toString();
  }
}
