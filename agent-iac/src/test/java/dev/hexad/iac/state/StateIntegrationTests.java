package dev.hexad.iac.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.iac.IacAgentApplication;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The state store as Terraform, people and a run that died see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateIntegrationTests {
  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private final HttpClient http = HttpClient.newHttpClient();
  private TestAgent agent;
  private StateAccess access;

  @BeforeAll
  void start() {
    agent = TestAgent.start(IacAgentApplication.class, "iac", orchestrator);
    access = agent.bean(StateAccess.class);
  }

  @AfterAll
  void stop() {
    agent.close();
    orchestrator.close();
  }

  private static String fresh() {
    return "s-" + UUID.randomUUID();
  }

  private static byte[] lock(String id) {
    return Json.write(Map.of("ID", id, "Operation", "OperationTypeApply", "Who", "anna@laptop"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse<String> call(
      StateAccess.Open open, String method, String query, byte[] body) {
    String basic = "hexad:" + open.environment().get("TF_HTTP_PASSWORD");
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(open.backend().get("address") + query))
              .header(
                  "Authorization",
                  "Basic "
                      + java.util.Base64.getEncoder()
                          .encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
              .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode read(String path) {
    return Json.mapper().readTree(agent.get(path, "iac:read").body());
  }

  @Test
  void tellsWhichWorkspaceMakesAResource() {
    String name = fresh();
    try (var open = access.open(name, Ids.next(), true, 0)) {
      assertThat(call(open, "POST", "", StateTexts.of(1, "small", "pw")).statusCode())
          .isEqualTo(200);
      JsonNode found = read("/owners?resource=DB-1&resource=db-2");
      assertThat(found.get("items").valueStream().filter(o -> isOf(o, name)))
          .hasSize(1)
          .allMatch(
              o -> o.get("address").asString().equals("module.db.aws_db_instance.main[\"a\"]"))
          .allMatch(o -> o.get("type").asString().equals("aws_db_instance"))
          .allMatch(o -> o.get("resource").asString().equals("DB-1"));
      // As it is after an upgrade.
      var jdbc = agent.bean(JdbcClient.class);
      jdbc.sql("delete from state_identity where workspace = ?").param(name).update();
      jdbc.sql("update state set indexed = 0 where workspace = ?").param(name).update();
      agent.bean(OwnerController.class).readOld();
      assertThat(read("/owners?resource=db-1").get("items").valueStream())
          .anyMatch(o -> isOf(o, name));
      assertThat(call(open, "DELETE", "", new byte[0]).statusCode()).isEqualTo(200);
      assertThat(read("/owners?resource=db-1").get("items").valueStream())
          .noneMatch(o -> isOf(o, name));
    }
    assertThat(agent.get("/owners?resource=db-1", "iac:write").statusCode()).isEqualTo(403);
    assertThat(agent.get("/owners", "iac:read").statusCode()).isEqualTo(400);
  }

  private static boolean isOf(JsonNode owner, String workspace) {
    return owner.get("workspace").asString().equals(workspace);
  }

  @Test
  void keepsVersionsThatAreEncryptedAndMasked() {
    String name = fresh();
    try (var open = access.open(name, Ids.next(), true, 0)) {
      assertThat(call(open, "GET", "", new byte[0]).statusCode()).isEqualTo(204);
      assertThat(call(open, "LOCK", "", lock("l1")).statusCode()).isEqualTo(200);
      assertThat(call(open, "POST", "?ID=l1", StateTexts.of(1, "small", "canary-a")).statusCode())
          .isEqualTo(200);
      assertThat(call(open, "POST", "?ID=l1", StateTexts.of(2, "large", "canary-b")).statusCode())
          .isEqualTo(200);
      assertThat(call(open, "UNLOCK", "", lock("l1")).statusCode()).isEqualTo(200);
      assertThat(call(open, "GET", "", new byte[0]).body()).contains("canary-b");
    }
    assertThat(read("/state/" + name + "/versions").get("items").size()).isEqualTo(2);
    assertThat(read("/state/" + name + "/versions/2").toString())
        .contains("(sensitive value)", "large")
        .doesNotContain("canary");
    assertThat(read("/state/" + name + "/diff?from=1&to=2").toString())
        .contains("small", "large")
        .doesNotContain("canary");
    assertThat(read("/state/" + name + "/secrets").get("items").size()).isEqualTo(3);
    assertThat(read("/state/" + name + "/accesses").toString()).contains("locked", "written");
    String rows =
        agent
            .bean(JdbcClient.class)
            .sql(
                """
                select string_agg(encode(content, 'escape') || encode(data_key, 'escape'), ' ')
                from state_version where workspace = ?
                """)
            .param(name)
            .query(String.class)
            .single();
    assertThat(rows).doesNotContain("canary", "aws_db_instance");
  }

  @Test
  void tellsWhoHasTheLock() {
    String name = fresh();
    try (var one = access.open(name, Ids.next(), true, 0);
        var two = access.open(name, Ids.next(), true, 0)) {
      assertThat(call(one, "LOCK", "", lock("l1")).statusCode()).isEqualTo(200);
      HttpResponse<String> refused = call(two, "LOCK", "", lock("l2"));
      assertThat(refused.statusCode()).isEqualTo(423);
      assertThat(Json.mapper().readTree(refused.body()).get("ID").asString()).isEqualTo("l1");
      assertThat(call(two, "POST", "?ID=l2", StateTexts.of(1, "a", "b")).statusCode())
          .isEqualTo(423);
      assertThat(call(two, "UNLOCK", "", lock("l2")).statusCode()).isEqualTo(423);
      assertThat(call(two, "UNLOCK", "", new byte[0]).statusCode()).isEqualTo(423);
    }
  }

  @Test
  void takesALockAwayForWhoMayAndSaysSo() {
    String name = fresh();
    try (var open = access.open(name, Ids.next(), true, 0)) {
      call(open, "LOCK", "", lock("l1"));
      String path = "/backend/" + name + "/lock";
      assertThat(agent.delete(path, "iac:write").statusCode()).isEqualTo(423);
      assertThat(agent.delete(path, "iac:write", "iac:admin").statusCode()).isEqualTo(200);
      assertThat(read("/state/" + name + "/accesses").toString()).contains("unlocked by force");
      HttpResponse<String> late = call(open, "POST", "?ID=l1", StateTexts.of(1, "a", "b"));
      assertThat(late.statusCode()).isEqualTo(409);
      assertThat(late.body()).contains("taken away");
    }
  }

  @Test
  void leavesNoLockOfARunThatEnded() {
    String name = fresh();
    var dead = access.open(name, Ids.next(), true, 0);
    call(dead, "LOCK", "", lock("l1"));
    dead.close();
    assertThat(call(dead, "GET", "", new byte[0]).statusCode()).isEqualTo(401);
    try (var next = access.open(name, Ids.next(), true, 0)) {
      assertThat(call(next, "LOCK", "", lock("l2")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refusesWritersWhoComeTooLate() {
    String name = fresh();
    try (var open = access.open(name, Ids.next(), true, 9);
        var late = access.open(name, Ids.next(), true, 8)) {
      byte[] second = StateTexts.of(2, "a", "b");
      assertThat(call(open, "POST", "", second).statusCode()).isEqualTo(200);
      assertThat(call(open, "POST", "", second).statusCode()).isEqualTo(200);
      assertThat(call(open, "POST", "", StateTexts.of(2, "z", "b")).statusCode()).isEqualTo(409);
      assertThat(call(open, "POST", "", StateTexts.of(1, "a", "b")).statusCode()).isEqualTo(409);
      HttpResponse<String> stale = call(late, "POST", "", StateTexts.of(3, "c", "d"));
      assertThat(stale.statusCode()).isEqualTo(409);
      assertThat(stale.body()).contains("later lease");
      assertThat(read("/state/" + name + "/versions").get("items").size()).isEqualTo(1);
    }
  }

  @Test
  void letsAPlanReadAndNotWrite() {
    String name = fresh();
    try (var open = access.open(name, Ids.next(), false, 0)) {
      assertThat(call(open, "LOCK", "", lock("l1")).statusCode()).isEqualTo(200);
      assertThat(call(open, "POST", "?ID=l1", StateTexts.of(1, "a", "b")).statusCode())
          .isEqualTo(403);
      String other = String.valueOf(open.backend().get("address")).replace(name, fresh());
      var foreign = new StateAccess.Open(Map.of("address", other), open.environment(), () -> {});
      assertThat(call(foreign, "GET", "", new byte[0]).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void restoresAnEarlierVersion() {
    String name = fresh();
    try (var open = access.open(name, Ids.next(), true, 0)) {
      call(open, "POST", "", StateTexts.of(1, "small", "pw"));
      call(open, "POST", "", StateTexts.of(2, "large", "pw"));
      String path = "/state/" + name + "/versions/1/restore";
      assertThat(agent.post(path, "", "iac:write").statusCode()).isEqualTo(403);
      call(open, "LOCK", "", lock("l1"));
      assertThat(agent.post(path, "", "iac:admin").statusCode()).isEqualTo(409);
      call(open, "UNLOCK", "", lock("l1"));
      JsonNode restored = Json.mapper().readTree(agent.post(path, "", "iac:admin").body());
      assertThat(restored.get("version").asInt()).isEqualTo(3);
      assertThat(restored.get("serial").asInt()).isEqualTo(3);
      assertThat(restored.get("restoredFrom").asInt()).isEqualTo(1);
      assertThat(call(open, "GET", "", new byte[0]).body()).contains("small");
    }
  }

  @Test
  void speaksTheProtocolWithPeopleToo() {
    String name = fresh();
    String path = "/backend/" + name;
    assertThat(agent.get(path, "iac:read").statusCode()).isEqualTo(403);
    assertThat(agent.get(path, "iac:write").statusCode()).isEqualTo(204);
    String text = new String(StateTexts.of(1, "small", "pw"), StandardCharsets.UTF_8);
    assertThat(agent.post(path, text, "iac:write").statusCode()).isEqualTo(200);
    assertThat(agent.get(path, "iac:write").body()).contains("small");
    assertThat(agent.post(path, "{\"version\": 4", "iac:write").statusCode()).isEqualTo(422);
    assertThat(agent.get("/backend/a%20b", "iac:write").statusCode()).isBetween(400, 499);
  }
}
