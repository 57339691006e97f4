package dev.hexad.githost.api;

import dev.hexad.githost.webhook.ChangedPaths;
import dev.hexad.githost.webhook.GitRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Gitea and Forgejo, REST API version 1. */
final class GiteaHost implements GitHost {
  private static final int COMMENT_LIMIT = 65_000;

  private final ApiClient api;

  GiteaHost(ApiClient api) {
    this.api = api;
  }

  private static String path(RepositoryName repository) {
    return "/api/v1/repos/" + repository.path();
  }

  @Override
  public void setStatus(RepositoryName repository, String commit, StatusReport status) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("context", status.context());
    body.put("description", status.description());
    body.put(
        "state",
        switch (status.state()) {
          case PENDING, RUNNING -> "pending";
          case SUCCESS -> "success";
          case FAILURE -> "failure";
          case ERROR, CANCELLED -> "error";
        });
    if (status.targetUrl() != null) {
      body.put("target_url", status.targetUrl());
    }
    api.send("POST", path(repository) + "/statuses/" + GitRef.commit(commit), body, true);
  }

  @Override
  public Optional<String> check(
      RepositoryName repository, CheckReport report, Optional<String> checkId) {
    PlainCheck.report(this, repository, report);
    return Optional.empty();
  }

  @Override
  public void upsertComment(RepositoryName repository, int number, String marker, String markdown) {
    String issues = path(repository) + "/issues/";
    new Comments(api, "PATCH", id -> issues + "comments/" + id, COMMENT_LIMIT)
        .upsert(issues + number + "/comments", "", marker, markdown);
  }

  @Override
  public ChangedPaths changedFiles(RepositoryName repository, int number) {
    String path = path(repository) + "/pulls/" + number + "/files?limit=50";
    return Listings.changedPaths(api, path, "filename", "previous_filename");
  }

  @Override
  public List<BranchHead> branches(RepositoryName repository) {
    return Listings.branches(api, path(repository) + "/branches?limit=50", "id");
  }

  @Override
  public Permission permission(RepositoryName repository, String user) {
    String name = URLEncoder.encode(user, StandardCharsets.UTF_8);
    JsonNode answer =
        Listings.orMissing(
            () -> api.get(path(repository) + "/collaborators/" + name + "/permission"));
    return switch (answer.path("permission").asString("")) {
      case "owner", "admin" -> Permission.ADMIN;
      case "write" -> Permission.WRITE;
      case "read" -> Permission.READ;
      default -> Permission.NONE;
    };
  }
}
