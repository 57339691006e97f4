package dev.hexad.cd.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cd.TestContainer;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.RollbackParameters;
import dev.hexad.contracts.event.ApplicationRegistered;
import dev.hexad.contracts.event.ChangeReceived;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Environments that follow a branch. */
class GitOpsIntegrationTests {
  private static final String WEB = KubernetesFixture.CONFIGURED;

  private static final String MORE =
      """
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: more}
      """;

  @TempDir static Path folder;
  private static KubernetesFixture kubernetes;
  private static CdFixture cd;
  private static ImageRef one;

  private KubernetesFixture.Shop shop;
  private String first;

  @BeforeAll
  static void start() throws Exception {
    kubernetes = new KubernetesFixture(folder, Map.of());
    cd = kubernetes.cd;
    one = TestContainer.server(cd.registry, "one");
  }

  @AfterAll
  static void stop() throws Exception {
    if (kubernetes != null) {
      cd.agent.bean(JdbcClient.class).sql("delete from tracked").update();
      kubernetes.close();
    }
  }

  @BeforeEach
  void begin() throws Exception {
    shop = kubernetes.new Shop();
    first = shop.commit(WEB.replace("GREETING", "hello") + MORE);
    cd.result(shop.deploy("test", one, first, null, Map.of()));
    String url = shop.repository.toUri().toString();
    cd.bus.publish(
        new ApplicationRegistered(shop.application, "shop", url, "main", "s"), Ids.next());
    Await.until(
        "application",
        () ->
            cd.agent
                .bean(JdbcClient.class)
                .sql("select exists (select from repository where application_id = ?)")
                .param(shop.application)
                .query(Boolean.class)
                .single());
  }

  private JsonNode send(String method, String more, String body) {
    String path = "/tracked/" + shop.application + "/test" + more;
    var answer =
        method.equals("PUT")
            ? cd.agent.put(path, body, "cd:write")
            : cd.agent.post(path, body, "cd:write");
    return Json.mapper().readTree(answer.body());
  }

  private void follow(String tracking) {
    send("PUT", "", tracking.replace('\'', '"'));
  }

  private JsonNode look() {
    return send("POST", "/check", "");
  }

  private JsonNode state() {
    return shop.get("/tracked/" + shop.application + "/test");
  }

  private void awaitState(String wanted) {
    Await.until(wanted, () -> state().path("state").asString().equals(wanted));
  }

  /** Runs of this application that the agent has asked for. */
  private List<JsonNode> runs() {
    return cd.orchestrator.runs().values().stream()
        .filter(run -> run.path("applicationId").asString().equals(shop.application.toString()))
        .toList();
  }

  /** Does what the orchestrator would do with the run. */
  private void carryOut(JsonNode run) {
    var parameters = Json.convert(run.at("/stages/sync/with"), DeployParameters.class);
    cd.result(shop.send("cd.deploy", parameters, run.get("commit").asString()));
  }

  @Test
  void whatGitSaysIsShownAndBroughtThereAfterAPush() throws Exception {
    follow("{'auto': true, 'paths': ['k8s']}");
    awaitState("SYNCED");
    String second = shop.commit(WEB.replace("GREETING", "goodbye") + MORE);
    cd.bus.publish(
        new ChangeReceived(
            new ChangeRef(shop.application, "shop", "u", "refs/heads/main", second, "Ada", "m"),
            "generic",
            "d"),
        Ids.next());
    awaitState("SYNCING");
    assertThat(state().at("/items/0/fields/0/path").asString()).isEqualTo("data.greeting");
    assertThat(runs()).hasSize(1);
    JsonNode run = runs().getFirst();
    assertThat(run.get("commit").asString()).isEqualTo(second);
    assertThat(run.get("author").asString()).isNotBlank();
    look();
    assertThat(runs()).as("asked for once").hasSize(1);
    carryOut(run);
    awaitState("SYNCED");
    assertThat(
            kubernetes.cluster.objects(shop.namespace, "configmaps").stream()
                .map(map -> map.at("/data/greeting").asString("")))
        .contains("goodbye");
  }

  @Test
  void nothingIsRenderedWhoseFilesHaveNotChanged() throws Exception {
    follow("{'paths': ['k8s']}");
    awaitState("SYNCED");
    int rendered = state().get("rendered").asInt();
    Files.writeString(shop.repository.resolve("README.md"), "more words");
    String second = shop.commit(WEB.replace("GREETING", "hello") + MORE);
    JsonNode now = look();
    assertThat(now.get("commit").asString()).isEqualTo(second);
    assertThat(now.get("rendered").asInt()).isEqualTo(rendered);
    assertThat(now.get("state").asString()).isEqualTo("SYNCED");
  }

  @Test
  void whatIsGoneFromGitGoesWhenSomebodyConfirms() throws Exception {
    follow("{'auto': true}");
    awaitState("SYNCED");
    shop.commit(WEB.replace("GREETING", "hello"));
    JsonNode now = look();
    assertThat(now.get("state").asString()).isEqualTo("WAITING");
    assertThat(now.get("reason").asString()).contains("would remove");
    assertThat(runs()).isEmpty();
    assertThat(send("POST", "/sync", "{}").get("detail").asString()).contains("confirmed: true");
    assertThat(send("POST", "/sync", "{\"confirmed\": true}").get("state").asString())
        .isEqualTo("SYNCING");
    carryOut(runs().getFirst());
    awaitState("SYNCED");
    assertThat(kubernetes.cluster.objects(shop.namespace, "configmaps")).hasSize(1);
  }

  @Test
  void holdsAndDependenciesKeepItWaiting() throws Exception {
    follow("{'auto': true, 'held': 'until the audit is over'}");
    shop.commit(WEB.replace("GREETING", "goodbye") + MORE);
    assertThat(look().get("reason").asString()).isEqualTo("held: until the audit is over");
    var other = Ids.next();
    follow(
        "{'auto': true, 'dependsOn': [{'applicationId': '%s', 'environment': 'test'}]}"
            .formatted(other));
    assertThat(look().get("reason").asString()).contains("in test is not healthy");
    assertThat(runs()).isEmpty();
  }

  @Test
  void goingBackIsWrittenToTheBranchAndTheBadCommitStaysAway() throws Exception {
    try (Git git = Git.open(shop.repository.toFile())) {
      StoredConfig config = git.getRepository().getConfig();
      config.setString("receive", null, "denyCurrentBranch", "ignore");
      config.save();
    }
    follow("{'auto': true, 'revert': true}");
    String bad = shop.commit(WEB.replace("GREETING", "bad") + MORE);
    look();
    carryOut(runs().getFirst());
    awaitState("SYNCED");
    cd.result(
        shop.send("cd.rollback", new RollbackParameters("test", shop.application, 1, null), first));
    Await.until("revert", () -> !state().get("commit").asString().equals(bad));
    awaitState("SYNCED");
    assertThat(runs()).hasSize(1);
    try (Git git = Git.open(shop.repository.toFile())) {
      var head = git.log().setMaxCount(1).call().iterator().next();
      assertThat(head.getFullMessage()).contains("Revert").contains(bad);
    }
  }

  @Test
  void aRepositoryThatDoesNotAnswerIsNamed() throws Exception {
    follow("{'branch': 'nowhere'}");
    JsonNode now = look();
    assertThat(now.get("state").asString()).isEqualTo("FAILED");
    assertThat(now.get("reason").asString()).contains("nowhere");
  }
}
