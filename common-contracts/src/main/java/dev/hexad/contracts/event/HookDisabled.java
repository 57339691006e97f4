package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;
import java.util.UUID;

/** An outgoing webhook was switched off, because its receiver failed too long or is gone. */
@MessageType("dev.hexad.hook.disabled.v1")
public record HookDisabled(UUID hookId, String name, String reason) implements Event {
  public HookDisabled {
    Objects.requireNonNull(hookId, "hookId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public String subject() {
    return hookId.toString();
  }
}
