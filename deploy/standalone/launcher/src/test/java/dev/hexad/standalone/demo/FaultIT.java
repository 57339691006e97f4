package dev.hexad.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.standalone.Installation;
import dev.hexad.standalone.Layout;
import dev.hexad.standalone.Service;
import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleApplication;
import dev.hexad.standalone.sample.SampleException;
import dev.hexad.standalone.sample.SampleRepository;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What must survive: killed services, a bus that is away, an empty cache. Seven real processes. */
class FaultIT {
  /** Two builds that take a while, one after the other, and one that needs both. */
  private static final String SLOW =
      """
      version: 1
      stages:
        first:
          uses: ci.build
          with: {steps: [{name: Wait, run: "sleep %d; echo first done"}]}
        second:
          uses: ci.build
          needs: [first]
          with: {steps: [{name: Wait, run: "sleep 1; echo second done"}]}
      """;

  private static Installed installed;
  private static SampleApplication application;

  @BeforeAll
  static void start() {
    installed = Installed.up(Layout.PROCESSES);
    application = SampleApplication.register(installed.api(), "faults", installed.folder());
  }

  @AfterAll
  static void stop() {
    installed.close();
  }

  private static String push(int seconds) {
    SampleRepository repository = application.repository();
    String before = repository.head();
    repository.write("hexad.yml", SLOW.formatted(seconds));
    repository.write("nonce.txt", UUID.randomUUID().toString());
    String commit = repository.commit("test: Change");
    return Installed.await("registration to arrive", 30, () -> tryPush(before, commit));
  }

  /** The CI agent hears of an application a moment after it was registered. */
  private static String tryPush(String before, String commit) {
    try {
      return application.push(before, commit, "test: Change");
    } catch (SampleException e) {
      if (String.valueOf(e.getMessage()).contains("answered 404")) {
        return null;
      }
      throw e;
    }
  }

  private static JsonNode run(String id) {
    try {
      return installed.api().get("/api/v1/runs/" + id);
    } catch (SampleException e) {
      return Api.JSON.createObjectNode();
    }
  }

  private static void awaitStage(String run, String stage, String state) {
    Installed.await(
        stage + " " + state,
        60,
        () -> {
          for (JsonNode s : run(run).path("stages")) {
            if (s.get("id").asString().equals(stage) && s.get("state").asString().equals(state)) {
              return s;
            }
          }
          return null;
        });
  }

  private static JsonNode awaitEnd(String id) {
    return Installed.await(
        "end of run",
        120,
        () -> {
          JsonNode run = run(id);
          String state = run.path("state").asString("RUNNING");
          return state.equals("RUNNING") ? null : run;
        });
  }

  /** Green, each stage succeeded by exactly one event, and the run ended by exactly one. */
  private static void expectDoneOnce(String id) {
    JsonNode end = awaitEnd(id);
    assertThat(end.get("state").asString()).as(end.toString()).isEqualTo("SUCCEEDED");
    Map<String, Integer> succeeded = new HashMap<>();
    int finished = 0;
    String finishedType = "dev.hexad.run.finished.v1";
    Installed.await(
        "the end in the ledger",
        20,
        () ->
            installed
                    .api()
                    .get("/api/v1/events?limit=500&type=" + finishedType + "&correlationId=" + id)
                    .get("items")
                    .isEmpty()
                ? null
                : true);
    for (JsonNode entry :
        installed.api().get("/api/v1/events?limit=500&correlationId=" + id).get("items")) {
      JsonNode envelope = entry.get("envelope");
      switch (envelope.get("type").asString()) {
        case "dev.hexad.command.succeeded.v1" ->
            succeeded.merge(envelope.at("/data/stage").asString(), 1, Integer::sum);
        case "dev.hexad.run.finished.v1" -> finished++;
        default -> {
          // Only ends are counted.
        }
      }
    }
    assertThat(succeeded).isEqualTo(Map.of("pipeline", 1, "first", 1, "second", 1));
    assertThat(finished).isEqualTo(1);
    assertThat(installed.api().get("/api/v1/ledger/verification").get("intact").asBoolean())
        .isTrue();
  }

  @Test
  void aRunEndsOnceThoughOrchestratorAndCiAreKilledInTheMiddle() {
    Installation installation = installed.installation();
    String run = push(4);
    awaitStage(run, "first", "RUNNING");
    installation.kill(Service.ORCHESTRATOR);
    installation.kill(Service.CI);
    installation.start(Service.CI, Layout.PROCESSES);
    installation.start(Service.ORCHESTRATOR, Layout.PROCESSES);
    expectDoneOnce(run);
  }

  @Test
  void nothingAcceptedIsLostWhileKafkaIsAwayForAMinute() throws InterruptedException {
    var servers = installed.installation().servers();
    push(1);
    servers.stopKafka();
    String run;
    try {
      run = push(1);
      Thread.sleep(Duration.ofSeconds(60));
    } finally {
      servers.startKafka();
    }
    expectDoneOnce(run);
  }

  @Test
  void anEmptyCacheChangesNothing() {
    String run = push(2);
    awaitStage(run, "first", "RUNNING");
    installed.installation().servers().flushRedis();
    expectDoneOnce(run);
    assertThat(installed.api().get("/api/v1/agents").get("items").size()).isEqualTo(6);
  }
}
