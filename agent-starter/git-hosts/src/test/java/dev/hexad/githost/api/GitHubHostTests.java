package dev.hexad.githost.api;

import static dev.hexad.githost.api.TestHosts.COMMIT;
import static dev.hexad.githost.api.TestHosts.NOW;
import static dev.hexad.githost.api.TestHosts.SHOP;
import static dev.hexad.githost.api.TestHosts.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.api.CheckReport.Annotation;
import dev.hexad.githost.api.CheckReport.Level;
import dev.hexad.githost.api.StatusReport.State;
import dev.hexad.githost.contract.ContractServer;
import dev.hexad.githost.contract.ContractServer.Call;
import dev.hexad.githost.contract.ContractServer.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class GitHubHostTests {
  private static final Map<String, String> MESSAGE = Map.of("message", "Not @here\n**really**");

  private final TestHosts test = new TestHosts();
  private final List<JsonNode> comments = new ArrayList<>();
  private ContractServer server;
  private GitHost host;

  @BeforeEach
  void start() throws IOException {
    server =
        new ContractServer("github/rest.openapi.json", "github.json", "/", p -> p, this::answer);
    host = GitHosts.gitHub(test.http, server.base(), TestHosts.TOKEN, test.retries);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
      assertThat(server.violations).isEmpty();
      assertThat(server.calls)
          .allSatisfy(call ->
              assertThat(call.headers()).containsEntry("Authorization", "Bearer canary-token"));
    }
  }

  private Reply answer(Call call) {
    String path = call.path();
    if (path.contains("/statuses/")) {
      return Reply.json(201, server.example("status", Map.of()));
    }
    if (path.contains("/check-runs")) {
      return Reply.json(
          call.method().equals("POST") ? 201 : 200, server.example("check-run", Map.of("id", 77)));
    }
    if (call.method().equals("GET") && path.endsWith("/comments")) {
      return Reply.json(200, comments);
    }
    if (path.contains("/comments")) {
      JsonNode comment =
          server.example("issue-comment", Map.of("id", 5, "body", call.json().path("body")));
      comments.clear();
      comments.add(comment);
      return Reply.json(call.method().equals("POST") ? 201 : 200, comment);
    }
    if (path.endsWith("/permission")) {
      return Reply.json(200, Map.of("permission", "write", "role_name", "maintain"));
    }
    return page(call);
  }

  /** Files or branches on three pages. */
  private Reply page(Call call) {
    int page = Integer.parseInt(call.query().getOrDefault("page", "1"));
    String schema = call.path().endsWith("/files") ? "diff-entry" : "short-branch";
    JsonNode item =
        server.example(
            schema,
            schema.equals("diff-entry")
                ? Map.of("filename", "f" + page, "previous_filename", "old" + page)
                : Map.of(
                    "name",
                    "b" + page,
                    "commit",
                    Map.of("sha", COMMIT, "url", "https://example.com/x")));
    Reply reply = Reply.json(200, List.of(item));
    String next = server.base() + call.path() + "?per_page=100&page=" + (page + 1);
    return page == 3
        ? reply
        : reply.with("Link", "<" + next + ">; rel=\"next\", <" + next + "9>; rel=\"last\"");
  }

  private static StatusReport status(State state) {
    return new StatusReport("hexad/ci", state, "x".repeat(300), "https://hexad.example/runs/1");
  }

  private static CheckReport check(State state, int annotations, Integer pullRequest) {
    return new CheckReport(
        "hexad/plan",
        COMMIT,
        state,
        "2 to add",
        "**Summary**",
        "text",
        IntStream.rangeClosed(1, annotations)
            .mapToObj(i -> new Annotation("main.tf", i, i, Level.WARNING, "t", "m" + i))
            .toList(),
        null,
        pullRequest);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void setsEveryStatus(State state) {
    host.setStatus(SHOP, COMMIT, status(state));
    Call call = server.calls.getLast();
    assertThat(call.path()).isEqualTo("/repos/team/shop/statuses/" + COMMIT);
    assertThat(call.json().path("description").asString()).hasSize(140).endsWith("…");
    assertThat(call.json().path("state").asString())
        .isEqualTo(
            switch (state) {
              case PENDING, RUNNING -> "pending";
              case SUCCESS -> "success";
              case FAILURE -> "failure";
              case ERROR, CANCELLED -> "error";
            });
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void createsAndUpdatesChecks(State state) {
    Optional<String> id = host.check(SHOP, check(state, 0, null), Optional.empty());
    assertThat(host.check(SHOP, check(state, 0, null), id)).isEqualTo(id).contains("77");
    assertThat(server.calls).extracting(Call::method).containsExactly("POST", "PATCH");
  }

  @Test
  void sendsAnnotationsFiftyAtATime() {
    host.check(SHOP, check(State.FAILURE, 120, null), Optional.empty());
    assertThat(server.calls)
        .extracting(call -> call.json().at("/output/annotations").size())
        .containsExactly(50, 50, 20);
  }

  @Test
  void fallsBackToStatusAndCommentWhereChecksAreForbidden() {
    server.next(Reply.json(403, MESSAGE));
    assertThat(host.check(SHOP, check(State.FAILURE, 1, 7), Optional.empty())).isEmpty();
    assertThat(server.calls)
        .extracting(call -> call.method() + " " + call.path())
        .containsExactly(
            "POST /repos/team/shop/check-runs",
            "POST /repos/team/shop/statuses/" + COMMIT,
            "GET /repos/team/shop/issues/7/comments",
            "POST /repos/team/shop/issues/7/comments");
    assertThat(server.calls.getLast().json().path("body").asString())
        .startsWith("<!-- hexad:check/hexad-plan -->")
        .contains("**Summary**", "`main.tf:1`");
  }

  @Test
  void writesOneCommentForEachMarker() {
    host.upsertComment(SHOP, 7, "plan/production", "first");
    host.upsertComment(SHOP, 7, "plan/production", "second " + "y".repeat(70_000));
    host.upsertComment(SHOP, 7, "plan/staging", "third");
    assertThat(server.calls)
        .extracting(Call::method)
        .containsExactly("GET", "POST", "GET", "PATCH", "GET", "POST");
    assertThat(server.calls.get(3).path()).isEqualTo("/repos/team/shop/issues/comments/5");
    assertThat(server.calls.get(3).json().path("body").asString())
        .startsWith("<!-- hexad:plan/production -->\nsecond")
        .endsWith("too long._")
        .hasSizeLessThanOrEqualTo(65_536);
  }

  @Test
  void writesAnotherCommentWhenTheMarkedOneIsNotItsOwn() {
    host.upsertComment(SHOP, 7, "plan", "first");
    server.next(Reply.json(200, comments), Reply.json(403, MESSAGE));
    host.upsertComment(SHOP, 7, "plan", "second");
    assertThat(server.calls)
        .extracting(Call::method)
        .containsExactly("GET", "POST", "GET", "PATCH", "POST");
  }

  @Test
  void readsAllPages() {
    assertThat(host.changedFiles(SHOP, 7).list())
        .containsExactly("f1", "f2", "f3", "old1", "old2", "old3");
    assertThat(host.branches(SHOP)).extracting(BranchHead::name).containsExactly("b1", "b2", "b3");
    assertThat(host.permission(SHOP, "ada")).isEqualTo(Permission.MAINTAIN);
  }

  @Test
  void knowsStrangers() {
    server.next(Reply.json(404, MESSAGE));
    assertThat(host.permission(SHOP, "a/../b")).isEqualTo(Permission.NONE);
  }

  @Test
  void neverSendsTheTokenToAnotherHost() throws IOException {
    try (var other =
        new ContractServer("github/rest.openapi.json", "github.json", "/", p -> p, c -> page(c))) {
      server.next(
          Reply.json(200, List.of())
              .with(
                  "Link", "<" + other.base() + "/repos/team/shop/branches?page=2>; rel=\"next\""));
      assertThat(problem(() -> host.branches(SHOP)).type()).isEqualTo(ProblemType.UPSTREAM_FAILED);
      assertThat(other.calls).isEmpty();
      server.next(
          new Reply(302, Map.of("Location", other.base() + "/repos/team/shop/branches"), ""));
      host.branches(SHOP);
      assertThat(other.calls)
          .isNotEmpty()
          .allSatisfy(call -> assertThat(call.headers()).doesNotContainKey("Authorization"));
      other.violations.clear();
    }
  }

  @Test
  void waitsAsLongAsTheHostAsks() {
    long reset = NOW.plusSeconds(30).getEpochSecond();
    server.next(
        Reply.json(429, MESSAGE).with("Retry-After", "7"),
        Reply.json(403, MESSAGE)
            .with("X-RateLimit-Remaining", "0")
            .with("X-RateLimit-Reset", "" + reset),
        Reply.json(503, MESSAGE).with("Retry-After", "Fri, 02 Jan 2026 03:04:15 GMT"));
    host.setStatus(SHOP, COMMIT, status(State.SUCCESS));
    assertThat(test.pauses)
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(31), Duration.ofSeconds(10));
    assertThat(server.calls).hasSize(4);
  }

  @Test
  void waitsAMinuteAfterABurst() {
    server.next(Reply.json(403, Map.of("message", "You have exceeded a secondary rate limit.")));
    host.setStatus(SHOP, COMMIT, status(State.SUCCESS));
    assertThat(test.pauses).containsExactly(Duration.ofMinutes(1));
  }

  @Test
  void doesNotWaitForHours() {
    server.next(Reply.json(429, MESSAGE).with("Retry-After", "3600"));
    var problem = problem(() -> host.setStatus(SHOP, COMMIT, status(State.SUCCESS)));
    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(problem).hasMessageContaining("3600 s");
    assertThat(test.pauses).isEmpty();
  }

  @Test
  void repeatsOnlyWhatDoesNoHarmTwice() {
    Reply failure = Reply.json(502, MESSAGE);
    server.next(failure, failure);
    host.setStatus(SHOP, COMMIT, status(State.SUCCESS));
    assertThat(server.calls).hasSize(3);
    assertThat(test.pauses).hasSize(2).isSorted();
    server.next(Reply.json(200, List.of()), failure);
    assertThat(problem(() -> host.upsertComment(SHOP, 7, "plan", "x")).type())
        .isEqualTo(ProblemType.UPSTREAM_FAILED);
    assertThat(server.calls).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "401, FORBIDDEN, create a new one",
    "403, FORBIDDEN, write access",
    "404, NOT_FOUND, repository's path",
    "422, INVALID, does not take"
  })
  void saysWhatToDoAboutRefusals(int status, ProblemType type, String advice) {
    server.next(Reply.json(status, MESSAGE));
    var problem = problem(() -> host.setStatus(SHOP, COMMIT, status(State.SUCCESS)));
    assertThat(problem.type()).isEqualTo(type);
    assertThat(problem)
        .hasMessageContaining(advice)
        .hasMessageContaining("It says: Not @here **really**")
        .hasMessageNotContaining("canary");
    assertThat(server.calls).hasSize(1);
  }
}
