package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;

/** A verified change arrived from a Git host; it starts a run, whose id is the correlation id. */
@MessageType("dev.hexad.ci.change.received.v1")
public record ChangeReceived(ChangeRef change, String provider, String deliveryId)
    implements Event {
  public ChangeReceived {
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(deliveryId, "deliveryId");
  }

  @Override
  public String subject() {
    return change.applicationId().toString();
  }
}
