package dev.hexad.githost.api;

import static dev.hexad.githost.api.TestHosts.COMMIT;
import static dev.hexad.githost.api.TestHosts.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.api.StatusReport.State;
import dev.hexad.githost.contract.ContractServer;
import dev.hexad.githost.contract.ContractServer.Call;
import dev.hexad.githost.contract.ContractServer.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class GitLabHostTests {
  private static final RepositoryName SHOP = new RepositoryName("group/team/shop");
  private static final String PROJECT = "/api/v4/projects/group%2Fteam%2Fshop";

  private final TestHosts test = new TestHosts();
  private final List<JsonNode> notes = new ArrayList<>();
  private int level = 30;
  private ContractServer server;
  private GitHost host;

  @BeforeEach
  void start() throws IOException {
    // The document lets a project be a number or a path, which the validator cannot tell apart.
    server =
        new ContractServer(
            "gitlab/openapi.json",
            "gitlab.json",
            "/",
            path -> path.replace(PROJECT, "/api/v4/projects/1"),
            this::answer);
    host = GitHosts.gitLab(test.http, server.base(), TestHosts.TOKEN, test.retries);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
      assertThat(server.violations).isEmpty();
      assertThat(server.calls)
          .allSatisfy(
              call -> assertThat(call.headers()).containsEntry("PRIVATE-TOKEN", "canary-token"));
    }
  }

  private Reply answer(Call call) {
    String path = call.path();
    if (path.contains("/statuses/")) {
      return Reply.json(200, server.example("APIEntitiesCommitStatus", Map.of("id", 1)));
    }
    if (call.method().equals("GET") && path.endsWith("/notes")) {
      return Reply.json(200, notes);
    }
    if (path.contains("/notes")) {
      notes.clear();
      notes.add(
          server.example("APIEntitiesNote", Map.of("id", 5, "body", call.json().path("body"))));
      return Reply.json(call.method().equals("POST") ? 201 : 200, notes.getFirst());
    }
    if (path.endsWith("/users")) {
      return Reply.json(200, List.of(Map.of("id", 9, "username", "ada")));
    }
    if (path.contains("/members/")) {
      return Reply.json(
          200, Map.of("id", 9, "username", "ada", "state", "active", "access_level", level));
    }
    int page = Integer.parseInt(call.query().getOrDefault("page", "1"));
    Map<String, ?> fields =
        path.endsWith("/diffs")
            ? Map.of("new_path", "f" + page, "old_path", "f" + page)
            : Map.of("name", "b" + page, "commit", Map.of("id", COMMIT));
    Reply reply = Reply.json(200, List.of(fields));
    String next = server.base() + path + "?page=" + (page + 1) + "&per_page=100";
    return page == 2 ? reply : reply.with("Link", "<" + next + ">; rel=\"next\"");
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void setsEveryStatus(State state) {
    host.setStatus(SHOP, COMMIT, new StatusReport("hexad/ci", state, "fine", null));
    assertThat(server.calls.getLast().path()).isEqualTo(PROJECT + "/statuses/" + COMMIT);
  }

  @Test
  void forgivesAStatusThatIsSetAlready() {
    server.next(
        Reply.json(
            400, Map.of("message", "Cannot transition status via :run from :running (Reason)")));
    host.setStatus(SHOP, COMMIT, new StatusReport("hexad/ci", State.RUNNING, "", null));
    server.next(Reply.json(400, Map.of("message", Map.of("name", List.of("is too long")))));
    assertThat(
            problem(() ->
                host.setStatus(
                    SHOP, COMMIT, new StatusReport("hexad/ci", State.RUNNING, "", null))))
        .hasMessageContaining("is too long");
  }

  @Test
  void tellsAChecksResultByStatusAndNote() {
    CheckReport report =
        new CheckReport(
            "hexad/plan", COMMIT, State.SUCCESS, "None", "All <b>well</b>", "", List.of(), null, 7);
    assertThat(host.check(SHOP, report, Optional.empty())).isEmpty();
    host.check(SHOP, report, Optional.empty());
    assertThat(server.calls)
        .extracting(call -> call.method() + " " + call.path().replace(PROJECT, ""))
        .containsExactly(
            "POST /statuses/" + COMMIT,
            "GET /merge_requests/7/notes",
            "POST /merge_requests/7/notes",
            "POST /statuses/" + COMMIT,
            "GET /merge_requests/7/notes",
            "PUT /merge_requests/7/notes/5");
  }

  @Test
  void readsAllPages() {
    assertThat(host.changedFiles(SHOP, 7).list()).containsExactly("f1", "f2");
    assertThat(host.branches(SHOP))
        .containsExactly(new BranchHead("b1", COMMIT), new BranchHead("b2", COMMIT));
  }

  @ParameterizedTest
  @CsvSource({
    "50, ADMIN",
    "40, MAINTAIN",
    "30, WRITE",
    "20, TRIAGE",
    "15, READ",
    "10, READ",
    "5, NONE",
    "0, NONE"
  })
  void readsPermissions(int accessLevel, Permission expected) {
    level = accessLevel;
    assertThat(host.permission(SHOP, "Ada")).isEqualTo(expected);
    assertThat(host.permission(SHOP, "adam")).isEqualTo(Permission.NONE);
  }

  @Test
  void saysWhatToDoAboutABadToken() {
    server.next(Reply.json(401, Map.of("message", "401 Unauthorized")));
    assertThat(problem(() -> host.branches(SHOP)))
        .hasMessageContaining("GitLab does not accept the token")
        .hasMessageContaining("401 Unauthorized")
        .satisfies(p -> assertThat(p.type()).isEqualTo(ProblemType.FORBIDDEN));
  }
}
