package dev.hexad.githost.api;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.webhook.ChangedPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Lists that hosts give page by page. */
final class Listings {
  private static final int MOST_BRANCHES = 10_000;
  private static final int MOST_PAGES = 400;

  private Listings() {}

  /** Paths in two fields of all items; unknown when there are as many as hosts list at most. */
  static ChangedPaths changedPaths(ApiClient api, String path, String now, String before) {
    Set<String> paths = new TreeSet<>();
    int[] files = {0};
    api.pages(
        path,
        MOST_PAGES,
        page -> {
          for (JsonNode file : page) {
            files[0]++;
            for (String field : List.of(now, before)) {
              if (!file.path(field).asString("").isEmpty()) {
                paths.add(file.path(field).asString());
              }
            }
          }
          return files[0] < ChangedPaths.LIMIT;
        });
    return files[0] >= ChangedPaths.LIMIT
        ? ChangedPaths.unknown()
        : new ChangedPaths(List.copyOf(paths));
  }

  static List<BranchHead> branches(ApiClient api, String path, String commitField) {
    List<BranchHead> branches = new ArrayList<>();
    api.pages(
        path,
        MOST_PAGES,
        page -> {
          for (JsonNode branch : page) {
            String name = branch.path("name").asString("");
            String commit = branch.path("commit").path(commitField).asString("");
            if (!name.isEmpty() && !commit.isEmpty() && branches.size() < MOST_BRANCHES) {
              branches.add(new BranchHead(name, commit));
            }
          }
          return branches.size() < MOST_BRANCHES;
        });
    return List.copyOf(branches);
  }

  /** The answer, or a missing node when the host shows nothing. */
  static JsonNode orMissing(Supplier<JsonNode> call) {
    try {
      return call.get();
    } catch (HexadException e) {
      if (e.type() == ProblemType.NOT_FOUND) {
        return MissingNode.getInstance();
      }
      throw e;
    }
  }
}
