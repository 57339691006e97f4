package dev.hexad.githost.webhook;

import dev.hexad.githost.webhook.WebhookEvent.Ignored;
import dev.hexad.githost.webhook.WebhookEvent.PullRequestAction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Bodies of GitLab's project, group and system hooks. */
final class GitLabBody {
  private GitLabBody() {}

  static List<String> urls(JsonNode json) {
    JsonNode source =
        json.path("project").isObject() ? json.path("project") : json.path("repository");
    return Fields.texts(
        source, "git_http_url", "http_url", "git_ssh_url", "ssh_url", "web_url", "homepage", "url");
  }

  static WebhookEvent read(JsonNode json) {
    String kind = Fields.text(json.path(json.has("object_kind") ? "object_kind" : "event_name"));
    return switch (kind) {
      case "push", "tag_push" -> push(json);
      case "merge_request" -> mergeRequest(json);
      case "note" -> note(json);
      case "release" ->
          new WebhookEvent.Release(
              Payloads.name(json.path("tag")),
              Fields.line(json.path("name")),
              Fields.lineOr(json.path("action"), "unknown"));
      default ->
          new Ignored(
              kind.matches("[a-z_]{1,40}") ? kind : "other", "this kind of event starts nothing");
    };
  }

  private static WebhookEvent push(JsonNode json) {
    String ref = Fields.text(json.path("ref"));
    String after = Fields.text(json.path("after"));
    return Payloads.moved(
        ref,
        after,
        Fields.text(json.path("checkout_sha")),
        () -> {
          String before = Fields.commit(json.path("before"));
          JsonNode commits = json.path("commits");
          JsonNode head = head(commits, after);
          // At most twenty commits are listed; the count tells whether those are all.
          boolean all =
              before != null
                  && json.path("total_commits_count")
                      .asString("")
                      .equals(String.valueOf(commits.size()));
          return new WebhookEvent.Push(
              ref,
              before,
              GitRef.commit(after),
              Fields.anyLine(head.path("author").path("name"), json.path("user_name")),
              Fields.anyLine(head.path("title"), head.path("message")),
              all ? Payloads.changedPaths(commits) : ChangedPaths.unknown(),
              before == null);
        });
  }

  private static JsonNode head(JsonNode commits, String after) {
    for (JsonNode commit : commits) {
      if (Fields.text(commit.path("id")).equals(after)) {
        return commit;
      }
    }
    return commits.path(-1);
  }

  private static WebhookEvent mergeRequest(JsonNode json) {
    JsonNode mr = json.path("object_attributes");
    return new WebhookEvent.PullRequest(
        action(Fields.text(mr.path("action")), mr.path("oldrev").isString()),
        Fields.number(mr.path("iid"), "merge request"),
        Fields.lineOr(mr.path("title"), ""),
        Fields.anyLine(json.path("user").path("username"), json.path("user").path("name")),
        Payloads.name(mr.path("source_branch")),
        Fields.commit(mr.path("last_commit").path("id")),
        Fields.line(mr.path("source").path("path_with_namespace")),
        Payloads.name(mr.path("target_branch")),
        null,
        isFork(mr),
        Fields.isTrue(mr.path("draft")) || Fields.isTrue(mr.path("work_in_progress")),
        Fields.labels(json.path("labels"), "title"));
  }

  private static boolean isFork(JsonNode mr) {
    String source = Fields.id(mr.path("source_project_id"));
    return source.isEmpty() || !source.equals(Fields.id(mr.path("target_project_id")));
  }

  private static PullRequestAction action(String action, boolean newCommits) {
    return switch (action) {
      case "open" -> PullRequestAction.OPENED;
      case "update" -> newCommits ? PullRequestAction.UPDATED : PullRequestAction.OTHER;
      case "reopen" -> PullRequestAction.REOPENED;
      case "close" -> PullRequestAction.CLOSED;
      case "merge" -> PullRequestAction.MERGED;
      default -> PullRequestAction.OTHER;
    };
  }

  private static WebhookEvent note(JsonNode json) {
    JsonNode note = json.path("object_attributes");
    if (!Fields.text(note.path("noteable_type")).equals("MergeRequest")) {
      return new Ignored("note", "it is not on a merge request");
    }
    @Nullable String action = Fields.line(note.path("action"));
    if (Fields.isTrue(note.path("system")) || action != null && !action.equals("create")) {
      return new Ignored("note", "it is not a new note of a person");
    }
    return new WebhookEvent.Comment(
        Fields.number(json.path("merge_request").path("iid"), "merge request"),
        Fields.id(note.path("id")),
        Fields.anyLine(json.path("user").path("username"), json.path("user").path("name")),
        Fields.cut(Fields.text(note.path("note")), WebhookEvent.BODY_LIMIT),
        null);
  }
}
