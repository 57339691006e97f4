package dev.hexad.monitoring.group;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signals that belong together: those that name the same group, and of the others those of one
 * application in one environment.
 *
 * @param row time between two rows, each with one value per signal
 */
record Group(Key key, List<Member> members, Duration row) {
  Group {
    members = List.copyOf(members);
  }

  /** Its name, or what it belongs to. */
  record Key(@Nullable String name, @Nullable UUID applicationId, @Nullable String environment) {}

  /** A signal of it. */
  record Member(long id, String key) {}

  List<String> names() {
    return members.stream().map(Member::key).toList();
  }

  Member member(String name) {
    return members.stream().filter(m -> m.key().equals(name)).findFirst().orElseThrow();
  }
}
