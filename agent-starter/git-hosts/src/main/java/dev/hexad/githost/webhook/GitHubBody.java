package dev.hexad.githost.webhook;

import dev.hexad.githost.webhook.WebhookEvent.Ignored;
import dev.hexad.githost.webhook.WebhookEvent.PullRequest;
import dev.hexad.githost.webhook.WebhookEvent.PullRequestAction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Bodies of GitHub, and of Gitea, Forgejo and Gogs, which took their shape from it. */
final class GitHubBody {
  /** GitHub lists no more commits than this in one push. */
  private static final int COMMITS_LISTED = 2048;

  private GitHubBody() {}

  static List<String> urls(JsonNode json) {
    return Fields.texts(
        json.path("repository"), "clone_url", "ssh_url", "git_url", "html_url", "url");
  }

  static WebhookEvent read(JsonNode json) {
    if (json.has("zen") && json.has("hook_id")) {
      return new WebhookEvent.Ping();
    }
    if (json.path("issue").isObject() && json.path("comment").isObject()) {
      return comment(json);
    }
    if (json.path("pull_request").isObject()
        && json.has("action")
        && !json.has("review")
        && !json.has("comment")) {
      return pullRequest(json);
    }
    if (json.path("release").isObject()) {
      JsonNode release = json.path("release");
      return new WebhookEvent.Release(
          Payloads.name(release.path("tag_name")),
          Fields.line(release.path("name")),
          Fields.lineOr(json.path("action"), "unknown"));
    }
    if (json.path("ref_type").isString()) {
      return createdOrDeleted(json);
    }
    if (json.path("ref").isString() && json.has("before") && json.has("after")) {
      return push(json);
    }
    return new Ignored(Fields.kind(json), "this kind of event starts nothing");
  }

  private static WebhookEvent push(JsonNode json) {
    String ref = Fields.text(json.path("ref"));
    String after = Fields.text(json.path("after"));
    JsonNode head = json.path("head_commit");
    return Payloads.moved(
        ref,
        after,
        Fields.text(head.path("id")),
        () -> {
          String before = Fields.commit(json.path("before"));
          return new WebhookEvent.Push(
              ref,
              before,
              GitRef.commit(after),
              Fields.anyLine(
                  head.path("author").path("name"),
                  json.path("pusher").path("name"),
                  json.path("pusher").path("login")),
              Fields.line(head.path("message")),
              before == null || Fields.isTrue(json.path("forced"))
                  ? ChangedPaths.unknown()
                  : changedPaths(json),
              before == null);
        });
  }

  private static ChangedPaths changedPaths(JsonNode json) {
    JsonNode commits = json.path("commits");
    JsonNode total = json.path("total_commits");
    boolean all =
        total.isIntegralNumber()
            ? total.asString().equals(String.valueOf(commits.size()))
            : commits.size() < COMMITS_LISTED;
    return all ? Payloads.changedPaths(commits) : ChangedPaths.unknown();
  }

  private static WebhookEvent createdOrDeleted(JsonNode json) {
    String type = Fields.text(json.path("ref_type"));
    boolean created = json.has("master_branch") || json.has("sha") || json.has("default_branch");
    String name = Payloads.name(json.path("ref"));
    if (type.equals("branch")) {
      return created
          ? new WebhookEvent.BranchCreated(name, Fields.commit(json.path("sha")))
          : new WebhookEvent.BranchDeleted(name);
    }
    if (type.equals("tag") && !created) {
      return new WebhookEvent.TagDeleted(name);
    }
    return new Ignored("create", "the push of the same tag says its commit");
  }

  private static WebhookEvent pullRequest(JsonNode json) {
    JsonNode pr = json.path("pull_request");
    JsonNode head = pr.path("head");
    JsonNode base = pr.path("base");
    return new PullRequest(
        action(Fields.text(json.path("action")), Fields.isTrue(pr.path("merged"))),
        Fields.number(pr.has("number") ? pr.path("number") : json.path("number"), "pull request"),
        Fields.lineOr(pr.path("title"), ""),
        Fields.anyLine(pr.path("user").path("login"), pr.path("user").path("username")),
        Payloads.name(head.path("ref")),
        Fields.commit(head.path("sha")),
        Fields.line(head.path("repo").path("full_name")),
        Payloads.name(base.path("ref")),
        Fields.commit(base.path("sha")),
        isFork(head.path("repo"), base.path("repo")),
        Fields.isTrue(pr.path("draft")),
        Fields.labels(pr.path("labels"), "name"));
  }

  private static boolean isFork(JsonNode head, JsonNode base) {
    @Nullable String from = Fields.line(head.path("full_name"));
    return from == null || !from.equalsIgnoreCase(Fields.text(base.path("full_name")));
  }

  private static PullRequestAction action(String action, boolean merged) {
    return switch (action) {
      case "opened" -> PullRequestAction.OPENED;
      case "synchronize", "synchronized" -> PullRequestAction.UPDATED;
      case "reopened" -> PullRequestAction.REOPENED;
      case "closed" -> merged ? PullRequestAction.MERGED : PullRequestAction.CLOSED;
      default -> PullRequestAction.OTHER;
    };
  }

  private static WebhookEvent comment(JsonNode json) {
    JsonNode issue = json.path("issue");
    JsonNode comment = json.path("comment");
    boolean onPullRequest =
        issue.path("pull_request").isObject()
            || Fields.isTrue(json.path("is_pull"))
            || json.path("pull_request").isObject();
    if (!onPullRequest) {
      return new Ignored("comment", "it is on an issue, not on a pull request");
    }
    if (!Fields.text(json.path("action")).equals("created")) {
      return new Ignored("comment", "it is not new");
    }
    return new WebhookEvent.Comment(
        Fields.number(issue.path("number"), "pull request"),
        Fields.id(comment.path("id")),
        Fields.anyLine(comment.path("user").path("login"), comment.path("user").path("username")),
        Fields.cut(Fields.text(comment.path("body")), WebhookEvent.BODY_LIMIT),
        Fields.line(comment.path("author_association")));
  }
}
