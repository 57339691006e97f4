package dev.hexad.githost.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.webhook.WebhookEvent.BranchCreated;
import dev.hexad.githost.webhook.WebhookEvent.BranchDeleted;
import dev.hexad.githost.webhook.WebhookEvent.Comment;
import dev.hexad.githost.webhook.WebhookEvent.Generic;
import dev.hexad.githost.webhook.WebhookEvent.JenkinsBuild;
import dev.hexad.githost.webhook.WebhookEvent.Ping;
import dev.hexad.githost.webhook.WebhookEvent.PullRequest;
import dev.hexad.githost.webhook.WebhookEvent.PullRequestAction;
import dev.hexad.githost.webhook.WebhookEvent.Push;
import dev.hexad.githost.webhook.WebhookEvent.Release;
import dev.hexad.githost.webhook.WebhookEvent.Several;
import dev.hexad.githost.webhook.WebhookEvent.Tag;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadsTests {
  private static final String A = "a".repeat(39) + "1";
  private static final String B = "b".repeat(39) + "2";

  private static WebhookEvent read(WebhookProvider provider, String name) {
    byte[] body = TestPayloads.own(name);
    String host =
        switch (provider) {
          case GITHUB -> "git@github.com:Team/Shop.git";
          case GITLAB -> "https://gitlab.example.com/team/shop";
          case BITBUCKET ->
              name.contains("cloud")
                  ? "https://ada@bitbucket.org/team/shop.git"
                  : "https://git.example.com/scm/team/shop.git";
          default -> "ssh://git@git.example.com:2222/team/shop.git";
        };
    return Payloads.read(provider, body, new ExpectedRepository(host));
  }

  @ParameterizedTest
  @CsvSource({"GITHUB, github", "GITEA, gitea"})
  void readsPushes(WebhookProvider provider, String folder) {
    assertThat(read(provider, folder + "/push"))
        .isEqualTo(
            new Push(
                "refs/heads/main",
                A,
                B,
                "Ada Example",
                "Fix the basket",
                new ChangedPaths(List.of("docs/new.md", "old.txt", "src/Basket.java")),
                false));
    assertThat(read(provider, folder + "/push-created"))
        .isInstanceOfSatisfying(
            Push.class,
            push -> {
              assertThat(push.created()).isTrue();
              assertThat(push.before()).isNull();
              assertThat(push.changedPaths().isKnown()).isFalse();
              assertThat(push.branch()).isEqualTo("main");
            });
    assertThat(read(provider, folder + "/push-deleted")).isEqualTo(new BranchDeleted("main"));
    assertThat(read(provider, folder + "/push-tag")).isEqualTo(new Tag("v1.2.0", B));
    assertThat(read(provider, folder + "/branch-deleted")).isEqualTo(new BranchDeleted("basket"));
    assertThat(read(provider, folder + "/branch-created"))
        .isEqualTo(new BranchCreated("basket", folder.equals("gitea") ? B : null));
    assertThat(read(provider, folder + "/release"))
        .isEqualTo(new Release("v1.2.0", "Autumn", "published"));
  }

  @ParameterizedTest
  @CsvSource({"GITHUB, github", "GITEA, gitea"})
  void readsPullRequests(WebhookProvider provider, String folder) {
    assertThat(read(provider, folder + "/pull_request"))
        .isEqualTo(
            new PullRequest(
                PullRequestAction.OPENED,
                7,
                "Add a basket",
                "guest",
                "basket",
                B,
                "guest/shop",
                "main",
                A,
                true,
                true,
                List.of("feature")));
    assertThat(read(provider, folder + "/pull_request-updated"))
        .isInstanceOfSatisfying(
            PullRequest.class,
            pr -> {
              assertThat(pr.action()).isEqualTo(PullRequestAction.UPDATED);
              assertThat(pr.fork()).isFalse();
            });
    assertThat(read(provider, folder + "/pull_request-merged"))
        .isInstanceOfSatisfying(
            PullRequest.class, pr -> assertThat(pr.action()).isEqualTo(PullRequestAction.MERGED));
    assertThat(read(provider, folder + "/pull_request-lost-fork"))
        .isInstanceOfSatisfying(PullRequest.class, pr -> assertThat(pr.fork()).isTrue());
    assertThat(read(provider, folder + "/comment"))
        .isEqualTo(new Comment(7, "99", "ada", "/hexad plan", "MEMBER"));
  }

  @Test
  void readsGitLab() {
    assertThat(read(WebhookProvider.GITLAB, "gitlab/push"))
        .isEqualTo(
            new Push(
                "refs/heads/main",
                A,
                B,
                "Ada Example",
                "Fix the basket",
                new ChangedPaths(List.of("a.txt")),
                false));
    assertThat(read(WebhookProvider.GITLAB, "gitlab/push-many"))
        .isInstanceOfSatisfying(
            Push.class, push -> assertThat(push.changedPaths().isKnown()).isFalse());
    assertThat(read(WebhookProvider.GITLAB, "gitlab/push-deleted"))
        .isEqualTo(new BranchDeleted("main"));
    assertThat(read(WebhookProvider.GITLAB, "gitlab/tag")).isEqualTo(new Tag("v1.2.0", B));
    assertThat(read(WebhookProvider.GITLAB, "gitlab/merge_request-updated"))
        .isEqualTo(
            new PullRequest(
                PullRequestAction.UPDATED,
                7,
                "Add a basket",
                "ada",
                "basket",
                B,
                "team/shop",
                "main",
                null,
                false,
                false,
                List.of("feature")));
    assertThat(read(WebhookProvider.GITLAB, "gitlab/merge_request-fork"))
        .isInstanceOfSatisfying(PullRequest.class, pr -> assertThat(pr.fork()).isTrue());
    assertThat(read(WebhookProvider.GITLAB, "gitlab/note"))
        .isEqualTo(new Comment(7, "99", "ada", "/hexad plan", null));
    assertThat(read(WebhookProvider.GITLAB, "gitlab/release"))
        .isEqualTo(new Release("v1.2.0", "Autumn", "create"));
  }

  @Test
  void readsBitbucket() {
    Push push =
        new Push(
            "refs/heads/main",
            A,
            B,
            "Ada Example",
            "Fix the basket",
            ChangedPaths.unknown(),
            false);
    assertThat(read(WebhookProvider.BITBUCKET, "bitbucket/cloud-push")).isEqualTo(push);
    assertThat(read(WebhookProvider.BITBUCKET, "bitbucket/cloud-push-several"))
        .isEqualTo(new Several(List.of(push, new BranchDeleted("old"), new Tag("v1.2.0", B))));
    assertThat(read(WebhookProvider.BITBUCKET, "bitbucket/cloud-pull_request"))
        .isInstanceOfSatisfying(
            PullRequest.class,
            pr -> {
              assertThat(pr.action()).isEqualTo(PullRequestAction.OPENED);
              assertThat(pr.sourceCommit()).as("abbreviated").isNull();
              assertThat(pr.fork()).isTrue();
            });
    assertThat(read(WebhookProvider.BITBUCKET, "bitbucket/cloud-comment"))
        .isEqualTo(new Comment(7, "99", "ada", "/hexad plan", null));
    assertThat(read(WebhookProvider.BITBUCKET, "bitbucket/center-push"))
        .isEqualTo(
            new Push("refs/heads/main", A, B, "Ada Example", null, ChangedPaths.unknown(), false));
    assertThat(read(WebhookProvider.BITBUCKET, "bitbucket/center-push-old"))
        .isEqualTo(new BranchDeleted("main"));
    assertThat(read(WebhookProvider.BITBUCKET, "bitbucket/center-pull_request"))
        .isInstanceOfSatisfying(
            PullRequest.class,
            pr -> {
              assertThat(pr.action()).isEqualTo(PullRequestAction.UPDATED);
              assertThat(pr.sourceCommit()).isEqualTo(B);
              assertThat(pr.fork()).isFalse();
            });
    assertThat(read(WebhookProvider.BITBUCKET, "bitbucket/center-test")).isEqualTo(new Ping());
  }

  @Test
  void readsJenkinsWithoutSecretParameters() {
    assertThat(read(WebhookProvider.JENKINS, "jenkins/completed"))
        .isEqualTo(
            new JenkinsBuild(
                "team/shop",
                42,
                "COMPLETED",
                "SUCCESS",
                "https://jenkins.example.com/job/team/job/shop/42/",
                B,
                "main",
                Map.of("ENVIRONMENT", "staging", "TURKEY", "yes")));
  }

  @Test
  void readsGenericBodiesAndPings() {
    assertThat(read(WebhookProvider.GENERIC, "generic/push"))
        .isEqualTo(new Generic("refs/heads/main", B));
    assertThat(read(WebhookProvider.GENERIC, "generic/ref-only"))
        .isEqualTo(new Generic("main", null));
    assertThat(read(WebhookProvider.GITHUB, "github/ping")).isEqualTo(new Ping());
  }

  @Test
  void readsTheFormEncodingOfGitHub() {
    String json = new String(TestPayloads.own("github/push"), StandardCharsets.UTF_8);
    byte[] form = ("payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8)).getBytes();
    assertThat(
            Payloads.read(
                WebhookProvider.GITHUB,
                form,
                new ExpectedRepository("https://github.com/team/shop")))
        .isInstanceOf(Push.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/team/shop2",
        "https://evil.example/team/shop",
        "https://github.com/shop",
        "git@github.com:other/shop.git",
        ""
      })
  void refusesDeliveriesOfAnotherRepository(String expected) {
    assertThatThrownBy(() ->
            Payloads.read(
                WebhookProvider.GITHUB,
                TestPayloads.own("github/push"),
                new ExpectedRepository(expected)))
        .isInstanceOfSatisfying(
            HexadException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID))
        .hasMessageContaining("github.com/team/shop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--upload-pack=x",
        "-x",
        "a..b",
        "a b",
        "a~1",
        "a\\u0000b",
        "a\\nb",
        "",
        "x.lock",
        "a\\u202eb"
      })
  void refusesRefsThatGitWouldNotTake(String ref) {
    String body =
        new String(TestPayloads.own("github/push"), StandardCharsets.UTF_8)
            .replace("refs/heads/main", "refs/heads/" + ref);
    assertThatThrownBy(() ->
            Payloads.read(
                WebhookProvider.GITHUB,
                body.getBytes(StandardCharsets.UTF_8),
                new ExpectedRepository("https://github.com/team/shop")))
        .isInstanceOf(HexadException.class);
  }

  @Test
  void cutsLongTextAndForgetsTooManyPaths() {
    String paths =
        IntStream.rangeClosed(0, ChangedPaths.LIMIT)
            .mapToObj(i -> "\"f" + i + "\"")
            .collect(Collectors.joining(","));
    String body =
        new String(TestPayloads.own("github/push"), StandardCharsets.UTF_8)
            .replace("Fix the basket", "x".repeat(10_000))
            .replace("\"docs/new.md\"", paths);
    assertThat(
            Payloads.read(
                WebhookProvider.GITHUB,
                body.getBytes(StandardCharsets.UTF_8),
                new ExpectedRepository("https://github.com/team/shop")))
        .isInstanceOfSatisfying(
            Push.class,
            push -> {
              assertThat(push.message()).hasSize(WebhookEvent.LINE_LIMIT);
              assertThat(push.changedPaths().isKnown()).isFalse();
              assertThat(push.changedPaths().mayInclude(path -> false)).isTrue();
            });
  }
}
