package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.GoldenFile;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("unchecked")
class ActIntegrationTests extends WithAws {
  private static final String COSTS = "/api/v1/finops/costs/resources";

  private String refusal(String action, Object parameters, String filter) {
    var wish = Map.of("action", action, "parameters", parameters, "q", filter, "reason", "a test");
    var answer = agent.postAs("token:anna", "/acts", Json.write(wish), "cloud:write");
    assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(400);
    return answer.body();
  }

  private String stateOfMachine() {
    return aws.client(Ec2Client.class, Ec2Client::builder)
        .describeInstances(r -> r.instanceIds(sample.instance))
        .reservations()
        .getFirst()
        .instances()
        .getFirst()
        .state()
        .nameAsString();
  }

  private Map<String, String> tagsOfBucket() {
    var tags = new java.util.TreeMap<String, String>();
    aws.client(S3Client.class, S3Client::builder)
        .getBucketTagging(r -> r.bucket("files"))
        .tagSet()
        .forEach(t -> tags.put(t.key(), t.value()));
    return tags;
  }

  @Test
  void looksAndDoesNothingUnlessToldOtherwise() {
    JsonNode act = ask("tag", Map.of("tags", Map.of("env", "test")), "type = aws.s3.bucket", true);
    assertThat(act.at("/act/state").asString()).isEqualTo("PLANNED");
    assertThat(act.at("/steps/0/before").asString()).isEqualTo("tagged {env=prod}");
    assertThat(act.at("/steps/0/after").asString()).isEqualTo("tagged {env=test}");
    assertThat(tagsOfBucket()).containsEntry("env", "prod");
  }

  @Test
  void tagsAndUndoesExactlyThat() {
    String filter = "type = aws.s3.bucket";
    JsonNode act =
        ended(ask("tag", Map.of("tags", Map.of("env", "live", "cost", "42")), filter, false));
    assertThat(act.at("/act/state").asString()).as(act.toString()).isEqualTo("DONE");
    assertThat(tagsOfBucket()).containsEntry("env", "live").containsEntry("cost", "42");
    JsonNode undo = post("token:anna", "/acts/" + id(act) + "/undo", "cloud:write");
    assertThat(tagsOfBucket()).containsEntry("env", "live");
    JsonNode undone = ended(post("token:anna", "/acts/" + id(undo) + "/carry-out", "cloud:write"));
    assertThat(undone.at("/act/state").asString()).as(undone.toString()).isEqualTo("DONE");
    assertThat(tagsOfBucket()).containsExactly(Map.entry("env", "prod"));
    assertThat(get("/acts/" + id(act)).at("/act/undoneBy").asString()).isEqualTo(id(undo));
    assertThat(
            agent
                .post("/acts/" + id(act) + "/undo", "{\"reason\":\"again\"}", "cloud:write")
                .statusCode())
        .isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"aws.sqs.queue", "aws.sns.topic", "aws.dynamodb.table", "aws.rds.instance"})
  void tagsWhatEachServiceKeepsInItsOwnWay(String type) {
    JsonNode act = ended(ask("tag", Map.of("tags", Map.of("cost", "42")), "type = " + type, false));
    assertThat(act.at("/act/state").asString()).as(act.toString()).isEqualTo("DONE");
    JsonNode again = ask("tag", Map.of("tags", Map.of("cost", "42")), "type = " + type, true);
    assertThat(again.at("/steps/0/state").asString()).as(again.toString()).isEqualTo("UNNEEDED");
    JsonNode undo = post("token:anna", "/acts/" + id(act) + "/undo", "cloud:write");
    JsonNode undone = ended(post("token:anna", "/acts/" + id(undo) + "/carry-out", "cloud:write"));
    assertThat(undone.at("/act/state").asString()).as(undone.toString()).isEqualTo("DONE");
  }

  @Test
  void waitsForSomebodyElseAndAsksTheCloudWhenAnAnswerGotLost() {
    RecordedCalls calls = agent.bean(RecordedCalls.class);
    String filter = "type = aws.ec2.instance and name = web";
    JsonNode act = ask("stop", Map.of(), filter, false);
    assertThat(act.at("/act/state").asString()).isEqualTo("WAITING");
    assertThat(stateOfMachine()).isEqualTo("running");
    assertThat(
            agent
                .postAs("token:anna", "/acts/" + id(act) + "/approve", "", "cloud:approve")
                .statusCode())
        .isEqualTo(403);
    calls.lost.add("StopInstances");
    JsonNode done = ended(post("token:bert", "/acts/" + id(act) + "/approve", "cloud:approve"));
    assertThat(done.at("/steps/0/state").asString()).as(done.toString()).isEqualTo("DONE");
    assertThat(calls.sent("StopInstances")).isEqualTo(1);
    assertThat(stateOfMachine()).isEqualTo("stopped");
    assertThat(done.at("/steps/0/inverseAction").asString()).isEqualTo("start");
    bus.await(ChangeObserved.class, e -> e.title().contains(id(act)));
    assertThat(
            get("/audit-trail?act=" + id(act))
                .get("items")
                .valueStream()
                .map(e -> e.get("who").asString() + " " + e.get("what").asString()))
        .containsExactly(
            "agent:cloud DONE",
            "token:anna STEP_DONE",
            "token:bert APPROVED",
            "token:anna APPROVAL_ASKED",
            "token:anna PLANNED");
    JsonNode undo = post("token:anna", "/acts/" + id(act) + "/undo", "cloud:write");
    ended(post("token:anna", "/acts/" + id(undo) + "/carry-out", "cloud:write"));
    assertThat(stateOfMachine()).isEqualTo("running");
  }

  @Test
  void touchesNoMoreMoneyThanIsAllowed() {
    String filter = "type = aws.ec2.instance and name = web";
    bills(List.of(Map.of("amount", "1200.50", "currency", "USD")));
    assertThat(refusal("stop", Map.of(), filter))
        .contains("1200.50 USD in 30 days, more than 1000");
    bills(List.of(Map.of("amount", "10", "currency", "USD")));
    assertThat(ask("stop", Map.of(), filter, true).at("/act/cost").asString())
        .isEqualTo("has cost 10.00 USD in 30 days");
    orchestrator.agent(COSTS, "{\"items\": []}");
    assertThat(ask("stop", Map.of(), filter, true).at("/act/cost").asString())
        .contains("the cost of 1 is unknown");
  }

  private void bills(List<Map<String, String>> amounts) {
    var cost = Map.of("resource", sample.instance, "amounts", amounts);
    orchestrator.agent(COSTS, Json.write(Map.of("items", List.of(cost))));
  }

  @Test
  void isTheSameWhenAskedTwice() {
    String body =
        Json.write(
            Map.of(
                "action", "tag",
                "parameters", Map.of("tags", Map.of("a", "b")),
                "q", "type = aws.ec2.volume and state = available",
                "reason", "once"));
    var key = UUID.randomUUID().toString();
    String first = postWithKey(body, key);
    assertThat(postWithKey(body, key)).isEqualTo(first);
  }

  private String postWithKey(String body, String key) {
    try {
      var request =
          java.net.http.HttpRequest.newBuilder(
                  java.net.URI.create(agent.url() + "/api/v1/cloud/acts"))
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", key)
              .header(
                  dev.hexad.service.identity.SignedIdentity.HEADER,
                  orchestrator.identity("cloud", "cloud:write"))
              .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
              .build();
      var answer =
          java.net.http.HttpClient.newHttpClient()
              .send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      return id(Json.mapper().readTree(answer.body()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void staysWithinLimits() {
    assertThat(refusal("tag", Map.of("tags", Map.of("a", "b")), "type = aws.ec2.subnet"))
        .contains("over-limit");
    assertThat(refusal("stop", Map.of(), "type = aws.s3.bucket"))
        .contains(
            "There is no action 'stop' for aws.s3.bucket; there are: ", "block-public-access");
    assertThat(refusal("tag", Map.of("tagz", Map.of()), "type = aws.s3.bucket")).contains("tagz");
    assertThat(refusal("tag", Map.of("tags", Map.of()), "type = aws.s3.bucket"))
        .contains("1 to 50 tags");
    assertThat(refusal("delete", Map.of(), "type = aws.nothing")).contains("finds nothing");
  }

  @Test
  void refusesWhatHasChangedSinceItWasLookedAt() {
    var iam = aws.client(IamClient.class, IamClient::builder);
    JsonNode act =
        ask("tag", Map.of("tags", Map.of("team", "a")), "type = aws.iam.user and name = bob", true);
    iam.tagUser(r -> r.userName("bob").tags(t -> t.key("team").value("c")));
    JsonNode ended = ended(post("token:anna", "/acts/" + id(act) + "/carry-out", "cloud:write"));
    assertThat(ended.at("/steps/0/state").asString()).isEqualTo("REFUSED");
    assertThat(ended.at("/steps/0/problem").asString()).contains("has changed since");
    assertThat(ended.at("/act/state").asString()).isEqualTo("FAILED");
  }

  @Test
  void actsForPipelines() {
    var wish =
        Map.of(
            "action",
            "tag",
            "parameters",
            Map.of("tags", Map.of("by", "pipeline")),
            "resources",
            "id = " + sample.volume,
            "reason",
            "a stage",
            "dryRun",
            false);
    var command = TestBus.command("cloud.act", wish, Ids.next(), null);
    bus.send(command);
    bus.send(command);
    UUID commandId = UUID.fromString(command.data().get("commandId").stringValue());
    Await.until(
        "the stage",
        () ->
            bus.seen(CommandSucceeded.class).stream().anyMatch(e -> e.commandId().equals(commandId))
                || bus.seen(CommandFailed.class).stream()
                    .anyMatch(e -> e.commandId().equals(commandId)));
    assertThat(bus.seen(CommandFailed.class).stream().filter(e -> e.commandId().equals(commandId)))
        .isEmpty();
    var result = bus.await(CommandSucceeded.class, e -> e.commandId().equals(commandId)).result();
    assertThat(result.get("done").asInt()).isEqualTo(1);
    var wrong =
        TestBus.command(
            "cloud.act",
            Map.of("action", "fly", "resources", "type = aws.s3.bucket", "reason", "x"),
            Ids.next(),
            null);
    bus.send(wrong);
    UUID wrongId = UUID.fromString(wrong.data().get("commandId").stringValue());
    assertThat(
            bus.await(CommandFailed.class, e -> e.commandId().equals(wrongId)).problem().detail())
        .contains("no action 'fly'");
  }

  /** Every setting is changed and brought back, on a real thing of its type. */
  @Test
  void bringsBackWhatEachReversibleActionChanged() {
    for (var one :
        List.of(
            List.of("block-public-access", Map.of(), "aws.s3.bucket"),
            List.of("set-versioning", Map.of("enabled", true), "aws.s3.bucket"),
            List.of("set-key-rotation", Map.of("enabled", true), "aws.kms.key"),
            List.of("set-scan-on-push", Map.of("enabled", true), "aws.ecr.repository"),
            List.of("set-log-retention", Map.of("days", 30), "aws.logs.group"),
            List.of("set-logging", Map.of("enabled", true), "aws.cloudtrail.trail"),
            List.of("set-recovery", Map.of("enabled", true), "aws.dynamodb.table"),
            List.of(
                "scale-group", Map.of("min", 0, "max", 2, "desired", 0), "aws.autoscaling.group"),
            List.of("set-public", Map.of("enabled", false), "aws.rds.instance"),
            List.of("set-backup-retention", Map.of("days", 7), "aws.rds.instance"),
            List.of("set-deletion-protection", Map.of("enabled", true), "aws.rds.instance"),
            List.of("deactivate-key", Map.of(), "aws.iam.access-key"),
            List.of(
                "revoke-ingress",
                Map.of("fromPort", 22, "toPort", 22, "protocol", "tcp", "cidr", "0.0.0.0/0"),
                "aws.ec2.security-group"))) {
      String filter =
          "type = "
              + one.get(2)
              + (one.get(2).equals("aws.ec2.security-group") ? " and name = open" : "");
      JsonNode act = ask(one.getFirst().toString(), one.get(1), filter, false);
      if (act.at("/act/state").asString().equals("WAITING")) {
        post("token:bert", "/acts/" + id(act) + "/approve", "cloud:approve");
      }
      JsonNode done = ended(act);
      assertThat(done.at("/act/state").asString()).as(done.toString()).isEqualTo("DONE");
      assertThat(done.at("/steps/0/state").asString()).as(done.toString()).isEqualTo("DONE");
      JsonNode undo = post("token:anna", "/acts/" + id(act) + "/undo", "cloud:write");
      JsonNode undone =
          ended(post("token:anna", "/acts/" + id(undo) + "/carry-out", "cloud:write"));
      assertThat(undone.at("/steps/0/state").asString()).as(undone.toString()).isEqualTo("DONE");
      assertThat(undone.at("/steps/0/after").asString())
          .isEqualTo(done.at("/steps/0/before").asString());
    }
  }

  @Test
  void anotherAgentEndsWhatOneHasBegunAndCallsNothingTwice() {
    aws.client(Ec2Client.class, Ec2Client::builder)
        .startInstances(r -> r.instanceIds(sample.instance));
    RecordedCalls calls = agent.bean(RecordedCalls.class);
    long before = calls.sent("StopInstances");
    calls.stuck.add("StopInstances");
    JsonNode act = ask("stop", Map.of(), "type = aws.ec2.instance and name = web", false);
    post("token:bert", "/acts/" + id(act) + "/approve", "cloud:approve");
    Await.until("the call", () -> calls.sent("StopInstances") == before + 1);
    assertThat(get("/acts/" + id(act)).at("/steps/0/state").asString()).isEqualTo("INTENDED");
    restart();
    agent.bean(JdbcClient.class).sql("update act set claimed_until = now()").update();
    JsonNode done = ended(act);
    assertThat(done.at("/act/state").asString()).as(done.toString()).isEqualTo("DONE");
    assertThat(done.at("/steps/0/state").asString()).isEqualTo("DONE");
    assertThat(stateOfMachine()).isEqualTo("stopped");
    assertThat(agent.bean(RecordedCalls.class).sent("StopInstances")).isZero();
    assertThat(get("/audit-trail?act=" + id(act)).get("items").toString()).contains("STEP_DONE");
  }

  @Test
  void allowsWhatActionsTakeInOneFile() throws IOException {
    var permissions = new TreeSet<String>();
    AwsActions.all(() -> CloudSettings.DEFAULT)
        .forEach(action -> permissions.addAll(action.permissions()));
    var granting = new TreeSet<>(PolicyGrants.GIVING);
    permissions.removeAll(granting);
    GoldenFile.check("aws-grant.json", PolicyText.granting(granting));
    GoldenFile.check("aws-write.json", PolicyText.of("HexadWrite", permissions));
    assertThat(CloudSettings.DEFAULT.actions().maxResources()).isEqualTo(10);
  }
}
