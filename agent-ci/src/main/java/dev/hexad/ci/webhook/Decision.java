package dev.hexad.ci.webhook;

import dev.hexad.ci.comment.Verb;
import dev.hexad.ci.repository.Repositories.Repository;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.PullRequestRef;
import dev.hexad.githost.webhook.WebhookEvent;
import dev.hexad.githost.webhook.WebhookProvider;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is done about an event of a Git host. */
sealed interface Decision {
  /** Short name of what came. */
  String kind();

  /**
   * A run starts.
   *
   * @param paths files that the change touches, null when unknown
   */
  record Start(String kind, ChangeRef change, @Nullable List<String> paths) implements Decision {}

  /** A run starts once somebody has approved it. */
  record Hold(String kind, ChangeRef change, String reason) implements Decision {}

  /** Somebody wants something by a comment. */
  record Command(String kind, Verb verb, int pullRequest, String author) implements Decision {}

  /** Nothing is done. */
  record Ignore(String kind, String reason) implements Decision {}

  /** One decision for each thing that an event tells. */
  static List<Decision> of(WebhookEvent event, Repository repository, WebhookProvider provider) {
    return event instanceof WebhookEvent.Several several
        ? several.events().stream().map(e -> one(e, repository, provider)).toList()
        : List.of(one(event, repository, provider));
  }

  private static Decision one(WebhookEvent event, Repository repository, WebhookProvider provider) {
    return switch (event) {
      case WebhookEvent.Push push ->
          new Start(
              "push",
              change(repository, push.ref(), push.commit(), push.author(), push.message(), "push"),
              push.changedPaths().list());
      case WebhookEvent.Tag tag ->
          new Start(
              "tag",
              change(repository, "refs/tags/" + tag.name(), tag.commit(), null, tag.name(), "tag"),
              null);
      case WebhookEvent.PullRequest pull -> pullRequest(pull, repository, provider);
      case WebhookEvent.JenkinsBuild build -> jenkins(build, repository);
      case WebhookEvent.Generic hook -> {
        String commit = hook.commit() == null ? hook.ref() : hook.commit();
        yield new Start("hook", change(repository, hook.ref(), commit, null, null, "hook"), null);
      }
      case WebhookEvent.Release release ->
          new Ignore("release", "the tag '" + release.tag() + "' is built by its own event");
      case WebhookEvent.BranchCreated branch ->
          new Ignore("create", "the push to '" + branch.branch() + "' starts the run");
      case WebhookEvent.BranchDeleted branch ->
          new Ignore("delete", "the branch '" + branch.branch() + "' was deleted");
      case WebhookEvent.TagDeleted tag ->
          new Ignore("delete", "the tag '" + tag.tag() + "' was deleted");
      case WebhookEvent.Comment comment -> comment(comment);
      case WebhookEvent.Ping ping -> new Ignore("ping", "the webhook works");
      case WebhookEvent.Ignored(String kind, String reason) -> new Ignore(kind, reason);
      case WebhookEvent.Several several ->
          new Ignore("several", several.events().size() + " events within one event");
    };
  }

  private static Decision comment(WebhookEvent.Comment comment) {
    String author = comment.author();
    if (author == null) {
      return new Ignore("comment", "nobody knows who wrote it");
    }
    return Verb.of(comment.body())
        .<Decision>map(verb -> new Command("comment", verb, comment.number(), author))
        .orElse(
            new Ignore("comment", "it is none of 'hexad plan', 'hexad apply' and 'hexad unlock'"));
  }

  private static Decision pullRequest(
      WebhookEvent.PullRequest pull, Repository repository, WebhookProvider provider) {
    String kind = "pull_request";
    switch (pull.action()) {
      case OPENED, UPDATED, REOPENED -> {}
      case CLOSED, MERGED, OTHER -> {
        return new Ignore(
            kind,
            "#"
                + pull.number()
                + " was "
                + pull.action().name().toLowerCase(Locale.ROOT)
                + "; only new commits start runs");
      }
    }
    String ref = pullRef(pull, provider);
    String commit = pull.sourceCommit() == null ? ref : pull.sourceCommit();
    var change =
        new ChangeRef(
            repository.applicationId(),
            repository.name(),
            repository.url(),
            ref,
            commit,
            pull.author(),
            pull.title(),
            kind,
            new PullRequestRef(
                pull.number(),
                "refs/heads/" + pull.targetRef(),
                pull.targetCommit(),
                pull.fork(),
                pull.author()));
    return pull.fork()
        ? new Hold(
            kind,
            change,
            "#" + pull.number() + " comes from a fork; approve it after reading what it changes")
        : new Start(kind, change, null);
  }

  /** Where the target repository itself offers the commits of a pull request. */
  private static String pullRef(WebhookEvent.PullRequest pull, WebhookProvider provider) {
    return switch (provider) {
      case GITLAB -> "refs/merge-requests/" + pull.number() + "/head";
      case BITBUCKET -> "refs/heads/" + pull.sourceRef();
      default -> "refs/pull/" + pull.number() + "/head";
    };
  }

  /** Jenkins tells of each build several times; the last one counts. */
  private static Decision jenkins(WebhookEvent.JenkinsBuild build, Repository repository) {
    String name = build.job() + " #" + build.number();
    String branch = build.branch();
    if (!build.phase().equals("FINALIZED") || !"SUCCESS".equals(build.status())) {
      return new Ignore(
          "jenkins",
          name
              + " is "
              + Stream.of(build.phase(), build.status())
                  .filter(word -> word != null)
                  .reduce((a, b) -> a + ", " + b)
                  .orElse("unknown")
              + "; a run starts when it is finalized with success");
    }
    if (branch == null) {
      return new Ignore("jenkins", name + " names no branch, so nothing can be built from it");
    }
    String ref = "refs/heads/" + branch.replaceFirst("^(refs/heads/|(refs/remotes/)?origin/)", "");
    String commit = build.commit() == null ? ref : build.commit();
    return new Start("jenkins", change(repository, ref, commit, null, name, "jenkins"), null);
  }

  private static ChangeRef change(
      Repository repository,
      String ref,
      String commit,
      @Nullable String author,
      @Nullable String message,
      String event) {
    return new ChangeRef(
        repository.applicationId(),
        repository.name(),
        repository.url(),
        ref,
        commit,
        author,
        message,
        event,
        null);
  }
}
