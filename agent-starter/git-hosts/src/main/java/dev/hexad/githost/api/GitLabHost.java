package dev.hexad.githost.api;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.webhook.ChangedPaths;
import dev.hexad.githost.webhook.GitRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** GitLab, REST API version 4. */
final class GitLabHost implements GitHost {
  private static final int COMMENT_LIMIT = 1_000_000;

  private final ApiClient api;

  GitLabHost(ApiClient api) {
    this.api = api;
  }

  private static String path(RepositoryName repository) {
    return "/api/v4/projects/" + repository.encoded();
  }

  @Override
  public void setStatus(RepositoryName repository, String commit, StatusReport status) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("name", status.context());
    body.put("description", status.description());
    body.put(
        "state",
        switch (status.state()) {
          case PENDING -> "pending";
          case RUNNING -> "running";
          case SUCCESS -> "success";
          case FAILURE, ERROR -> "failed";
          case CANCELLED -> "canceled";
        });
    if (status.targetUrl() != null) {
      body.put("target_url", status.targetUrl());
    }
    try {
      api.send("POST", path(repository) + "/statuses/" + GitRef.commit(commit), body, true);
    } catch (HexadException e) {
      // GitLab refuses to set the state that a status already has.
      boolean same =
          e.type() == ProblemType.INVALID
              && String.valueOf(e.getMessage()).contains("Cannot transition status");
      if (!same) {
        throw e;
      }
    }
  }

  @Override
  public Optional<String> check(
      RepositoryName repository, CheckReport report, Optional<String> checkId) {
    PlainCheck.report(this, repository, report);
    return Optional.empty();
  }

  @Override
  public void upsertComment(RepositoryName repository, int number, String marker, String markdown) {
    String notes = path(repository) + "/merge_requests/" + number + "/notes";
    new Comments(api, "PUT", id -> notes + "/" + id, COMMENT_LIMIT)
        .upsert(notes, "?per_page=100", marker, markdown);
  }

  @Override
  public ChangedPaths changedFiles(RepositoryName repository, int number) {
    String path = path(repository) + "/merge_requests/" + number + "/diffs?per_page=100";
    return Listings.changedPaths(api, path, "new_path", "old_path");
  }

  @Override
  public List<BranchHead> branches(RepositoryName repository) {
    return Listings.branches(api, path(repository) + "/repository/branches?per_page=100", "id");
  }

  @Override
  public Permission permission(RepositoryName repository, String user) {
    String name = URLEncoder.encode(user, StandardCharsets.UTF_8);
    for (JsonNode candidate : api.get("/api/v4/users?username=" + name)) {
      if (candidate.path("username").asString("").equalsIgnoreCase(user)
          && candidate.path("id").isIntegralNumber()) {
        String member = path(repository) + "/members/all/" + candidate.path("id").asString();
        JsonNode answer = Listings.orMissing(() -> api.get(member));
        return answer.path("state").asString("active").equals("active")
            ? permission(answer.path("access_level").asInt(0))
            : Permission.NONE;
      }
    }
    return Permission.NONE;
  }

  /** GitLab's levels: 10 guest, 20 reporter, 30 developer, 40 maintainer, 50 owner. */
  private static Permission permission(int level) {
    if (level >= 50) {
      return Permission.ADMIN;
    }
    if (level >= 40) {
      return Permission.MAINTAIN;
    }
    if (level >= 30) {
      return Permission.WRITE;
    }
    if (level >= 20) {
      return Permission.TRIAGE;
    }
    return level >= 10 ? Permission.READ : Permission.NONE;
  }
}
