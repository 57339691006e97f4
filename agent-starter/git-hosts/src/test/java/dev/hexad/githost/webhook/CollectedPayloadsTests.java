package dev.hexad.githost.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.hexad.contracts.message.Json;
import dev.hexad.githost.webhook.WebhookEvent.PullRequestAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Bodies that hosts really sent, each named after its event; skipped where they are not at hand.
 */
class CollectedPayloadsTests {

  private static List<Path> files(WebhookProvider provider) {
    List<Path> files = TestPayloads.collected(provider);
    assumeFalse(files.isEmpty(), "the collected payloads are not on this machine");
    return files;
  }

  private static String kind(WebhookEvent event) {
    return event.getClass().getSimpleName()
        + (event instanceof WebhookEvent.PullRequest pr ? " " + pr.action() : "");
  }

  @Test
  void gitHubBodiesSayWhatTheirNamesSay() throws Exception {
    for (Path file : files(WebhookProvider.GITHUB)) {
      String name = file.getFileName().toString();
      byte[] body = Files.readAllBytes(file);
      JsonNode json = Json.mapper().readTree(body);
      WebhookEvent event =
          Payloads.read(WebhookProvider.GITHUB, body, TestPayloads.repositoryOf(body));
      String expected =
          switch (name.split("\\.")[0]) {
            case "push" -> json.path("deleted").asBoolean() ? "TagDeleted" : "Tag";
            case "delete" -> "TagDeleted";
            case "ping" -> "Ping";
            case "release" -> "Release";
            case "pull_request" ->
                "PullRequest "
                    + switch (name.split("\\.")[1]) {
                      case "opened" -> PullRequestAction.OPENED;
                      case "synchronize" -> PullRequestAction.UPDATED;
                      case "reopened" -> PullRequestAction.REOPENED;
                      case "closed" -> PullRequestAction.CLOSED;
                      default -> PullRequestAction.OTHER;
                    };
            case "issue_comment" ->
                json.at("/issue/pull_request").isMissingNode() ? "Ignored" : "Comment";
            default -> "Ignored";
          };
      assertThat(kind(event)).as(name).isEqualTo(expected);
      if (event instanceof WebhookEvent.PullRequest pr) {
        assertThat(pr.sourceCommit()).isEqualTo(json.at("/pull_request/head/sha").asString());
        assertThat(pr.number()).isEqualTo(2);
        assertThat(pr.fork()).isFalse();
      }
    }
  }

  private static String action(byte[] body) {
    return Json.mapper().readTree(body).at("/object_attributes/action").asString("");
  }

  @Test
  void gitLabBodiesSayWhatTheirNamesSay() throws Exception {
    for (Path file : files(WebhookProvider.GITLAB)) {
      String name = file.getFileName().toString().replace("gogitlab.", "");
      byte[] body = Files.readAllBytes(file);
      WebhookEvent event =
          Payloads.read(WebhookProvider.GITLAB, body, TestPayloads.repositoryOf(body));
      String expected =
          name.startsWith("push")
              ? "Push"
              : name.matches("tag.push.*")
                  ? "Tag"
                  : name.matches("(merge.request|external-status).*")
                      ? "PullRequest "
                          + (action(body).equals("open")
                              ? PullRequestAction.OPENED
                              : PullRequestAction.OTHER)
                      : name.matches("note.merge.*")
                          ? "Comment"
                          : name.startsWith("release") ? "Release" : "Ignored";
      assertThat(kind(event)).as(name).isEqualTo(expected);
      if (event instanceof WebhookEvent.Push push) {
        assertThat(push.commit()).isEqualTo(Json.mapper().readTree(body).at("/after").asString());
      }
    }
  }

  @Test
  void jenkinsBodiesSayWhatTheirNamesSay() throws Exception {
    for (Path file : files(WebhookProvider.JENKINS)) {
      byte[] body = Files.readAllBytes(file);
      JsonNode build = Json.mapper().readTree(body).path("build");
      assertThat(Payloads.read(WebhookProvider.JENKINS, body, TestPayloads.repositoryOf(body)))
          .as(file.toString())
          .isInstanceOfSatisfying(
              WebhookEvent.JenkinsBuild.class,
              event -> {
                assertThat(event.phase()).isEqualTo(build.path("phase").asString());
                assertThat(event.number()).isEqualTo(build.path("number").asInt());
                assertThat(event.status()).isEqualTo(build.path("status").asString(null));
              });
    }
  }
}
