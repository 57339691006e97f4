package dev.hexad.ci.webhook;

import dev.hexad.ci.repository.Repositories.Repository;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a verified GitHub body says. Its kind is read from the body, which is signed, not from the
 * header, which is not.
 */
sealed interface GitHubPayload {
  record Push(ChangeRef change) implements GitHubPayload {}

  /** Nothing to do, and why. */
  record Ignored(String kind, String reason) implements GitHubPayload {}

  static GitHubPayload read(byte[] body, Repository repository) {
    JsonNode json;
    try {
      json = Json.mapper().readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "The signed body is not JSON; it may be truncated.", e);
    }
    if (!json.isObject()) {
      throw new HexadException(ProblemType.BAD_REQUEST, "The signed body is not a JSON object.");
    }
    if (json.has("zen") && json.has("hook_id")) {
      return new Ignored("ping", "the webhook works");
    }
    if (!json.has("ref") || !json.has("after") || !json.has("before")) {
      return new Ignored("other", "only pushes start runs");
    }
    requireSameRepository(json.path("repository"), repository);
    String ref = json.path("ref").asString("");
    String commit = json.path("after").asString("");
    if (!ref.startsWith("refs/heads/")) {
      return new Ignored("push", "only pushes to branches start runs");
    }
    if (commit.matches("0+")) {
      return new Ignored("push", "the branch was deleted");
    }
    if (!commit.matches("[0-9a-f]{40}([0-9a-f]{24})?")) {
      throw new HexadException(ProblemType.INVALID, "'after' is not a commit id.");
    }
    JsonNode head = json.path("head_commit");
    return new Push(
        new ChangeRef(
            repository.applicationId(),
            repository.name(),
            repository.url(),
            ref,
            commit,
            text(head.path("author").path("name")),
            firstLine(text(head.path("message")))));
  }

  private static void requireSameRepository(JsonNode payload, Repository repository) {
    boolean same =
        Stream.of("clone_url", "ssh_url", "git_url", "html_url", "url")
            .map(name -> payload.path(name).asString(""))
            .anyMatch(url -> path(url).equals(path(repository.url())));
    if (!same) {
      throw new HexadException(
          ProblemType.INVALID,
          "The push is from '"
              + payload.path("full_name").asString("?")
              + "', but this webhook belongs to "
              + repository.url()
              + ".");
    }
  }

  /** Host and path of a clone URL, so that https and ssh forms of one repository are the same. */
  private static String path(String url) {
    return url.replaceFirst("^[a-z+]+://([^/@]*@)?", "")
        .replaceFirst("^[^/@]*@([^:/]+):", "$1/")
        .replaceFirst("(\\.git)?/*$", "")
        .toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() ? node.stringValue() : null;
  }

  private static @Nullable String firstLine(@Nullable String text) {
    return text == null ? null : text.lines().findFirst().orElse("");
  }
}
