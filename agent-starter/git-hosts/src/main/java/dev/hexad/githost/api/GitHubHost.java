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

/** GitHub and GitHub Enterprise Server, REST API version 2022-11-28. */
final class GitHubHost implements GitHost {
  private static final int COMMENT_LIMIT = 65_536;

  private final ApiClient api;
  private final GitHubChecks checks;

  GitHubHost(ApiClient api) {
    this.api = api;
    this.checks = new GitHubChecks(api);
  }

  private static String path(RepositoryName repository) {
    return "/repos/" + repository.path();
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
    try {
      return Optional.of(checks.write(path(repository), report, checkId));
    } catch (HexadException e) {
      if (e.type() != ProblemType.FORBIDDEN) {
        throw e;
      }
      // Only tokens of GitHub Apps may write checks; a status says the same to any reader.
      PlainCheck.report(this, repository, report);
      return Optional.empty();
    }
  }

  @Override
  public void upsertComment(RepositoryName repository, int number, String marker, String markdown) {
    String issues = path(repository) + "/issues/";
    new Comments(api, "PATCH", id -> issues + "comments/" + id, COMMENT_LIMIT)
        .upsert(issues + number + "/comments", "?per_page=100", marker, markdown);
  }

  @Override
  public ChangedPaths changedFiles(RepositoryName repository, int number) {
    String path = path(repository) + "/pulls/" + number + "/files?per_page=100";
    return Listings.changedPaths(api, path, "filename", "previous_filename");
  }

  @Override
  public List<BranchHead> branches(RepositoryName repository) {
    return Listings.branches(api, path(repository) + "/branches?per_page=100", "sha");
  }

  @Override
  public Permission permission(RepositoryName repository, String user) {
    String name = URLEncoder.encode(user, StandardCharsets.UTF_8);
    JsonNode answer =
        Listings.orMissing(
            () -> api.get(path(repository) + "/collaborators/" + name + "/permission"));
    String role = answer.path("role_name").asString("");
    return switch (role.isEmpty() ? answer.path("permission").asString("") : role) {
      case "admin" -> Permission.ADMIN;
      case "maintain" -> Permission.MAINTAIN;
      case "write" -> Permission.WRITE;
      case "triage" -> Permission.TRIAGE;
      case "read" -> Permission.READ;
      default -> fallback(answer.path("permission").asString(""));
    };
  }

  /** Roles that an organisation made itself come with the plain permission beneath them. */
  private static Permission fallback(String permission) {
    return switch (permission) {
      case "admin" -> Permission.ADMIN;
      case "write" -> Permission.WRITE;
      case "read" -> Permission.READ;
      default -> Permission.NONE;
    };
  }
}
