package dev.hexad.iac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.ApplyParameters;
import dev.hexad.contracts.command.DriftParameters;
import dev.hexad.contracts.command.PlanParameters;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.iac.cost.EstimateNames;
import dev.hexad.iac.hosted.FakeRun;
import dev.hexad.iac.hosted.FakeTerraformCloud;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Plans and applies of Terraform Cloud, held to its published contract. */
class TerraformCloudIntegrationTests extends WithTerraformCloud {
  private static String path(UUID plan) {
    return "/plans/" + plan;
  }

  @Test
  void appliesExactlyTheRunThatWasApproved() throws IOException {
    cloud.workspace("tfc-shop", Map.of());
    cloud.planLog("{\"@level\":\"info\",\"@message\":\"reads in the cloud\"}\nplain words\n");
    var plan = plan(in("tfc-shop", Map.of("region", "eu-\"1\"")), change);
    assertThat(plan.tool()).isEqualTo("terraform-cloud");
    assertThat(plan.toAdd()).isEqualTo(3);
    assertThat(cloud.uploads.values().iterator().next()).contains("infra/main.tf");
    assertThat(cloud.wishes.values().toString())
        .contains("\"auto-apply\":false", "\"plan-only\":false", "\\\"eu-\\\\\\\"1\\\\\\\"\\\"");
    String seen = agent.get(path(plan.planId()), "iac:read").body();
    assertThat(seen).contains("/app/acme/workspaces/tfc-shop/runs/run-", "(sensitive value)");
    assertThat(log(plan.planId())).contains("reads in the cloud", "plain words", "3 to add");

    var command = applying(plan.planId(), plan.planHash());
    var applied = Json.convert(succeed(command).result(), ApplyParameters.Result.class);

    assertThat(applied).isEqualTo(new ApplyParameters.Result(plan.planId(), 3, 0, 0));
    assertThat(log(id(command))).contains("Apply complete in the cloud", "applied");
    assertThat(cloud.run("tfc-shop").status()).isEqualTo("applied");
    String rows =
        agent
            .bean(JdbcClient.class)
            .sql("select string_agg(p::text, ' ') from plan p")
            .query(String.class)
            .single();
    assertThat(rows + seen + log(plan.planId()) + log(id(command)))
        .doesNotContain("s3cret", FakeTerraformCloud.TOKEN, "sig=canary");
    String hosted = agent.get("/workspaces/tfc-shop/terraform-cloud", "iac:read").body();
    assertThat(hosted).contains("\"serial\":7", "acme").doesNotContain(FakeTerraformCloud.TOKEN);
  }

  @Test
  void tellsTheFinOpsAgentHowTheStateNamesWhatItEstimated() throws Exception {
    cloud.workspace("tfc-cost", Map.of());
    UUID estimate = Ids.next();
    orchestrator.agent("/api/v1/finops", Estimates.of(estimate, "terraform_data.svc"));
    var plan = plan(in("tfc-cost", Map.of()), change);
    apply(plan.planId(), plan.planHash());
    agent.bean(EstimateNames.class).tell();
    assertThat(orchestrator.acts())
        .anySatisfy(act -> {
          assertThat(act.path()).endsWith("/estimates/" + estimate + "/resources");
          assertThat(act.body().toString()).contains("svc-1").doesNotContain("s3cret");
        });
  }

  @Test
  void refusesARunThatPlansSomethingElseByNow() {
    cloud.workspace("tfc-other", Map.of());
    var plan = plan(in("tfc-other", Map.of()), change);
    String before = cloud.planJson();
    cloud.planJson(before.replace("eu-west-1", "us-east-1"));
    try {
      Problem problem = fail(applying(plan.planId(), plan.planHash()));
      assertThat(problem.type()).endsWith("conflict");
      assertThat(problem.detail()).contains("plans something else");
    } finally {
      cloud.planJson(before);
    }
    assertThat(cloud.run("tfc-other").status()).isEqualTo("policy_checked");
  }

  @Test
  void saysWhatTerraformCloudRefuses() {
    cloud.workspace("old-shop", Map.of());
    cloud.workspace("tfc-locked", Map.of("locked", true));
    cloud.workspace("tfc-local", Map.of("execution-mode", "local"));
    cloud.workspace("tfc-elsewhere", Map.of("working-directory", "other"));
    Problem token = fail(planning("old-shop"));
    assertThat(token.type()).endsWith("forbidden");
    assertThat(token.detail()).contains("token of the secret 'old'").doesNotContain("canary");
    assertThat(fail(planning("tfc-missing")).detail()).contains("no workspace 'acme/tfc-missing'");
    Problem locked = fail(planning("tfc-locked"));
    assertThat(locked.type()).endsWith("conflict");
    assertThat(locked.detail()).contains("409", "locked by anna");
    assertThat(fail(planning("tfc-local")).detail()).contains("only keeps state");
    assertThat(fail(planning("tfc-elsewhere")).detail()).contains("works in 'other'");
  }

  @Test
  void uploadsTheDirectoryAloneWhereTheWorkspaceNamesNone() {
    cloud.workspace("tfc-flat", Map.of("working-directory", ""));
    plan(in("tfc-flat", Map.of()), change);
    assertThat(cloud.uploads.values()).anySatisfy(names -> assertThat(names).contains("main.tf"));
  }

  @Test
  void saysWhyARunFailed() {
    cloud.workspace("tfc-broken", Map.of(), "pending", "planning", "errored");
    cloud.planLog(
        "{\"@level\":\"error\",\"@message\":\"Error: Missing type\",\"type\":\"diagnostic\","
            + "\"diagnostic\":{\"severity\":\"error\",\"summary\":\"Missing type\"}}\n");
    Problem problem = fail(planning("tfc-broken"));
    assertThat(problem.type()).endsWith("step-failed");
    assertThat(problem.detail()).contains("did not plan: Missing type");
    cloud.workspace("tfc-thrown", Map.of(), "pending", "planning", "discarded");
    assertThat(fail(planning("tfc-thrown")).detail()).contains("somebody discarded it");
  }

  @Test
  void noticesWhatOthersDoToTheRun() {
    cloud.workspace("tfc-gone", Map.of());
    var plan = plan(in("tfc-gone", Map.of()), change);
    cloud.run("tfc-gone").becomes("discarded");
    assertThat(fail(applying(plan.planId(), plan.planHash())).detail())
        .contains("is stale: somebody discarded it in Terraform Cloud");
    assertThat(agent.get(path(plan.planId()), "iac:read").body()).contains("\"STALE\"");
    cloud.workspace("tfc-taken", Map.of());
    var taken = plan(in("tfc-taken", Map.of()), change);
    cloud.run("tfc-taken").becomes("applied");
    assertThat(fail(applying(taken.planId(), taken.planHash())).detail())
        .contains("somebody confirmed it");
  }

  @Test
  void isHeldByThePoliciesOfTerraformCloudUntilSomebodyOverridesThem() {
    cloud.workspace("tfc-policy", Map.of(), "pending", "planning", "policy_override");
    var plan = plan(in("tfc-policy", Map.of()), change);
    assertThat(plan.findings())
        .extracting(PlanParameters.PolicyFinding::policy)
        .contains("terraform-cloud");
    Problem held = fail(applying(plan.planId(), plan.planHash()));
    assertThat(held.type()).endsWith("policy-violated");
    cloud.run("tfc-policy").becomes("policy_checked");
    assertThat(apply(plan.planId(), plan.planHash()).added()).isEqualTo(3);
  }

  @Test
  void aNewerPlanTakesThePlaceOfTheRunThatWaits() {
    cloud.workspace("tfc-twice", Map.of());
    var first = plan(in("tfc-twice", Map.of()), change);
    FakeRun old = cloud.run("tfc-twice");
    var second = plan(in("tfc-twice", Map.of()), change);
    assertThat(old.status()).isEqualTo("discarded");
    assertThat(fail(applying(first.planId(), first.planHash())).detail()).contains("newer plan");
    assertThat(agent.post(path(second.planId()) + "/discard", "", "iac:write").statusCode())
        .isEqualTo(200);
    assertThat(cloud.run("tfc-twice").status()).isEqualTo("discarded");
  }

  @Test
  void neverMakesASecondRun() {
    cloud.workspace("tfc-lost", Map.of());
    cloud.fault("POST /runs", 0);
    cloud.fault("GET /runs/[^/]+", 503);
    plan(in("tfc-lost", Map.of()), change);
    assertThat(cloud.wishes).isNotEmpty();
    String runs = cloud.run("tfc-lost").id;

    cloud.workspace("tfc-killed", Map.of());
    long before = cloud.count("POST /runs");
    Envelope command = planning("tfc-killed");
    holdNext("tfc-killed", command);
    var environment = agent.context().getEnvironment();
    agent.close();
    var database =
        JdbcClient.create(
            new DriverManagerDataSource(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password")));
    database
        .sql("update iac.hosted_run set run = null where command_id = ?")
        .param(id(command))
        .update();
    startAgent();
    cloud.run("tfc-killed").holdAt("");
    succeed(command);
    assertThat(cloud.count("POST /runs")).isEqualTo(before + 1);
    assertThat(runs).isNotEqualTo(cloud.run("tfc-killed").id);
  }

  private void holdNext(String workspace, Envelope command) {
    cloud.workspace(workspace, Map.of(), "pending", "planning", "planned");
    cloud.hold(workspace, "planning");
    bus.send(command);
    Await.until("the run plans", () -> cloud.has(workspace, "planning"));
  }

  @Test
  void aCancelledCommandCancelsItsRunByForceIfItMust() {
    Envelope command = planning("tfc-cancel");
    holdNext("tfc-cancel", command);
    bus.cancel("iac", command);
    bus.await(CommandCancelled.class, e -> e.commandId().equals(id(command)));
    assertThat(cloud.run("tfc-cancel").status()).isEqualTo("canceled");
    assertThat(cloud.count("POST /runs/[^/]+/actions/force-cancel")).isEqualTo(1);
  }

  @Test
  void ofPullRequestsItOnlyPlansAndOfForksNothing() {
    cloud.workspace("tfc-pull", Map.of());
    var plan = plan(in("tfc-pull", Map.of()), TerraformRepository.pull(change, false));
    assertThat(cloud.wishes.values().toString()).contains("\"plan-only\":true");
    assertThat(fail(applying(plan.planId(), plan.planHash())).detail()).contains("only plans");
    Problem fork =
        fail(
            TestBus.command(
                "iac.plan",
                in("tfc-pull", Map.of()),
                Ids.next(),
                TerraformRepository.pull(change, true)));
    assertThat(fork.type()).endsWith("forbidden");
  }

  @Test
  void looksForDriftWithoutTouchingAnythingAndAsksWhoMadeIt() {
    cloud.workspace("tfc-drift", Map.of());
    var plan = plan(in("tfc-drift", Map.of()), change);
    apply(plan.planId(), plan.planHash());
    String before = cloud.planJson();
    cloud.planJson(before.replaceFirst("\\{", "{\"resource_drift\":" + DRIFT + ","));
    try {
      succeed(TestBus.command("iac.drift", new DriftParameters("tfc-drift"), Ids.next(), null));
      assertThat(cloud.wishes.values())
          .anySatisfy(wish ->
              assertThat(wish.toString()).contains("\"refresh-only\":true", "\"plan-only\":true"));
      assertThat(agent.get("/workspaces/tfc-drift", "iac:read").body())
          .contains("\"DRIFTED\"", "there is no Cloud agent to ask", "the state has no id of it");

      orchestrator.agent(
          "/api/v1/cloud/trail?resource=arn%3Aaws%3Asqs%3Aeu%3A1%3Aorders&since=20",
          """
          {"items":[{"at":"2026-11-27T20:01:00Z","who":"ben","what":"DeleteQueue",
            "resource":"arn:aws:sqs:eu:1:orders","source":"cloudtrail","problem":"AccessDenied"},
            {"at":"2026-11-27T20:00:00Z","who":"anna","what":"SetQueueAttributes",
            "resource":"arn:aws:sqs:eu:1:orders","source":"cloudtrail","more":1}]}
          """);
      succeed(TestBus.command("iac.drift", new DriftParameters("tfc-drift"), Ids.next(), null));
      assertThat(agent.get("/workspaces/tfc-drift", "iac:read").body())
          .contains("anna", "SetQueueAttributes", "the state has no id of it")
          .doesNotContain("there is no Cloud agent");
      bus.await(
          ChangeObserved.class,
          e -> e.about().key().equals("tfc-drift") && "anna".equals(e.author()));
    } finally {
      cloud.planJson(before);
    }
  }

  private static final String DRIFT =
      """
      [{"address":"aws_sqs_queue.orders","type":"aws_sqs_queue","change":{"actions":["update"],
        "before":{"arn":"arn:aws:sqs:eu:1:orders","timeout":30},
        "after":{"arn":"arn:aws:sqs:eu:1:orders","timeout":77}}},
       {"address":"terraform_data.x","type":"terraform_data","change":{"actions":["delete"],
        "before":{"input":"a"},"after":null}}]\
      """;
}
