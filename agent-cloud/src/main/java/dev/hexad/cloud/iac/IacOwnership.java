package dev.hexad.cloud.iac;

import dev.hexad.agent.enrolment.OtherAgents.IacOwner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of some resources IaC makes.
 *
 * @param owned by uid; those that no state names are left out
 * @param unknown why it is not known, null when it is
 * @param unread workspaces whose state is kept elsewhere, so that nobody knows what they make
 */
public record IacOwnership(
    Map<UUID, IacOwner> owned, @Nullable String unknown, List<String> unread) {
  public IacOwnership {
    owned = Map.copyOf(owned);
    unread = List.copyOf(unread);
  }

  static IacOwnership unknown(String why) {
    return new IacOwnership(Map.of(), why, List.of());
  }

  public Optional<IacOwner> of(UUID uid) {
    return Optional.ofNullable(owned.get(uid));
  }

  /** What cannot be said, for people; null when everything can be. */
  public @Nullable String doubt() {
    if (unknown != null) {
      return "whether IaC owns it is not known: " + unknown;
    }
    return unread.isEmpty()
        ? null
        : "what these workspaces make is not known, since their state is kept elsewhere: "
            + String.join(", ", unread);
  }
}
