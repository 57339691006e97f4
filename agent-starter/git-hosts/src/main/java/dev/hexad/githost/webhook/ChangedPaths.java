package dev.hexad.githost.webhook;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Files that a change touches, where the host says so completely.
 *
 * @param list sorted paths without duplicates, or null when not all of them are known
 */
public record ChangedPaths(@Nullable List<String> list) {
  /** Most paths that are kept; with more, they count as unknown. */
  public static final int LIMIT = 3000;

  public ChangedPaths {
    list = list == null || list.size() > LIMIT ? null : list.stream().distinct().sorted().toList();
  }

  public static ChangedPaths unknown() {
    return new ChangedPaths(null);
  }

  public boolean isKnown() {
    return list != null;
  }

  /** False only when it is certain that no changed path meets the condition. */
  public boolean mayInclude(Predicate<String> condition) {
    return list == null || list.stream().anyMatch(condition);
  }
}
