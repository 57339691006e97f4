package dev.hexad.githost.webhook;

import dev.hexad.githost.webhook.WebhookEvent.Ignored;
import dev.hexad.githost.webhook.WebhookEvent.PullRequestAction;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Bodies of Bitbucket Cloud; those of Data Center go on to their own reader. */
final class BitbucketBody {
  /** Bitbucket Cloud sends five at most. */
  private static final int MOST_CHANGES = 100;

  private static final String NO_COMMIT = "0".repeat(40);

  private BitbucketBody() {}

  static List<String> urls(JsonNode json) {
    JsonNode repository = repository(json);
    JsonNode links = repository.path("links");
    List<String> urls = new ArrayList<>(Fields.texts(links.path("html"), "href"));
    for (String kind : List.of("clone", "self")) {
      for (JsonNode link : links.path(kind).isArray() ? links.path(kind) : List.<JsonNode>of()) {
        urls.addAll(
            Fields.texts(link, "href").stream()
                .map(
                    url -> url.replaceFirst("/projects/([^/]+)/repos/([^/]+)(/browse)?$", "/$1/$2"))
                .toList());
      }
    }
    // Data Center serves clones below /scm, while ssh and its pages do not have that part.
    List.copyOf(urls).forEach(url -> urls.add(url.replaceFirst("/scm/", "/")));
    List.copyOf(urls)
        .forEach(url -> urls.add(url.replaceFirst("^(https?://[^/]+)/(?!scm/)", "$1/scm/")));
    return urls;
  }

  /** Project key and slug, for versions of Data Center that send no links. */
  static String path(JsonNode json) {
    JsonNode repository = repository(json);
    String slug = Fields.text(repository.path("slug"));
    String project = Fields.text(repository.path("project").path("key"));
    return slug.isEmpty() || project.isEmpty() ? "" : project + "/" + slug;
  }

  private static JsonNode repository(JsonNode json) {
    return json.path("repository").isObject()
        ? json.path("repository")
        : json.path("pullRequest").path("toRef").path("repository");
  }

  static WebhookEvent read(JsonNode json) {
    if (Fields.isTrue(json.path("test"))) {
      return new WebhookEvent.Ping();
    }
    if (json.path("eventKey").isString()) {
      return BitbucketDataCenterBody.read(json);
    }
    if (json.path("push").path("changes").isArray()) {
      List<WebhookEvent> events = new ArrayList<>();
      for (JsonNode change : json.path("push").path("changes")) {
        if (events.size() < MOST_CHANGES) {
          events.add(change(change, json.path("actor")));
        }
      }
      return one(events);
    }
    JsonNode pr = json.path("pullrequest");
    if (pr.isObject() && json.path("comment").isObject()) {
      return comment(json.path("comment"), pr);
    }
    if (pr.isObject() && !json.has("approval") && !json.has("changes_request")) {
      return pullRequest(pr);
    }
    return new Ignored(Fields.kind(json), "this kind of event starts nothing");
  }

  static WebhookEvent one(List<WebhookEvent> events) {
    return switch (events.size()) {
      case 0 -> new Ignored("push", "it changes no ref");
      case 1 -> events.getFirst();
      default -> new WebhookEvent.Several(events);
    };
  }

  private static WebhookEvent change(JsonNode change, JsonNode actor) {
    JsonNode now = change.path("new");
    JsonNode old = change.path("old");
    JsonNode target = now.path("target");
    JsonNode named = now.isObject() ? now : old;
    boolean tag = Fields.text(named.path("type")).contains("tag");
    String ref = (tag ? GitRef.TAGS : GitRef.BRANCHES) + Fields.text(named.path("name"));
    String after = now.isObject() ? Fields.text(target.path("hash")) : NO_COMMIT;
    return Payloads.moved(
        ref,
        after,
        after,
        () -> {
          String before = Fields.commit(old.path("target").path("hash"));
          return new WebhookEvent.Push(
              ref,
              before,
              GitRef.commit(after),
              Fields.anyLine(
                  target.path("author").path("user").path("display_name"),
                  target.path("author").path("raw"),
                  actor.path("display_name")),
              Fields.line(target.path("message")),
              ChangedPaths.unknown(),
              before == null);
        });
  }

  private static WebhookEvent pullRequest(JsonNode pr) {
    JsonNode source = pr.path("source");
    JsonNode destination = pr.path("destination");
    String from = Fields.text(source.path("repository").path("full_name"));
    String to = Fields.text(destination.path("repository").path("full_name"));
    return new WebhookEvent.PullRequest(
        action(pr),
        Fields.number(pr.path("id"), "pull request"),
        Fields.lineOr(pr.path("title"), ""),
        Fields.anyLine(pr.path("author").path("nickname"), pr.path("author").path("display_name")),
        Payloads.name(source.path("branch").path("name")),
        Fields.commit(source.path("commit").path("hash")),
        Fields.orNull(Fields.cut(from, WebhookEvent.LINE_LIMIT)),
        Payloads.name(destination.path("branch").path("name")),
        Fields.commit(destination.path("commit").path("hash")),
        from.isEmpty() || !from.equalsIgnoreCase(to),
        Fields.isTrue(pr.path("draft")),
        List.of());
  }

  /** The body does not name its event; a pull request that was never touched is new. */
  private static PullRequestAction action(JsonNode pr) {
    String created = Fields.text(pr.path("created_on"));
    return switch (Fields.text(pr.path("state"))) {
      case "OPEN" ->
          !created.isEmpty() && created.equals(Fields.text(pr.path("updated_on")))
              ? PullRequestAction.OPENED
              : PullRequestAction.UPDATED;
      case "MERGED" -> PullRequestAction.MERGED;
      case "DECLINED", "SUPERSEDED" -> PullRequestAction.CLOSED;
      default -> PullRequestAction.OTHER;
    };
  }

  private static WebhookEvent comment(JsonNode comment, JsonNode pr) {
    String created = Fields.text(comment.path("created_on"));
    if (Fields.isTrue(comment.path("deleted"))
        || !created.equals(Fields.text(comment.path("updated_on")))) {
      return new Ignored("comment", "it is not new");
    }
    return new WebhookEvent.Comment(
        Fields.number(pr.path("id"), "pull request"),
        Fields.id(comment.path("id")),
        Fields.anyLine(
            comment.path("user").path("nickname"), comment.path("user").path("display_name")),
        Fields.cut(Fields.text(comment.path("content").path("raw")), WebhookEvent.BODY_LIMIT),
        null);
  }
}
