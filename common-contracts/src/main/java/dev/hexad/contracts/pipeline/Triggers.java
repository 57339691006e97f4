package dev.hexad.contracts.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What starts a pipeline. A kind that is absent does not start it.
 *
 * @param push commits on branches
 * @param tag new tags
 * @param pullRequest commits of pull or merge requests; branches are those merged into
 */
public record Triggers(@Nullable Filter push, @Nullable Filter tag, @Nullable Filter pullRequest) {
  /**
   * Narrows a kind. An empty list lets everything through.
   *
   * @param names glob patterns of branch or tag names
   * @param paths glob patterns of changed files
   */
  public record Filter(List<String> names, List<String> paths) {
    public Filter {
      names = names == null ? List.of() : List.copyOf(names);
      paths = paths == null ? List.of() : List.copyOf(paths);
    }
  }
}
