package dev.hexad.orchestrator.run;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are wanted, and in which order; absent parts do not narrow. Bound from the query of a
 * request.
 *
 * @param state one or several, with commas
 * @param ref branch or tag, with or without {@code refs/heads/}
 * @param commit begin of a commit id
 * @param author of the commit
 * @param name part of the run's name, in any case
 * @param from created at this time or later
 * @param to created before this time
 * @param sort {@code -created}, the newest first, when absent; or {@code created}
 * @param cursor id of the last run that was seen
 */
record RunSearch(
    @Nullable UUID applicationId,
    @Nullable String state,
    @Nullable String ref,
    @Nullable String commit,
    @Nullable String author,
    @Nullable String name,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String sort,
    @Nullable UUID cursor,
    @Nullable Integer limit) {

  /** The states, null for all. */
  String @Nullable [] states() {
    if (state == null || state.isBlank()) {
      return null;
    }
    String[] wanted = state.toUpperCase(Locale.ROOT).split(",");
    for (String one : wanted) {
      if (Arrays.stream(RunState.values()).noneMatch(known -> known.name().equals(one))) {
        throw new HexadException(
            ProblemType.BAD_REQUEST,
            "There is no state '"
                + one
                + "'; states are "
                + List.of(RunState.values())
                + ", several with commas.");
      }
    }
    return wanted;
  }

  boolean oldestFirst() {
    if (sort != null && !sort.equals("created") && !sort.equals("-created")) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "Sort by 'created' or '-created', not '" + sort + "'.");
    }
    return "created".equals(sort);
  }

  @Nullable String commitPrefix() {
    if (commit != null && !commit.matches("[0-9a-fA-F]{4,64}")) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "'commit' is 4 to 64 hexadecimal digits, the begin of its id.");
    }
    return commit == null ? null : commit.toLowerCase(Locale.ROOT) + "%";
  }

  @Nullable String namePart() {
    return name == null || name.isBlank()
        ? null
        : "%" + name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
