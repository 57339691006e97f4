package dev.hexad.iac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.command.DriftParameters;
import dev.hexad.contracts.command.PlanParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The real AWS provider against the AWS emulator: policies, apply, drift, repair. */
class AwsIntegrationTests extends WithTerraform {
  private @Nullable Process moto;
  private int port;

  @BeforeAll
  void startAws() throws IOException {
    String server = Tools.path("moto_server");
    Optional<Path> mirror = mirror();
    Tools.require(
        !server.isEmpty() && mirror.isPresent(),
        "the AWS emulator or the AWS provider is not on this machine");
    port = Tools.freePort();
    moto =
        new ProcessBuilder(server, "-H", "127.0.0.1", "-p", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("moto.log").toFile())
            .start();
    Await.until("the emulator", () -> Tools.answers(port));
    var settings = Json.tree(dev.hexad.iac.settings.IacSettings.DEFAULT);
    ((tools.jackson.databind.node.ObjectNode) settings)
        .set(
            "providers",
            Json.tree(
                Map.of(
                    "mirror", mirror.orElseThrow().toString(),
                    "allowed", java.util.List.of("registry.terraform.io/hashicorp/aws"),
                    "direct", false)));
    orchestrator.configure(1, settings);
    Await.until(
        "the mirror",
        () -> orchestrator.heartbeats().stream().anyMatch(h -> h.configurationVersion() == 1));
  }

  @AfterAll
  void stopAws() {
    if (moto != null) {
      moto.descendants().forEach(ProcessHandle::destroy);
      moto.destroy();
    }
  }

  /** The folder that has {@code <host>/<namespace>/<type>/<version>/<platform>} below it. */
  private static Optional<Path> mirror() throws IOException {
    for (String root : new String[] {"/opt", "/usr/local/share", "/usr/share/terraform"}) {
      if (Files.isDirectory(Path.of(root))) {
        try (Stream<Path> files =
            Files.find(
                Path.of(root),
                8,
                (file, about) ->
                    file.getFileName().toString().startsWith("terraform-provider-aws_"))) {
          Optional<Path> found = files.findFirst();
          if (found.isPresent()) {
            return found.map(file -> file.resolve("../../../../../..").normalize());
          }
        }
      }
    }
    return Optional.empty();
  }

  private String configuration(String resources) {
    return """
    terraform {
      required_providers {
        aws = { source = "hashicorp/aws" }
      }
    }
    provider "aws" {
      region                      = "eu-west-1"
      access_key                  = "test"
      secret_key                  = "test"
      s3_use_path_style           = true
      skip_credentials_validation = true
      skip_metadata_api_check     = true
      skip_requesting_account_id  = true
      endpoints {
        s3  = "http://127.0.0.1:%1$d"
        ec2 = "http://127.0.0.1:%1$d"
        iam = "http://127.0.0.1:%1$d"
        sqs = "http://127.0.0.1:%1$d"
        sts = "http://127.0.0.1:%1$d"
      }
    }
    %2$s
    """
        .formatted(port, resources);
  }

  @Test
  void keepsWhatIsOpenToEverybodyFromBeingApplied() throws Exception {
    ChangeRef change =
        repository.commit(
            configuration(
                """
                resource "aws_security_group" "open" {
                  name = "open"
                  ingress {
                    from_port   = 22
                    to_port     = 22
                    protocol    = "tcp"
                    cidr_blocks = ["0.0.0.0/0"]
                  }
                }
                resource "aws_iam_policy" "all" {
                  name   = "all"
                  policy = jsonencode({ Version = "2012-10-17", Statement = [
                    { Effect = "Allow", Action = "*", Resource = "*" }] })
                }
                """));
    var plan = plan(in("aws-open", Map.of()), change);
    assertThat(plan.findings())
        .extracting(PlanParameters.PolicyFinding::policy)
        .contains("no-open-admin-ports", "no-wildcard-permissions");
    assertThat(plan.risk()).isEqualTo("HIGH");
    Problem problem = fail(applying(plan.planId(), plan.planHash()));
    assertThat(problem.type()).endsWith("policy-violated");
  }

  @Test
  void findsTheQueueThatSomebodyChangedByHand() throws Exception {
    String queue = "orders-" + UUID.randomUUID();
    ChangeRef change =
        repository.commit(
            configuration(
                """
                resource "aws_sqs_queue" "orders" {
                  name                       = "%s"
                  visibility_timeout_seconds = 30
                  tags = { owner = "shop", environment = "staging" }
                }
                resource "aws_s3_bucket" "files" {
                  bucket = "%s"
                  tags   = { owner = "shop", environment = "staging" }
                }
                """
                    .formatted(queue, queue)));
    String workspace = "aws-" + UUID.randomUUID();
    var plan =
        plan(new PlanParameters(workspace, "infra", Map.of(), null, "staging", null), change);
    assertThat(plan.findings()).isEmpty();
    assertThat(plan.summary()).contains("cost not known: there is no FinOps agent");
    JsonNode used =
        Json.mapper()
            .readTree(agent.get("/dependencies?workspace=" + workspace, "iac:read").body());
    assertThat(used.at("/items/0/source").asString()).endsWith("hashicorp/aws");
    assertThat(used.at("/items/0/uses/0/version").asString()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(apply(plan.planId(), plan.planHash()).added()).isEqualTo(2);

    sqs(
        "Action=SetQueueAttributes&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=77"
            + "&QueueUrl=http://127.0.0.1:"
            + port
            + "/123456789012/"
            + queue);
    var look = TestBus.command("iac.drift", new DriftParameters(workspace), Ids.next(), null);
    var found = Json.convert(succeed(look).result(), DriftParameters.Result.class);
    assertThat(found.drifted()).isEqualTo(1);
    assertThat(found.changes().getFirst().address()).isEqualTo("aws_sqs_queue.orders");
    JsonNode known =
        Json.mapper().readTree(agent.get("/workspaces/" + workspace, "iac:read").body());
    assertThat(known.at("/workspace/driftState").asString()).isEqualTo("DRIFTED");
    assertThat(known.at("/drift/0/after/visibility_timeout_seconds").asInt()).isEqualTo(77);
    assertThat(known.at("/driftCost/summary").asString()).contains("there is no FinOps agent");
    orchestrator.agent(
        "/api/v1/finops/estimates", Estimates.of(Ids.next(), "aws_sqs_queue.orders"));
    succeed(TestBus.command("iac.drift", new DriftParameters(workspace), Ids.next(), null));
    assertThat(
            Json.mapper()
                .readTree(agent.get("/workspaces/" + workspace, "iac:read").body())
                .at("/driftCost/delta")
                .asString())
        .isEqualTo("10.00");

    var repair =
        plan(new PlanParameters(workspace, "infra", Map.of(), null, "staging", null), change);
    assertThat(repair.toChange()).isEqualTo(1);
    apply(repair.planId(), repair.planHash());
    succeed(TestBus.command("iac.drift", new DriftParameters(workspace), Ids.next(), null));
    assertThat(agent.get("/workspaces/" + workspace, "iac:read").body()).contains("\"NONE\"");
  }

  @Test
  void appliesWithCredentialsThatTheRunAloneHas() throws Exception {
    System.setProperty("aws.accessKeyId", "own");
    System.setProperty("aws.secretAccessKey", "own-secret");
    var settings = (ObjectNode) Json.tree(agent.bean(LiveConfiguration.class).current());
    settings
        .putArray("roles")
        .addObject()
        .put("workspaces", "assumed-*")
        .put("applyRole", "arn:aws:iam::123456789012:role/deploy")
        .put("endpoint", "http://127.0.0.1:" + port);
    orchestrator.configure(20, settings);
    Await.until(
        "the roles",
        () -> orchestrator.heartbeats().stream().anyMatch(h -> h.configurationVersion() == 20));
    ChangeRef change =
        repository.commit(
            """
            resource "terraform_data" "who" {
              provisioner "local-exec" {
                command = "test x$AWS_SESSION_TOKEN != x && test x$AWS_ACCESS_KEY_ID != xown"
              }
            }
            """);
    String workspace = "assumed-" + UUID.randomUUID();
    var plan = plan(new PlanParameters(workspace, "infra", Map.of(), null), change);
    assertThat(apply(plan.planId(), plan.planHash()).added()).isEqualTo(1);
    String other = "bare-" + UUID.randomUUID();
    var without = plan(new PlanParameters(other, "infra", Map.of(), null), change);
    assertThat(fail(applying(without.planId(), without.planHash())).type()).endsWith("step-failed");
  }

  private void sqs(String form) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/sqs/aws4_request,"
                            + " SignedHeaders=host, Signature=x")
                    .POST(HttpRequest.BodyPublishers.ofString(form + "&Version=2012-11-05"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void refusesAProviderThatIsNotAllowed() throws Exception {
    ChangeRef change =
        repository.commit(
            """
            terraform {
              required_providers {
                evil = { source = "evil/evil" }
              }
            }
            """);
    Problem problem = fail(TestBus.command("iac.plan", in("evil", Map.of()), Ids.next(), change));
    assertThat(problem.type()).endsWith("step-failed");
  }
}
