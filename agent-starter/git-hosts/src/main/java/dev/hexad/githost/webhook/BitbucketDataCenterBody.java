package dev.hexad.githost.webhook;

import dev.hexad.githost.webhook.WebhookEvent.Ignored;
import dev.hexad.githost.webhook.WebhookEvent.PullRequestAction;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Bodies of Bitbucket Data Center, which name their event in {@code eventKey}. */
final class BitbucketDataCenterBody {
  private static final int MOST_CHANGES = 100;

  private BitbucketDataCenterBody() {}

  static WebhookEvent read(JsonNode json) {
    String key = Fields.text(json.path("eventKey"));
    return switch (key) {
      case "repo:refs_changed" -> {
        List<WebhookEvent> events = new ArrayList<>();
        for (JsonNode change : json.path("changes")) {
          if (events.size() < MOST_CHANGES) {
            events.add(change(change, json));
          }
        }
        yield BitbucketBody.one(events);
      }
      case "pr:opened" -> pullRequest(json, PullRequestAction.OPENED);
      case "pr:from_ref_updated" -> pullRequest(json, PullRequestAction.UPDATED);
      case "pr:reopened" -> pullRequest(json, PullRequestAction.REOPENED);
      case "pr:merged" -> pullRequest(json, PullRequestAction.MERGED);
      case "pr:declined", "pr:deleted" -> pullRequest(json, PullRequestAction.CLOSED);
      case "pr:modified" -> pullRequest(json, PullRequestAction.OTHER);
      case "pr:comment:added" ->
          new WebhookEvent.Comment(
              Fields.number(json.path("pullRequest").path("id"), "pull request"),
              Fields.id(json.path("comment").path("id")),
              Fields.line(json.path("comment").path("author").path("name")),
              Fields.cut(Fields.text(json.path("comment").path("text")), WebhookEvent.BODY_LIMIT),
              null);
      default ->
          new Ignored(
              key.matches("[a-z_:]{1,40}") ? key : "other", "this kind of event starts nothing");
    };
  }

  private static WebhookEvent change(JsonNode change, JsonNode json) {
    String ref = Fields.text(change.path("ref").path("id"));
    String after = Fields.text(change.path("toHash"));
    return Payloads.moved(
        ref,
        after,
        after,
        () -> {
          String before = Fields.commit(change.path("fromHash"));
          JsonNode head = json.path("toCommit");
          boolean same = Fields.text(head.path("id")).equals(after);
          return new WebhookEvent.Push(
              ref,
              before,
              GitRef.commit(after),
              Fields.anyLine(
                  same ? head.path("author").path("name") : json.path("actor").path("displayName"),
                  json.path("actor").path("name")),
              same ? Fields.line(head.path("message")) : null,
              ChangedPaths.unknown(),
              before == null);
        });
  }

  private static WebhookEvent pullRequest(JsonNode json, PullRequestAction action) {
    JsonNode pr = json.path("pullRequest");
    JsonNode from = pr.path("fromRef");
    JsonNode to = pr.path("toRef");
    String source = path(from.path("repository"));
    return new WebhookEvent.PullRequest(
        action,
        Fields.number(pr.path("id"), "pull request"),
        Fields.lineOr(pr.path("title"), ""),
        Fields.anyLine(
            pr.path("author").path("user").path("name"), json.path("actor").path("name")),
        Payloads.name(from.path("id")),
        Fields.commit(from.path("latestCommit")),
        Fields.orNull(source),
        Payloads.name(to.path("id")),
        Fields.commit(to.path("latestCommit")),
        source.isEmpty() || !source.equalsIgnoreCase(path(to.path("repository"))),
        Fields.isTrue(pr.path("draft")),
        List.of());
  }

  private static String path(JsonNode repository) {
    String slug = Fields.text(repository.path("slug"));
    String project = Fields.text(repository.path("project").path("key"));
    return slug.isEmpty() || project.isEmpty()
        ? ""
        : Fields.cut(project + "/" + slug, WebhookEvent.LINE_LIMIT);
  }
}
