package dev.hexad.ci.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.ci.CiAgentApplication;
import dev.hexad.ci.SampleRepository;
import dev.hexad.ci.repository.Repositories;
import dev.hexad.contracts.command.ResolveParameters;
import dev.hexad.contracts.event.ApplicationRegistered;
import dev.hexad.contracts.event.ChangeReceived;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.service.identity.SignedIdentity;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The ledger of deliveries, through the door that Git hosts use. */
class WebhookIntegrationTests {
  private static final String SECRET = "canary-hook-secret";
  private static final UUID APPLICATION = Ids.derived("webhooks");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  @TempDir static Path folder;
  private static FakeOrchestrator orchestrator;
  private static TestAgent agent;
  private static TestBus bus;
  private static SampleRepository repository;

  @BeforeAll
  static void start() throws Exception {
    orchestrator = new FakeOrchestrator();
    orchestrator.secret("hook", SECRET);
    agent =
        TestAgent.start(
            CiAgentApplication.class, "ci", orchestrator, "--hexad.ci.local-repositories=true");
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    repository = new SampleRepository(folder);
    repository.commit("feat: Begin", Map.of("readme.txt", "hello"));
    bus.publish(
        new ApplicationRegistered(APPLICATION, "hooked", repository.url(), "main", "hook"),
        Ids.next());
    Await.until(
        "repository known", () -> agent.bean(Repositories.class).find(APPLICATION).isPresent());
  }

  @AfterAll
  static void stop() {
    agent.close();
    bus.close();
    orchestrator.close();
  }

  private static String commit() {
    return HexFormat.of().formatHex(java.util.Arrays.copyOf(uuid(), 20));
  }

  private static byte[] uuid() {
    return UUID.randomUUID().toString().replace("-", "").getBytes(StandardCharsets.US_ASCII);
  }

  private static HttpResponse<String> send(
      String provider, String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(
                URI.create(agent.url() + "/api/v1/ci/webhooks/" + provider + "/" + APPLICATION))
            .header(SignedIdentity.HEADER, orchestrator.identity("ci", "webhooks:deliver"))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode accepted(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return Json.mapper().readTree(answer.body());
  }

  private static Map<String, String> signed(String header, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
      return Map.of(header, "sha256=" + HexFormat.of().formatHex(signature));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode gitHub(Map<String, Object> content) {
    String body = Json.write(content);
    return accepted(send("github", body, signed("X-Hub-Signature-256", body)));
  }

  private static Map<String, Object> repositoryNode() {
    return Map.of("full_name", "test/hooked", "clone_url", repository.url());
  }

  private static JsonNode pullRequest(boolean fork, String commit) {
    Map<String, Object> base =
        Map.of("ref", "main", "sha", commit(), "repo", Map.of("id", 1, "full_name", "t/h"));
    Map<String, Object> head =
        Map.of(
            "ref",
            "topic",
            "sha",
            commit,
            "repo",
            fork ? Map.of("id", 2, "full_name", "x/h") : Map.of("id", 1, "full_name", "t/h"));
    return gitHub(
        Map.of(
            "action",
            "opened",
            "number",
            7,
            "pull_request",
            Map.of(
                "number",
                7,
                "title",
                "$(touch /tmp/owned) `id`",
                "user",
                Map.of("login", "stranger"),
                "head",
                head,
                "base",
                base),
            "repository",
            repositoryNode()));
  }

  private static ChangeReceived received(String commit) {
    return bus.await(ChangeReceived.class, e -> e.change().commit().equals(commit));
  }

  private static long count(String commit) {
    return bus.seen(ChangeReceived.class).stream()
        .filter(e -> e.change().commit().equals(commit))
        .count();
  }

  @Test
  void aPullRequestOfTheRepositoryStartsARun() {
    String commit = commit();
    assertThat(pullRequest(false, commit).get("verdict").asString()).isEqualTo("ACCEPTED");
    ChangeRef change = received(commit).change();
    assertThat(change.ref()).isEqualTo("refs/pull/7/head");
    assertThat(change.event()).isEqualTo("pull_request");
    assertThat(change.trusted()).isTrue();
  }

  @Test
  void aPullRequestOfAForkWaitsForApproval() {
    String commit = commit();
    JsonNode held = pullRequest(true, commit);
    assertThat(held.get("verdict").asString()).isEqualTo("HELD");
    String path = "/deliveries/" + held.get("id").asString();
    assertThat(agent.post(path + "/approve", "", "ci:write").statusCode()).isEqualTo(403);
    assertThat(agent.post(path + "/approve", "", "runs:approve").statusCode()).isEqualTo(202);
    assertThat(received(commit).change().trusted()).isFalse();
    assertThat(agent.post(path + "/deny", "", "runs:approve").statusCode()).isEqualTo(409);
    assertThat(count(commit)).isEqualTo(1);
  }

  @Test
  void aDeniedDeliveryStartsNothing() {
    String commit = commit();
    String path = "/deliveries/" + pullRequest(true, commit).get("id").asString();
    assertThat(agent.post(path + "/deny", "", "runs:approve").statusCode()).isEqualTo(200);
    assertThat(agent.post(path + "/approve", "", "runs:approve").statusCode()).isEqualTo(409);
    String marker = commit();
    gitHub(push("refs/heads/after-deny", marker));
    received(marker);
    assertThat(count(commit)).isZero();
  }

  private static Map<String, Object> push(String ref, String commit) {
    return Map.of(
        "ref", ref, "before", "0".repeat(40), "after", commit, "repository", repositoryNode());
  }

  @Test
  void redeliveringStartsARunOfItsOwn() {
    String commit = commit();
    JsonNode first = gitHub(push("refs/heads/again", commit));
    var answer =
        agent.post("/deliveries/" + first.get("id").asString() + "/redeliver", "", "ci:write");
    JsonNode second = accepted(answer);
    assertThat(second.get("redeliveryOf").asString()).isEqualTo(first.get("id").asString());
    assertThat(second.get("runId").asString()).isNotEqualTo(first.get("runId").asString());
    Await.until("both runs", () -> count(commit) == 2);
  }

  @Test
  void aTagThatIsToldOfTwiceStartsOneRun() {
    String commit = commit();
    assertThat(gitHub(push("refs/tags/v1.2.3", commit)).get("verdict").asString())
        .isEqualTo("ACCEPTED");
    var again = new java.util.HashMap<>(push("refs/tags/v1.2.3", commit));
    again.put("pushed_again", true);
    assertThat(gitHub(again).get("verdict").asString()).isEqualTo("IGNORED");
    assertThat(received(commit).change().event()).isEqualTo("tag");
  }

  @Test
  void takesGitLabsToken() {
    String commit = commit();
    String body =
        Json.write(
            Map.of(
                "object_kind",
                "push",
                "ref",
                "refs/heads/main",
                "before",
                "0".repeat(40),
                "after",
                commit,
                "checkout_sha",
                commit,
                "project",
                Map.of("path_with_namespace", "t/h", "git_http_url", repository.url())));
    assertThat(send("gitlab", body, Map.of("X-Gitlab-Token", "wrong")).statusCode()).isEqualTo(401);
    accepted(send("gitlab", body, Map.of("X-Gitlab-Token", SECRET)));
    assertThat(received(commit).provider()).isEqualTo("gitlab");
  }

  @Test
  void aFinishedJenkinsBuildStartsARun() {
    String commit = commit();
    Map<String, Object> build =
        Map.of(
            "number",
            12,
            "phase",
            "FINALIZED",
            "status",
            "SUCCESS",
            "scm",
            Map.of("url", repository.url(), "branch", "origin/main", "commit", commit));
    String body = Json.write(Map.of("name", "nightly", "url", "job/nightly/", "build", build));
    accepted(send("jenkins", body, Map.of("X-Hexad-Token", SECRET)));
    assertThat(received(commit).change().ref()).isEqualTo("refs/heads/main");
  }

  @Test
  void keepsATraceOfWhatWasNotProven() {
    String body = Json.write(push("refs/heads/main", commit()));
    String forged = "sha256=" + "0".repeat(64);
    assertThat(send("github", body, Map.of("X-Hub-Signature-256", forged)).statusCode())
        .isEqualTo(401);
    assertThat(agent.get("/deliveries?verdict=REFUSED", "ci:read").body())
        .contains("does not match the body");
    assertThat(accepted(send("github", body, signed("X-Hub-Signature-256", body)))).isNotNull();
  }

  @Test
  void unknownProvidersGetAClearAnswer() {
    assertThat(send("sourceforge", "{}", Map.of()).body()).contains("use github, gitlab");
  }

  @Test
  void findsPushesWhoseWebhookNeverCame() throws Exception {
    var filler = agent.bean(GapFiller.class);
    var known = agent.bean(Repositories.class).find(APPLICATION).orElseThrow();
    filler.look(known);
    String missed = repository.commit("fix: Missed", Map.of("missed.txt", "1"));
    filler.look(known);
    assertThat(count(missed)).isZero();
    filler.look(known);
    assertThat(received(missed).change().event()).isEqualTo("poll");
    assertThat(gitHub(push("refs/heads/main", missed)).get("verdict").asString())
        .isEqualTo("IGNORED");
    filler.look(known);
    filler.look(known);
    assertThat(count(missed)).isEqualTo(1);
  }

  @Test
  void aPipelineOfAMonorepoSkipsWhatDidNotChange() throws Exception {
    String yaml =
        """
        version: 1
        on:
          push: {branches: [main, "team/*"]}
        stages:
          api: {uses: ci.build, paths: ["api/**"]}
          web: {uses: ci.build, paths: ["web/**"]}
        """;
    String commit = repository.commit("feat: Split", Map.of("hexad.yml", yaml));
    var body = new java.util.HashMap<>(push("refs/heads/main", commit));
    body.put(
        "commits",
        List.of(
            Map.of(
                "id",
                commit,
                "added",
                List.of("api/src/a.c"),
                "modified",
                List.of(),
                "removed",
                List.of())));
    body.put("before", commit());
    gitHub(body);
    ChangeReceived received = received(commit);
    UUID run =
        bus.seen().stream()
            .filter(e -> e.data().at("/change/commit").asString("").equals(commit))
            .map(Envelope::correlationid)
            .findFirst()
            .orElseThrow();
    Envelope command =
        TestBus.command("ci.resolve", new ResolveParameters(null), run, received.change());
    bus.send(command);
    UUID id = UUID.fromString(command.data().get("commandId").asString());
    CommandSucceeded done = bus.await(CommandSucceeded.class, e -> e.commandId().equals(id));
    Pipeline pipeline = Json.convert(done.result(), ResolveParameters.Result.class).pipeline();
    assertThat(pipeline.stages().get(0).skip()).isNull();
    assertThat(pipeline.stages().get(1).skip()).contains("no changed file matches");
  }
}
