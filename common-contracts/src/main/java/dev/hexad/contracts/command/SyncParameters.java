package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the inventory of providers anew.
 *
 * @param provider for example {@code docker}; all that answer when absent
 */
@MessageType("dev.hexad.command.cloud.sync.v1")
public record SyncParameters(@Nullable String provider) implements Parameters {

  /** What was found, one entry per provider. */
  public record Result(List<Account> accounts) {
    public Result {
      accounts = List.copyOf(accounts);
    }
  }

  /** One account of a provider; {@code skipped} says why nothing was read. */
  public record Account(
      String provider,
      String account,
      int total,
      int added,
      int changed,
      int removed,
      @Nullable String skipped) {}
}
