package dev.hexad.githost.webhook;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Reads verified bodies. What a body is about is told from the body, which is signed, and never
 * from a header, which is not. Unknown and missing fields are forgiven.
 */
public final class Payloads {
  private Payloads() {}

  /**
   * What a delivery says.
   *
   * @param verifiedBody the raw bytes that {@link Verification} accepted, at most 30 MB; GitHub's
   *     form encoding ({@code payload=...}) is read too
   * @param expected the repository that the webhook belongs to; not compared where the sender names
   *     none, which Jenkins, generic bodies and old versions of Bitbucket Data Center may do
   * @throws HexadException of type bad-request when the body is not a JSON object; invalid when it
   *     is about another repository or holds a ref, commit id or number that cannot be one
   */
  public static WebhookEvent read(
      WebhookProvider provider, byte[] verifiedBody, ExpectedRepository expected) {
    JsonNode json = Fields.object(unwrapped(new String(verifiedBody, StandardCharsets.UTF_8)));
    return switch (provider) {
      case GITHUB, GITEA -> expect(expected, GitHubBody.read(json), GitHubBody.urls(json), json);
      case GITLAB -> expect(expected, GitLabBody.read(json), GitLabBody.urls(json), json);
      case BITBUCKET -> {
        List<String> urls = BitbucketBody.urls(json);
        boolean silent = urls.isEmpty() && expected.endsWith(BitbucketBody.path(json));
        yield expect(
            expected, BitbucketBody.read(json), silent ? List.of(expected.url()) : urls, json);
      }
      case JENKINS -> {
        List<String> urls = JenkinsBody.urls(json);
        yield expect(
            expected,
            JenkinsBody.read(json),
            urls.isEmpty() ? List.of(expected.url()) : urls,
            json);
      }
      case GENERIC -> {
        List<String> urls = Fields.texts(json, "repository");
        yield expect(
            expected, generic(json), urls.isEmpty() ? List.of(expected.url()) : urls, json);
      }
    };
  }

  private static WebhookEvent expect(
      ExpectedRepository expected, WebhookEvent event, List<String> urls, JsonNode json) {
    boolean exempt =
        event instanceof WebhookEvent.Ignored
            || event instanceof WebhookEvent.Ping && !json.path("repository").isObject();
    if (!exempt && !expected.isAmong(urls)) {
      String sent = urls.isEmpty() ? "no repository" : Fields.cut(urls.getFirst(), 200);
      throw new HexadException(
          ProblemType.INVALID,
          "The delivery is about '"
              + sent.replaceAll("\\p{Cntrl}", "?")
              + "', but this webhook belongs to "
              + expected.url()
              + "; correct the webhook or the application's repository.");
    }
    return event;
  }

  private static WebhookEvent generic(JsonNode json) {
    String ref = GitRef.check(Fields.text(json.path("ref")));
    String commit = Fields.text(json.path("commit"));
    return new WebhookEvent.Generic(ref, commit.isEmpty() ? null : GitRef.commit(commit));
  }

  private static String unwrapped(String body) {
    if (!body.startsWith("payload=")) {
      return body;
    }
    try {
      int end = body.indexOf('&');
      String value = body.substring("payload=".length(), end < 0 ? body.length() : end);
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HexadException(ProblemType.BAD_REQUEST, "The form in the body is damaged.", e);
    }
  }

  /** A ref that came to a commit, or lost it, in the words of all hosts. */
  static WebhookEvent moved(
      String ref, String after, String tagCommit, Supplier<WebhookEvent> push) {
    GitRef.check(ref);
    boolean deleted = GitRef.isZero(after);
    if (ref.startsWith(GitRef.TAGS)) {
      String name = ref.substring(GitRef.TAGS.length());
      return deleted
          ? new WebhookEvent.TagDeleted(name)
          : new WebhookEvent.Tag(
              name, GitRef.commit(GitRef.isCommit(tagCommit) ? tagCommit : after));
    }
    if (!ref.startsWith(GitRef.BRANCHES)) {
      return new WebhookEvent.Ignored("push", "it is neither a branch nor a tag");
    }
    return deleted
        ? new WebhookEvent.BranchDeleted(ref.substring(GitRef.BRANCHES.length()))
        : push.get();
  }

  /** Paths in the lists of all commits; unknown when one of the lists is missing. */
  static ChangedPaths changedPaths(JsonNode commits) {
    Set<String> paths = new TreeSet<>();
    for (JsonNode commit : commits) {
      for (String list : List.of("added", "modified", "removed")) {
        JsonNode array = commit.path(list);
        if (!array.isArray()) {
          return ChangedPaths.unknown();
        }
        for (JsonNode path : array) {
          if (!path.isString() || paths.size() > ChangedPaths.LIMIT) {
            return ChangedPaths.unknown();
          }
          paths.add(path.stringValue());
        }
      }
    }
    return paths.isEmpty() ? ChangedPaths.unknown() : new ChangedPaths(List.copyOf(paths));
  }

  /** The value without {@code refs/heads/} or {@code refs/tags/}, checked. */
  static String name(JsonNode node) {
    return GitRef.check(Fields.text(node).replaceFirst("^refs/(heads|tags)/", ""));
  }
}
