package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.util.Objects;

/** The inventory of an account was read anew. */
@MessageType("dev.hexad.cloud.inventory.synchronised.v1")
public record InventorySynchronised(
    String provider, String account, int total, int added, int changed, int removed)
    implements Event {
  public InventorySynchronised {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(account, "account");
  }

  @Override
  public String subject() {
    return provider + "/" + account;
  }
}
