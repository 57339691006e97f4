package dev.hexad.orchestrator.run;

import dev.hexad.contracts.pipeline.Concurrency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose turn it is in a group of runs. */
sealed interface Turn {
  /** It may work; nobody else does. */
  record Now() implements Turn {}

  /** Somebody works, or is before it. */
  record Later() implements Turn {}

  /** A newer run takes its place. */
  record Never(UUID supersededBy) implements Turn {}

  /** A member of a group, in the order of the group. */
  record Member(UUID run, Concurrency.Mode mode, boolean admitted, @Nullable UUID supersededBy) {}

  /**
   * The turn of a run.
   *
   * @param group all that have not ended, oldest first, with this run among them
   */
  static Turn of(UUID run, List<Member> group) {
    int place = place(run, group);
    Member me = group.get(place);
    if (me.admitted()) {
      return new Now();
    }
    if (me.supersededBy() != null) {
      return new Never(me.supersededBy());
    }
    for (Member later : group.subList(place + 1, group.size())) {
      if (later.mode() == Concurrency.Mode.SUPERSEDE) {
        return new Never(later.run());
      }
    }
    boolean free = place == 0 && group.stream().noneMatch(Member::admitted);
    return free ? new Now() : new Later();
  }

  /** Those that this run cancels when it comes, oldest first. */
  static List<UUID> supersededBy(UUID run, List<Member> group) {
    int place = place(run, group);
    return group.get(place).mode() == Concurrency.Mode.QUEUE
        ? List.of()
        : group.subList(0, place).stream()
            .filter(earlier -> earlier.supersededBy() == null)
            .map(Member::run)
            .toList();
  }

  /** The one to wake when somebody has left, null when nobody waits or somebody works. */
  static @Nullable UUID next(List<Member> group) {
    return group.isEmpty() || group.stream().anyMatch(Member::admitted)
        ? null
        : group.getFirst().run();
  }

  private static int place(UUID run, List<Member> group) {
    for (int i = 0; i < group.size(); i++) {
      if (group.get(i).run().equals(run)) {
        return i;
      }
    }
    throw new IllegalArgumentException("run " + run + " is not in its group");
  }
}
