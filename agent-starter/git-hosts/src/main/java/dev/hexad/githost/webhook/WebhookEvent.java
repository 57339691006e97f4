package dev.hexad.githost.webhook;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a verified delivery says, in the words of no particular host. Refs and commit ids have
 * passed {@link GitRef}; all other text is a user's, cut to a sane length and otherwise untouched.
 */
public sealed interface WebhookEvent {
  /** Longest title, first line of a message, or name. */
  int LINE_LIMIT = 500;

  /** Longest text of a comment. */
  int BODY_LIMIT = 20_000;

  /**
   * Commits came to a branch.
   *
   * @param ref full ref, {@code refs/heads/...}
   * @param before the branch's commit until now; null when it is new
   * @param commit the branch's commit from now on
   * @param author name of the author of that commit, else of who pushed
   * @param message first line of its message
   * @param created whether the branch is new
   */
  record Push(
      String ref,
      @Nullable String before,
      String commit,
      @Nullable String author,
      @Nullable String message,
      ChangedPaths changedPaths,
      boolean created)
      implements WebhookEvent {
    /** The branch without {@code refs/heads/}. */
    public String branch() {
      return ref.substring(GitRef.BRANCHES.length());
    }
  }

  /**
   * A tag was created or moved.
   *
   * @param name without {@code refs/tags/}
   * @param commit what the host gives for it: the commit, or the tag object of an annotated tag
   */
  record Tag(String name, String commit) implements WebhookEvent {}

  /** What happened to a pull request; UPDATED means new commits. */
  enum PullRequestAction {
    OPENED,
    UPDATED,
    REOPENED,
    CLOSED,
    MERGED,
    OTHER
  }

  /**
   * Something happened to a pull (merge) request.
   *
   * @param sourceRef branch without {@code refs/heads/}
   * @param sourceCommit null where the host abbreviates it (Bitbucket Cloud) or there is none yet
   * @param sourceRepository path of the repository that the commits come from
   * @param targetCommit null where the host does not say
   * @param fork whether the commits come from another repository; true when that is not certain
   */
  record PullRequest(
      PullRequestAction action,
      int number,
      String title,
      @Nullable String author,
      String sourceRef,
      @Nullable String sourceCommit,
      @Nullable String sourceRepository,
      String targetRef,
      @Nullable String targetCommit,
      boolean fork,
      boolean draft,
      List<String> labels)
      implements WebhookEvent {
    public PullRequest {
      labels = List.copyOf(labels);
    }
  }

  /**
   * A new comment on a pull request.
   *
   * @param id the host's id of the comment
   * @param association how the host relates the author to the repository, for example {@code
   *     MEMBER}; null where it does not say. Ask the host for the permission before obeying.
   */
  record Comment(
      int number, String id, @Nullable String author, String body, @Nullable String association)
      implements WebhookEvent {}

  /**
   * A release.
   *
   * @param action the host's word, for example {@code published}
   */
  record Release(String tag, @Nullable String name, String action) implements WebhookEvent {}

  /** A branch was created; the push that brought its commits is told apart from this. */
  record BranchCreated(String branch, @Nullable String commit) implements WebhookEvent {}

  record BranchDeleted(String branch) implements WebhookEvent {}

  record TagDeleted(String tag) implements WebhookEvent {}

  /**
   * A build in Jenkins moved on.
   *
   * @param job full name, folders separated by '/'
   * @param phase QUEUED, STARTED, COMPLETED or FINALIZED
   * @param status result, null before completion
   * @param url absolute address of the build
   * @param parameters without those whose names sound secret
   */
  record JenkinsBuild(
      String job,
      int number,
      String phase,
      @Nullable String status,
      @Nullable String url,
      @Nullable String commit,
      @Nullable String branch,
      Map<String, String> parameters)
      implements WebhookEvent {
    public JenkinsBuild {
      parameters = Map.copyOf(parameters);
    }
  }

  /** The sender tries whether the webhook works. */
  record Ping() implements WebhookEvent {}

  /**
   * A small body of any sender: {@code {"ref": "refs/heads/main", "commit": "<id>", "repository":
   * "<clone URL>"}}, of which only {@code ref} is needed.
   */
  record Generic(String ref, @Nullable String commit) implements WebhookEvent {}

  /** More than one event in one delivery, as Bitbucket sends for a push of several branches. */
  record Several(List<WebhookEvent> events) implements WebhookEvent {
    public Several {
      events = List.copyOf(events);
    }
  }

  /** Nothing to do. */
  record Ignored(String kind, String reason) implements WebhookEvent {}
}
