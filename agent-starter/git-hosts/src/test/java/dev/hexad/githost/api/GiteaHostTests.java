package dev.hexad.githost.api;

import static dev.hexad.githost.api.TestHosts.COMMIT;
import static dev.hexad.githost.api.TestHosts.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.githost.api.StatusReport.State;
import dev.hexad.githost.contract.ContractServer;
import dev.hexad.githost.contract.ContractServer.Call;
import dev.hexad.githost.contract.ContractServer.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GiteaHostTests {
  private final TestHosts test = new TestHosts();
  private final List<Map<String, Object>> comments = new ArrayList<>();
  private ContractServer server;
  private GitHost host;

  @BeforeEach
  void start() throws IOException {
    server =
        new ContractServer("gitea/openapi.json", "gitea.json", "/api/v1", p -> p, this::answer);
    host = GitHosts.gitea(test.http, server.base(), TestHosts.TOKEN, test.retries);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
      assertThat(server.violations).isEmpty();
      assertThat(server.calls)
          .allSatisfy(call ->
              assertThat(call.headers()).containsEntry("Authorization", "token canary-token"));
    }
  }

  private Reply answer(Call call) {
    String path = call.path();
    if (path.contains("/statuses/")) {
      return Reply.json(201, server.example("CommitStatus", Map.of("id", 1)));
    }
    if (call.method().equals("GET") && path.endsWith("/comments")) {
      return Reply.json(200, comments);
    }
    if (path.contains("/comments")) {
      comments.clear();
      comments.add(Map.of("id", 5, "body", call.json().path("body").asString()));
      return Reply.json(call.method().equals("POST") ? 201 : 200, comments.getFirst());
    }
    if (path.endsWith("/permission")) {
      return Reply.json(200, Map.of("permission", "owner", "role_name", "Owner"));
    }
    return path.endsWith("/files")
        ? Reply.json(200, List.of(Map.of("filename", "f1", "status", "changed")))
        : Reply.json(200, List.of(Map.of("name", "main", "commit", Map.of("id", COMMIT))));
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void setsEveryStatus(State state) {
    host.setStatus(SHOP, COMMIT, new StatusReport("hexad/ci", state, "fine", "https://x.example"));
    assertThat(server.calls.getLast().path())
        .isEqualTo("/api/v1/repos/team/shop/statuses/" + COMMIT);
  }

  @Test
  void writesOneCommentForEachMarker() {
    host.upsertComment(SHOP, 7, "plan", "first");
    host.upsertComment(SHOP, 7, "plan", "second");
    assertThat(server.calls)
        .extracting(Call::method)
        .containsExactly("GET", "POST", "GET", "PATCH");
    assertThat(comments.getFirst().get("body")).isEqualTo("<!-- hexad:plan -->\nsecond");
  }

  @Test
  void readsFilesBranchesAndPermissions() {
    assertThat(host.changedFiles(SHOP, 7).list()).containsExactly("f1");
    assertThat(host.branches(SHOP)).containsExactly(new BranchHead("main", COMMIT));
    assertThat(host.permission(SHOP, "ada")).isEqualTo(Permission.ADMIN);
  }
}
