package dev.hexad.cd.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cd.TestApplication;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.EnvironmentPolicy;
import dev.hexad.cd.settings.Gates;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.ApplyCompleted;
import dev.hexad.contracts.event.DeploymentDecided;
import dev.hexad.contracts.event.DeploymentWaiting;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.PlanCompleted;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What is held back, by what, and what opens it. */
class GatesIntegrationTests {
  private static CdFixture cd;
  private static ImageRef one;
  private static ImageRef two;

  private final UUID application = Ids.next();

  @BeforeAll
  static void start() throws Exception {
    // However many wait, the only place to work is free.
    cd = new CdFixture("--hexad.workers=1");
    one = TestApplication.push(cd.registry, "one");
    two = TestApplication.push(cd.registry, "two");
    cd.configure(
        new CdSettings(
            "local",
            0,
            20,
            Map.of(),
            Map.of(),
            Map.of(),
            null,
            Map.of(
                "approved",
                gated(new Gates(null, null, 2, Set.of(), false, null, null, null, null, null)),
                "ordered",
                gated(new Gates("test", null, null, Set.of(), null, null, null, null, null, null)),
                "follower",
                gated(new Gates("first", null, null, Set.of(), null, null, null, true, null, null)),
                "planned",
                gated(
                    new Gates(
                        null, null, null, Set.of(), null, null, null, null, null, Set.of("net"))),
                "quiet",
                gated(new Gates(null, null, null, Set.of(), null, true, null, null, null, null))),
            null));
  }

  private static EnvironmentPolicy gated(Gates gates) {
    return new EnvironmentPolicy(null, List.of(), null, List.of(), List.of(), gates);
  }

  @AfterAll
  static void stop() throws Exception {
    if (cd != null) {
      cd.close();
    }
  }

  private Envelope send(String environment, ImageRef image) {
    return cd.sendDeploy(
        application,
        new DeployParameters(
            environment, image, null, null, null, null, null, null, null, Map.of(), null));
  }

  private static DeploymentWaiting waiting(Envelope command) {
    return cd.bus.await(
        DeploymentWaiting.class, e -> e.deployment().deploymentId().equals(CdFixture.id(command)));
  }

  private static JsonNode gates(Envelope command) {
    return Json.mapper()
        .readTree(
            cd.agent.get("/deployments/" + CdFixture.id(command) + "/gates", "cd:read").body());
  }

  private static int decide(
      Envelope command, String plan, boolean approved, String subject, @Nullable String comment) {
    var body = Json.mapper().createObjectNode().put("plan", plan).put("approved", approved);
    body.put("comment", comment);
    return cd.agent
        .postAs(
            subject,
            "/deployments/" + CdFixture.id(command) + "/decisions",
            Json.write(body),
            "cd:approve")
        .statusCode();
  }

  @Test
  void twoPeopleApproveExactlyThisPlan() {
    Envelope command = send("approved", one);
    DeploymentWaiting told = waiting(command);
    assertThat(told.reasons()).containsExactly("0 of 2 approvals");
    assertThat(cd.state(CdFixture.id(command))).isEqualTo(DeploymentState.PLANNED);
    JsonNode before = gates(command);
    assertThat(before.at("/plan/items")).isNotEmpty();
    assertThat(before.at("/plan/hash").asString()).isEqualTo(told.plan());

    assertThat(decide(command, "sha256:" + "0".repeat(64), true, "token:bo", null)).isEqualTo(409);
    assertThat(decide(command, told.plan(), true, "token:ada", null)).isEqualTo(200);
    assertThat(decide(command, told.plan(), true, "token:bo", "looks good")).isEqualTo(200);
    assertThat(gates(command).at("/gates/0/detail").asString())
        .isEqualTo("1 of 2 approvals (token:bo)");
    assertThat(cd.state(CdFixture.id(command))).isEqualTo(DeploymentState.PLANNED);
    assertThat(decide(command, told.plan(), true, "token:cy", null)).isEqualTo(200);
    assertThat(cd.result(command).role()).isEqualTo("stable");
    cd.bus.await(
        DeploymentDecided.class,
        e ->
            e.deployment().deploymentId().equals(CdFixture.id(command))
                && "looks good".equals(e.comment()));
    assertThat(decide(command, gates(command).at("/plan/hash").asString(), true, "token:di", null))
        .isEqualTo(409);
  }

  @Test
  void oneNoEndsIt() {
    Envelope command = send("approved", one);
    assertThat(decide(command, waiting(command).plan(), false, "token:bo", "freeze"))
        .isEqualTo(200);
    assertThat(cd.failure(command).problem().detail())
        .isEqualTo("The plan was rejected by token:bo: freeze");
    assertThat(cd.state(CdFixture.id(command))).isEqualTo(DeploymentState.FAILED);
  }

  @Test
  void theSameImageComesThroughTheEnvironmentBefore() {
    Envelope command = send("ordered", two);
    assertThat(waiting(command).reasons())
        .containsExactly("the image was not stable in 'test' yet");
    cd.deploy(application, one);
    assertThat(cd.state(CdFixture.id(command))).isEqualTo(DeploymentState.PLANNED);
    cd.deploy(application, two);
    assertThat(cd.result(command).environment()).isEqualTo("ordered");
  }

  @Test
  void whatIsStableGoesOnByItselfAndByHand() {
    cd.result(send("first", one));
    JsonNode run =
        Await.value(
            "run",
            () ->
                cd.orchestrator.runs().values().stream()
                    .filter(r -> r.path("applicationId").asString().equals(application.toString()))
                    .findFirst()
                    .orElse(null));
    assertThat(run.at("/stages/promote/with/environment").asString()).isEqualTo("follower");
    assertThat(run.at("/stages/promote/with/image/digest").asString()).isEqualTo(one.digest());
    assertThat(run.get("author").asString()).isEqualTo("Ada");
    String path = "/environments/" + application + "/first/promotions";
    assertThat(cd.agent.post(path, "{\"to\": \"quiet\"}", "cd:write").body())
        .contains("does not come after 'first'", "follower");
    assertThat(cd.agent.post(path, "{\"to\": \"follower\"}", "cd:write").statusCode())
        .isEqualTo(202);
    JsonNode board =
        Json.mapper()
            .readTree(
                cd.agent
                    .get("/environments?environment=first&applicationId=" + application, "cd:read")
                    .body());
    assertThat(board.at("/items/0/next/0").asString()).isEqualTo("follower");
  }

  @Test
  void anAlertHoldsUpWhatComesNext() {
    UUID alert = Ids.next();
    cd.bus.publish(
        new AlertRaised(alert, application, "quiet", "critical", "Errors in hello", "d", List.of()),
        Ids.next());
    Await.until("alert", () -> hasAlert(alert));
    Envelope command = send("quiet", one);
    assertThat(waiting(command).reasons()).containsExactly("firing: Errors in hello");
    cd.bus.publish(new AlertResolved(alert, "over"), Ids.next());
    assertThat(cd.result(command).role()).isEqualTo("stable");
  }

  @Test
  void infrastructureThatIsNotAsPlannedHoldsUpWhatComesNext() {
    Envelope command = send("planned", one);
    assertThat(waiting(command).reasons()).containsExactly("net: was never planned");
    UUID plan = Ids.next();
    cd.bus.publish(new PlanCompleted(plan, "net", "hash", 2, 1, 0), Ids.next());
    Await.until(
        "plan",
        () ->
            gates(command)
                .at("/gates/0/detail")
                .asString()
                .equals("net: 2 to add, 1 to change, 0 to destroy"));
    cd.bus.publish(new ApplyCompleted(plan, "net", "hash", 2, 1, 0), Ids.next());
    assertThat(cd.result(command).role()).isEqualTo("stable");
  }

  private static boolean hasAlert(UUID alert) {
    return cd.agent
        .bean(JdbcClient.class)
        .sql("select exists (select from firing_alert where alert_id = ?)")
        .param(alert)
        .query(Boolean.class)
        .single();
  }

  @Test
  void whatWaitsGoesOnWaitingAfterARestartAndIsOvertakenByWhatCameLater() {
    Envelope late = send("approved", one);
    String plan = waiting(late).plan();
    cd.restartAgent();
    assertThat(cd.state(CdFixture.id(late))).isEqualTo(DeploymentState.PLANNED);
    Envelope next = send("approved", two);
    String other = waiting(next).plan();
    decide(next, other, true, "token:bo", null);
    decide(next, other, true, "token:cy", null);
    assertThat(cd.result(next).revision()).isEqualTo(2);
    String now = gates(late).at("/plan/hash").asString();
    assertThat(now).isNotEqualTo(plan);
    decide(late, now, true, "token:bo", null);
    decide(late, now, true, "token:cy", null);
    assertThat(cd.failure(late).problem().detail()).contains("Revision 2 has overtaken revision 1");
    assertThat(cd.state(CdFixture.id(late))).isEqualTo(DeploymentState.FAILED);
  }
}
