package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.CloudAgentApplication;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.command.SyncParameters;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An agent with an account of the AWS emulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithAws {
  final FakeOrchestrator orchestrator = new FakeOrchestrator();
  AwsEmulator aws;
  SampleAccount sample;
  TestBus bus;
  TestAgent agent;

  @BeforeAll
  void start() throws Exception {
    aws = AwsEmulator.start();
    sample = new SampleAccount(aws).fill();
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    orchestrator.secret("aws", AwsEmulator.KEYS);
    orchestrator.configure(1, configuration());
    agent =
        TestAgent.start(
            CloudAgentApplication.class,
            "cloud",
            orchestrator,
            "--hexad.cloud.docker-host=unix:///nowhere.sock");
    agent.bean(JdbcClient.class).sql("truncate resource, scope, cloud_account").update();
    Await.until(
        "the account",
        () -> orchestrator.heartbeats().stream().anyMatch(h -> h.configurationVersion() == 1));
    sync();
  }

  JsonNode configuration() {
    ObjectNode settings = (ObjectNode) Json.tree(CloudSettings.DEFAULT);
    settings.set("accounts", Json.tree(List.of(aws.settings("shop"))));
    return settings;
  }

  @AfterAll
  void stop() throws Exception {
    if (agent != null) {
      agent.close();
    }
    if (bus != null) {
      bus.close();
    }
    orchestrator.close();
    if (aws != null) {
      aws.close();
    }
  }

  SyncParameters.Account sync() {
    Envelope command = TestBus.command("cloud.sync", new SyncParameters("aws"), Ids.next(), null);
    bus.send(command);
    UUID id = UUID.fromString(command.data().get("commandId").stringValue());
    var result = bus.await(CommandSucceeded.class, e -> e.commandId().equals(id)).result();
    return Json.convert(result, SyncParameters.Result.class).accounts().getFirst();
  }

  JsonNode get(String path) {
    var answer = agent.get(path, "cloud:read");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }

  JsonNode found(String filter) {
    String q = URLEncoder.encode(filter, StandardCharsets.UTF_8);
    return get("/resources?limit=500&q=" + q).get("items");
  }
}
