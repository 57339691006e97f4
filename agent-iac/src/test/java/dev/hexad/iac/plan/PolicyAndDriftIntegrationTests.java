package dev.hexad.iac.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hexad.contracts.command.DriftParameters;
import dev.hexad.contracts.command.PlanParameters;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.iac.cost.EstimateNames;
import dev.hexad.iac.settings.IacSettings;
import dev.hexad.iac.tool.Tools;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestBus;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Policies that hold applies up, and drift from the look to its repair. */
class PolicyAndDriftIntegrationTests extends WithTerraform {
  private static final String NAMED =
      """
      variable "name" { default = "a" }
      resource "terraform_data" "thing" { input = var.name }
      """;

  private static final String FORBIDDING =
      """
      policies:
        - name: no-canary
          description: Nothing is called canary.
          severity: OVERRIDE
          types: [terraform_data]
          violation: has(resource.after.input) && resource.after.input == 'canary'
          owners: [token:owner]
          tests:
            - {name: canary, resource: {after: {input: canary}}, violates: true}
      """;

  private PlanParameters.Result canary(String workspace, ChangeRef change) {
    return plan(new PlanParameters(workspace, "infra", Map.of("name", "canary"), null), change);
  }

  private static String fresh() {
    return "p-" + UUID.randomUUID();
  }

  private JsonNode json(String path) {
    return Json.mapper().readTree(agent.get(path, "iac:read").body());
  }

  @Test
  void whatAPolicyFindsIsNotAppliedUntilItsOwnerLetsItPass() throws Exception {
    String workspace = fresh();
    repository.write(".hexad/policies.yml", FORBIDDING);
    ChangeRef change = repository.commit(NAMED);
    var held = canary(workspace, change);
    assertThat(held.findings())
        .extracting(PlanParameters.PolicyFinding::policy, PlanParameters.PolicyFinding::address)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("no-canary", "terraform_data.thing"));
    assertThat(held.risk()).isEqualTo("MEDIUM");
    Problem problem = fail(applying(held.planId(), held.planHash()));
    assertThat(problem.type()).endsWith("policy-violated");
    assertThat(problem.detail()).contains("no-canary", "terraform_data.thing");

    String path = "/plans/" + held.planId() + "/overrides";
    String wish = Json.write(Map.of("policy", "no-canary", "reason", "It is a bird."));
    assertThat(agent.post(path, wish, "iac:read").statusCode()).isEqualTo(403);
    assertThat(agent.post(path, wish, "iac:approve").statusCode()).isEqualTo(403);
    assertThat(agent.post(path, wish, "iac:approve", "iac:admin").statusCode()).isEqualTo(200);
    assertThat(apply(held.planId(), held.planHash()).added()).isEqualTo(1);
    assertThat(canary(workspace, change).findings()).isEmpty();
    repository.write(".hexad/policies.yml", "policies: []\n");
  }

  @Test
  void anExceptionEnds() throws Exception {
    String workspace = fresh();
    String wish =
        Json.write(
            Map.of(
                "policy", "blast-radius",
                "workspace", workspace,
                "reason", "moving",
                "expiresAt", "2020-01-01T00:00:00Z"));
    assertThat(agent.post("/policies/exceptions", wish, "iac:admin").statusCode()).isEqualTo(422);
    String ahead = wish.replace("2020-01-01", "2026-12-24");
    assertThat(agent.post("/policies/exceptions", ahead, "iac:admin").statusCode()).isEqualTo(201);
    assertThat(json("/policies/exceptions").toString()).contains(workspace);
  }

  @Test
  void aBackTestTellsWhatAPolicyWouldHaveDone() throws Exception {
    String workspace = fresh();
    ChangeRef change = repository.commit(NAMED);
    plan(new PlanParameters(workspace, "infra", Map.of("name", "x"), null), change);
    canary(workspace, change);
    String policy =
        Json.write(
            Map.of(
                "name", "no-x",
                "severity", "DENY",
                "violation", "has(resource.after.input) && resource.after.input == 'x'"));
    JsonNode told =
        Json.mapper()
            .readTree(
                agent
                    .post("/policies/back-test?workspace=" + workspace, policy, "iac:read")
                    .body());
    assertThat(told.get("plans").asInt()).isEqualTo(2);
    assertThat(told.get("held").asInt()).isEqualTo(1);
  }

  private UUID look(String workspace) {
    var command = TestBus.command("iac.drift", new DriftParameters(workspace), Ids.next(), null);
    succeed(command);
    return id(command);
  }

  @Test
  void findsWhatHasDriftedAndHowToRepairIt() throws Exception {
    String workspace = fresh();
    Path file = folder.resolve(workspace + ".txt");
    String configuration =
        """
        resource "terraform_data" "one" { input = "1" }
        """;
    ChangeRef change = repository.commit(configuration);
    var plan =
        plan(new PlanParameters(workspace, "infra", Map.of(), null, "staging", null), change);
    apply(plan.planId(), plan.planHash());
    JsonNode before = json("/workspaces/" + workspace).get("workspace");
    assertThat(before.get("driftState").asString()).isEqualTo("NONE");
    assertThat(before.get("appliedCommit").asString()).isEqualTo(change.commit());
    look(workspace);
    assertThat(json("/workspaces/" + workspace).at("/workspace/driftState").asString())
        .isEqualTo("NONE");
    bus.await(
        ChangeObserved.class,
        e ->
            e.about().kind() == NodeRef.Kind.RESOURCE
                && e.about().key().equals(workspace + "/terraform_data.one"));
    assertThat(agent.post("/workspaces/" + workspace + "/repair", "", "iac:write").statusCode())
        .isEqualTo(202);
    assertThat(orchestrator.runs().values().toString())
        .contains("gate.approval", "plan.planHash", "iac.apply");
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void looksAtNoMoreThanSoManyAtOnceAndLeavesNoLock() throws Exception {
    ChangeRef change = repository.commit(NAMED);
    List<String> workspaces =
        IntStream.range(0, 6).mapToObj(i -> "many-" + i + "-" + UUID.randomUUID()).toList();
    for (String workspace : workspaces) {
      var plan = plan(in(workspace, Map.of()), change);
      apply(plan.planId(), plan.planHash());
    }
    var commands =
        workspaces.stream()
            .map(w -> TestBus.command("iac.drift", new DriftParameters(w), Ids.next(), null))
            .toList();
    commands.forEach(bus::send);
    commands.forEach(c ->
        bus.await(
            dev.hexad.contracts.event.CommandSucceeded.class, e -> e.commandId().equals(id(c))));
    Await.until(
        "no lock",
        () -> {
          for (JsonNode state : json("/state?limit=500").get("items")) {
            if (state.hasNonNull("lock")) {
              return false;
            }
          }
          return true;
        });
  }

  @Test
  void tellsTheFinOpsAgentHowWhatItEstimatedIsNamed() throws Exception {
    String workspace = fresh();
    UUID estimate = Ids.next();
    orchestrator.agent("/api/v1/finops/estimates", Estimates.of(estimate, "terraform_data.thing"));
    var plan = plan(in(workspace, Map.of()), repository.commit(NAMED + "#estimate\n"));
    assertThat(plan.costDelta()).isEqualTo("10.00");
    agent.bean(EstimateNames.class).tell();
    assertThat(named(estimate)).as("before the apply").isEmpty();
    apply(plan.planId(), plan.planHash());
    agent.bean(EstimateNames.class).tell();
    agent.bean(EstimateNames.class).tell();
    assertThat(named(estimate)).as("once").hasSize(1);
    assertThat(named(estimate).getFirst().body().at("/resources/terraform_data.thing").asString())
        .matches("[0-9a-f-]{36}");
  }

  private List<FakeOrchestrator.Act> named(UUID estimate) {
    return orchestrator.acts().stream()
        .filter(act -> act.path().endsWith("/estimates/" + estimate + "/resources"))
        .toList();
  }

  @Test
  void usesNothingBeyondTheBoundaryOfTheWorkspace() throws Exception {
    var settings = (ObjectNode) Json.tree(IacSettings.DEFAULT);
    var boundary = settings.putArray("boundaries").addObject().put("workspaces", "held-*");
    boundary.putArray("providers").add("registry.terraform.io/hashicorp/*");
    boundary.putArray("modules");
    boundary.putArray("hosts").add("*.example.com");
    orchestrator.configure(30, settings);
    Await.until(
        "the boundaries",
        () -> orchestrator.heartbeats().stream().anyMatch(h -> h.configurationVersion() == 30));
    repository.write(
        "infra/modules/own/main.tf",
        "terraform {\n  required_providers {\n    x = { source = \"evil/x\" }\n  }\n}\n");
    ChangeRef foreign =
        repository.commit(
            "module \"own\" { source = \"./modules/own\" }\n"
                + "module \"far\" {\n  source = \"git::https://git.example/far.git\"\n}\n");
    Problem refused =
        fail(TestBus.command("iac.plan", in("held-a", Map.of()), Ids.next(), foreign));
    assertThat(refused.type()).endsWith("policy-violated");
    assertThat(refused.detail())
        .contains("infra/main.tf:3: module 'git::https://git.example/far.git'")
        .contains("infra/modules/own/main.tf:3: provider 'evil/x'");
    repository.remove("infra/modules/own/main.tf");

    ChangeRef behind =
        repository.commit(
            """
            resource "terraform_data" "step" {
              provisioner "local-exec" {
                command = "test x$HTTPS_PROXY != x && test $NO_PROXY = 127.0.0.1,localhost"
              }
            }
            """);
    var plan = plan(in("held-b", Map.of()), behind);
    assertThat(apply(plan.planId(), plan.planHash()).added()).isEqualTo(1);
    assertThat(agent.get("/workspaces/held-b", "iac:read").body())
        .contains(
            "*.example.com",
            agent.bean(Tools.class).walls() ? "and no others" : "code that ignores it is not held");
  }

  @Test
  void reachesNoAddressBehindItsWallThatIsNotAllowed() throws Exception {
    assumeTrue(agent.bean(Tools.class).walls(), "this machine has no user namespaces");
    try (var open = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var settings = (ObjectNode) Json.tree(IacSettings.DEFAULT);
      var boundary = settings.putArray("boundaries").addObject().put("workspaces", "walled-*");
      boundary.putArray("hosts").add("127.0.0.1:" + open.getLocalPort());
      orchestrator.configure(31, settings);
      Await.until(
          "the boundaries",
          () -> orchestrator.heartbeats().stream().anyMatch(h -> h.configurationVersion() == 31));
      ChangeRef change =
          repository.commit(
              """
              resource "terraform_data" "step" {
                provisioner "local-exec" {
                  interpreter = ["bash", "-c"]
                  command     = "exec 3<>/dev/tcp/127.0.0.1/%d && ! (exec 4<>/dev/tcp/127.0.0.1/%d)"
                }
              }
              """
                  .formatted(open.getLocalPort(), closed.getLocalPort()));
      var plan = plan(in("walled-a", Map.of()), change);
      assertThat(apply(plan.planId(), plan.planHash()).added()).isEqualTo(1);
    }
  }
}
