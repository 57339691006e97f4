package dev.hexad.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.command.ResolveParameters;
import dev.hexad.contracts.event.ApplicationRegistered;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeReceived;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.oci.attest.Expectations;
import dev.hexad.oci.attest.Subject;
import dev.hexad.oci.attest.Verification;
import dev.hexad.oci.attest.Verifier;
import dev.hexad.oci.client.ClientOptions;
import dev.hexad.oci.client.RegistryCredentials;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CiAgentIntegrationTests {
  private static final String SECRET = "canary-webhook-secret";
  private static final UUID APPLICATION = Ids.derived("application");
  @TempDir static Path folder;

  private static FakeOrchestrator orchestrator;
  private static TestAgent agent;
  private static TestBus bus;
  private static SampleRepository repository;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    orchestrator = new FakeOrchestrator();
    orchestrator.secret("webhook.secret", SECRET);
    agent =
        TestAgent.start(
            CiAgentApplication.class, "ci", orchestrator, "--hexad.ci.local-repositories=true");
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    repository = new SampleRepository(folder);
    repository.commit("feat: Begin", Map.of("readme.txt", "hello"));
    bus.publish(
        new ApplicationRegistered(APPLICATION, "hello", repository.url(), "main", "webhook.secret"),
        Ids.next());
    Await.until("repository known", () -> push("{}", sign("{}")).statusCode() != 404);
  }

  @AfterAll
  static void stop() {
    agent.close();
    bus.close();
    orchestrator.close();
  }

  private static String sign(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256="
          + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> push(String body, @Nullable String signature) {
    return push(APPLICATION, UUID.randomUUID().toString(), body, signature);
  }

  private static HttpResponse<String> push(
      UUID application, String delivery, String body, @Nullable String signature) {
    var request =
        HttpRequest.newBuilder(
                URI.create(agent.url() + "/api/v1/ci/webhooks/github/" + application))
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", "push")
            .header("X-GitHub-Delivery", delivery)
            .header(SignedIdentity.HEADER, orchestrator.identity("ci", "webhooks:deliver"))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (signature != null) {
      request.header("X-Hub-Signature-256", signature);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String payload(String commit) {
    return Json.write(
        Map.of(
            "ref", "refs/heads/main",
            "before", "0".repeat(40),
            "after", commit,
            "pushed", UUID.randomUUID(),
            "repository", Map.of("full_name", "test/hello", "clone_url", repository.url()),
            "head_commit",
                Map.of("message", "feat: A thing\n\nbody", "author", Map.of("name", "Ada"))));
  }

  @Test
  void takesASignedPushOnce() {
    String body = payload("a".repeat(40));
    var first = push(body, sign(body));
    assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
    JsonNode accepted = Json.mapper().readTree(first.body());
    UUID run = UUID.fromString(accepted.get("runId").asString());
    var replayed = push(body, sign(body));
    assertThat(Json.mapper().readTree(replayed.body()).get("verdict").asString())
        .isEqualTo("DUPLICATE");
    assertThat(Json.mapper().readTree(replayed.body()).get("runId").asString())
        .isEqualTo(run.toString());
    ChangeReceived received =
        bus.await(ChangeReceived.class, e -> e.change().commit().equals("a".repeat(40)));
    assertThat(received.change().author()).isEqualTo("Ada");
    assertThat(received.change().message()).isEqualTo("feat: A thing");
    assertThat(bus.seen(ChangeReceived.class))
        .filteredOn(e -> e.change().commit().equals("a".repeat(40)))
        .hasSize(1);
  }

  @Test
  void takesADeliveryIdOnceEvenWithAnotherBody() {
    String one = payload("b".repeat(40));
    String two = payload("c".repeat(40));
    push(APPLICATION, "same-delivery", one, sign(one));
    var second = push(APPLICATION, "same-delivery", two, sign(two));
    assertThat(Json.mapper().readTree(second.body()).get("verdict").asString())
        .isEqualTo("DUPLICATE");
  }

  @Test
  void refusesWhatIsNotProven() {
    String body = payload("d".repeat(40));
    assertThat(push(body, null).statusCode()).isEqualTo(401);
    assertThat(push(body, "sha256=" + "0".repeat(64)).statusCode()).isEqualTo(401);
    assertThat(push(body, "sha256=not-hex").statusCode()).isEqualTo(401);
    assertThat(push(body, sign(body + " ")).statusCode()).isEqualTo(401);
    var unknown = push(Ids.next(), "x", body, sign(body));
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).contains("problem+json"));
  }

  @Test
  void refusesASignedBodyThatMakesNoSense() {
    String truncated = payload("e".repeat(40)).substring(0, 80);
    assertThat(push(truncated, sign(truncated)).statusCode()).isEqualTo(400);
    String foreign = payload("e".repeat(40)).replace(repository.url(), "https://example.com/x.git");
    assertThat(push(foreign, sign(foreign)).statusCode()).isEqualTo(422);
    String ping = Json.write(Map.of("zen", "Keep it simple.", "hook_id", 1));
    assertThat(Json.mapper().readTree(push(ping, sign(ping)).body()).get("verdict").asString())
        .isEqualTo("IGNORED");
    String large = "{\"a\": \"" + "x".repeat(30 * 1024 * 1024) + "\"}";
    assertThat(push(large, sign(large)).statusCode()).isEqualTo(413);
  }

  private static Envelope command(String capability, Object parameters, String commit) {
    var change =
        new ChangeRef(
            APPLICATION, "hello", repository.url(), "refs/heads/main", commit, null, null);
    return TestBus.command(capability, parameters, Ids.next(), change);
  }

  private static UUID id(Envelope command) {
    return UUID.fromString(command.data().get("commandId").asString());
  }

  @Test
  void buildsTestsAndPushesAnImage() throws Exception {
    String report =
        """
        <testsuites><testsuite name="s"><testcase classname="s" name="one" time="0.5"/>
        <testcase classname="s" name="two"><skipped/></testcase></testsuite></testsuites>
        """;
    String commit =
        repository.commit("feat: Add an app", Map.of("app/run.sh", "echo hi", "r.xml", report));
    var parameters =
        new BuildParameters(
            List.of(BuildStep.of("Greet", "echo hello $GREETING; test -n \"$CI\"")),
            List.of("*.xml"),
            new BuildParameters.Image(
                null,
                null,
                null,
                null,
                List.of("app"),
                null,
                List.of("sh", "app/run.sh"),
                null,
                List.of("latest"),
                Map.of()),
            Map.of("GREETING", "world"));
    Envelope command = command("ci.build", parameters, commit);
    bus.send(command);
    BuildSucceeded built = bus.await(BuildSucceeded.class, e -> e.commandId().equals(id(command)));
    assertThat(built.tests()).isNotNull();
    assertThat(built.tests().passed()).isEqualTo(1);
    assertThat(built.tests().skipped()).isEqualTo(1);
    assertThat(built.version()).startsWith("0.1.0-").contains(commit.substring(0, 8));
    String log = agent.get("/commands/" + id(command) + "/log", "runs:read").body();
    assertThat(log).contains("hello world").contains("tests: 1 passed");
    var manifest =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create(agent.url() + "/v2/hello/manifests/" + built.image().digest()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(manifest.statusCode()).isEqualTo(200);
    assertThat(Json.mapper().readTree(manifest.body()).get("layers").size()).isEqualTo(1);
    JsonNode build = Json.mapper().readTree(agent.get("/builds/" + id(command), "ci:read").body());
    assertThat(build.at("/attestation/signatureDigest").asString()).startsWith("sha256:");
    String key =
        Json.mapper().readTree(agent.get("/signing-key", "ci:read").body()).get("pem").asString();
    var verification =
        new Verifier(ClientOptions.DEFAULT)
            .verify(
                new Subject(built.image().repository(), built.image().digest()),
                RegistryCredentials.anonymous(),
                List.of(key),
                Expectations.NONE);
    assertThat(verification)
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            v -> assertThat(v.toString()).contains(commit).contains(repository.url()));
  }

  @Test
  void failsABuildWhoseStepFails() throws Exception {
    String commit = repository.commit("fix: Break", Map.of("broken.txt", "x"));
    var parameters =
        new BuildParameters(
            List.of(BuildStep.of("Fail", "echo before\nexit 3\necho after")),
            List.of(),
            null,
            Map.of());
    Envelope command = command("ci.build", parameters, commit);
    bus.send(command);
    CommandFailed failed = bus.await(CommandFailed.class, e -> e.commandId().equals(id(command)));
    assertThat(failed.problem().detail()).contains("'Fail'").contains("exit code 3");
    assertThat(agent.get("/commands/" + id(command) + "/log", "runs:read").body())
        .contains("before")
        .doesNotContain("after");
  }

  @Test
  void cancelEndsTheWholeProcessTree() throws Exception {
    Path marker = folder.resolveSibling("alive-" + UUID.randomUUID());
    String commit = repository.commit("chore: Wait", Map.of("wait.txt", "x"));
    String script = "(while true; do date > '" + marker + "'; sleep 0.1; done) &\nwait";
    var parameters =
        new BuildParameters(List.of(BuildStep.of("Wait", script)), List.of(), null, Map.of());
    Envelope command = command("ci.build", parameters, commit);
    bus.send(command);
    Await.until("build to work", () -> Files.exists(marker));
    bus.cancel("ci", command);
    bus.await(CommandCancelled.class, e -> e.commandId().equals(id(command)));
    Files.delete(marker);
    Thread.sleep(500);
    assertThat(marker).doesNotExist();
  }

  @Test
  void readsThePipelineOfACommit() throws Exception {
    String yaml = "version: 1\nstages:\n  build: {uses: ci.build}\n";
    String commit = repository.commit("ci: Add a pipeline", Map.of("hexad.yml", yaml));
    Envelope command = command("ci.resolve", new ResolveParameters(null), "refs/heads/main");
    bus.send(command);
    CommandSucceeded done =
        bus.await(CommandSucceeded.class, e -> e.commandId().equals(id(command)));
    var result = Json.convert(done.result(), ResolveParameters.Result.class);
    assertThat(result.change().commit()).isEqualTo(commit);
    assertThat(result.pipeline().stages()).hasSize(1);
  }

  @Test
  void saysTheLineOfAnErrorInThePipeline() throws Exception {
    String yaml = "version: 1\nstages:\n  build:\n    uses: ci.build\n    frob: 1\n";
    String commit = repository.commit("ci: Break the pipeline", Map.of("hexad.yml", yaml));
    Envelope command = command("ci.resolve", new ResolveParameters(null), commit);
    bus.send(command);
    CommandFailed failed = bus.await(CommandFailed.class, e -> e.commandId().equals(id(command)));
    assertThat(failed.problem().detail()).contains("line 5").contains("frob");
    repository.commit("ci: Mend", Map.of("hexad.yml", "version: 1\nstages: {a: {uses: x.y}}\n"));
  }
}
