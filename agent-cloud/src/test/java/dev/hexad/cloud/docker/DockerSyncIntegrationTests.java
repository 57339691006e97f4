package dev.hexad.cloud.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.HostConfig;
import dev.hexad.cloud.CloudAgentApplication;
import dev.hexad.cloud.search.Resources;
import dev.hexad.contracts.command.SyncParameters;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.event.InventorySynchronised;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.DockerDaemon;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerSyncIntegrationTests {
  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private DockerDaemon daemon;
  private TestBus bus;
  private TestAgent agent;

  @BeforeAll
  void start() throws Exception {
    daemon = DockerDaemon.start().orElse(null);
    assumeTrue(
        daemon != null || "true".equals(System.getenv("CI")), "no Docker engine can be started");
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    agent =
        TestAgent.start(
            CloudAgentApplication.class,
            "cloud",
            orchestrator,
            "--hexad.cloud.docker-host=" + daemon.host());
  }

  @AfterAll
  void stop() throws Exception {
    if (agent != null) {
      agent.close();
      bus.close();
    }
    orchestrator.close();
    if (daemon != null) {
      daemon.close();
    }
  }

  private SyncParameters.Account sync() {
    Envelope command =
        TestBus.command("cloud.sync", new SyncParameters("docker"), Ids.next(), null);
    bus.send(command);
    UUID id = UUID.fromString(command.data().get("commandId").stringValue());
    var result = bus.await(CommandSucceeded.class, e -> e.commandId().equals(id)).result();
    return Json.convert(result, SyncParameters.Result.class).accounts().getFirst();
  }

  private JsonNode items(String path) {
    var answer = agent.get(path, "cloud:read");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body()).get("items");
  }

  private JsonNode found(String filter) {
    return items("/resources?q=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
  }

  /** By its name in the inventory, whether it is there or was. */
  private String uid(String type, String id) {
    return agent
        .bean(Resources.class)
        .named("docker", account(), type, id)
        .orElseThrow()
        .uid()
        .toString();
  }

  private String account() {
    return items("/accounts").get(0).get("account").stringValue();
  }

  private List<String> states(String type, String id) {
    return items("/resources/" + uid(type, id) + "/versions")
        .valueStream()
        .map(version -> version.get("state").stringValue())
        .toList();
  }

  @Test
  void keepsAVersionOfEveryChange() throws Exception {
    daemon.importBusybox("hexad-test/busybox:1");
    daemon.ask(docker ->
        docker.createVolumeCmd().withName("files").withLabels(Map.of("team", "a")).exec());
    String container =
        daemon.ask(docker ->
            docker
                .createContainerCmd("hexad-test/busybox:1")
                .withName("sleeper")
                .withLabels(Map.of("application", "shop"))
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
                .withCmd("/bin/busybox", "sleep", "300")
                .exec()
                .getId());

    SyncParameters.Account first = sync();
    assertThat(first.skipped()).isNull();
    assertThat(first.total()).isGreaterThanOrEqualTo(3);
    JsonNode resource = found("type = docker.container and provider = docker").get(0);
    assertThat(resource.get("name").stringValue()).isEqualTo("sleeper");
    assertThat(resource.get("tags").toString()).isEqualTo("{\"application\":\"shop\"}");
    assertThat(found("type = docker.image").toString()).contains("hexad-test/busybox:1");
    assertThat(found("type = docker.volume").toString()).contains("\"team\":\"a\"");
    assertThat(found("type = docker.network").toString()).contains("\"name\":\"none\"");

    SyncParameters.Account same = sync();
    assertThat(List.of(same.added(), same.changed(), same.removed())).containsExactly(0, 0, 0);

    daemon.ask(docker -> docker.renameContainerCmd(container).withName("renamed").exec());
    SyncParameters.Account renamed = sync();
    assertThat(List.of(renamed.added(), renamed.changed(), renamed.removed()))
        .containsExactly(0, 1, 0);

    startsAndStops(container);

    daemon.ask(docker -> docker.removeContainerCmd(container).exec());
    SyncParameters.Account removed = sync();
    assertThat(removed.removed()).isEqualTo(1);
    assertThat(states("docker.container", container))
        .startsWith("removed")
        .endsWith("created", "created");
    assertThat(found("type = docker.container")).isEmpty();
    bus.await(InventorySynchronised.class, e -> e.removed() == 1);
    assertThat(agent.get("/resources/" + Ids.next() + "/versions", "cloud:read").statusCode())
        .isEqualTo(404);
  }

  private void startsAndStops(String container) {
    JsonNode started = acted("start", uid("docker.container", container));
    assertThat(started.at("/steps/0/inverseAction").asString()).isEqualTo("stop");
    assertThat(running(container)).isTrue();
    JsonNode stopped = acted("stop", uid("docker.container", container));
    assertThat(stopped.at("/steps/0/state").asString()).as(stopped.toString()).isEqualTo("DONE");
    assertThat(running(container)).isFalse();
  }

  private boolean running(String container) {
    return Boolean.TRUE.equals(
        daemon.ask(d -> d.inspectContainerCmd(container).exec().getState().getRunning()));
  }

  private JsonNode acted(String action, String uid) {
    var wish =
        Map.of("action", action, "resources", List.of(uid), "reason", "a test", "dryRun", false);
    var answer = agent.postAs("token:anna", "/acts", Json.write(wish), "cloud:write");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String path = "/acts/" + Json.mapper().readTree(answer.body()).at("/act/id").asString();
    agent.postAs("token:bert", path + "/approve", "", "cloud:approve");
    return Await.value(
        "the act",
        () -> {
          JsonNode act = Json.mapper().readTree(agent.get(path, "cloud:read").body());
          String state = act.at("/act/state").asString();
          return List.of("WAITING", "RUNNING").contains(state) ? null : act;
        });
  }

  @Test
  void saysWhichEngineAnswers() {
    JsonNode provider = items("/providers").get(0);
    assertThat(provider.get("state").stringValue()).isEqualTo("AVAILABLE");
    assertThat(provider.get("detail").stringValue()).startsWith("Docker ");
  }

  @Test
  void refusesAProviderThatItDoesNotHave() {
    Envelope command = TestBus.command("cloud.sync", new SyncParameters("moon"), Ids.next(), null);
    bus.send(command);
    UUID id = UUID.fromString(command.data().get("commandId").stringValue());
    var failed = bus.await(CommandFailed.class, e -> e.commandId().equals(id));
    assertThat(failed.problem().detail()).contains("moon");
  }
}
