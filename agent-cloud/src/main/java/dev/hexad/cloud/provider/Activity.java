package dev.hexad.cloud.provider;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did, as the log of a provider has it.
 *
 * @param id unique in the account
 * @param who as the provider names them
 * @param what for example {@code ec2:StopInstances}
 * @param address from where; null when the log does not say
 * @param resources names and ids of what it was done to, the best known first
 * @param own whether Hexad did it
 * @param problem why it was refused; null when it was done
 */
public record Activity(
    String id,
    Instant at,
    String who,
    String what,
    String region,
    @Nullable String address,
    List<String> resources,
    boolean own,
    @Nullable String problem) {
  public Activity {
    resources = List.copyOf(resources);
  }
}
