package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.service.bus.Bus;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class RunGroupIntegrationTests {
  private TestOrchestrator orchestrator;
  private TestBus bus;
  private TestRuns runs;

  @BeforeEach
  void start() {
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    startOrchestrator();
  }

  private void startOrchestrator() {
    orchestrator = TestOrchestrator.start();
    runs = new TestRuns(orchestrator, bus);
    orchestrator.enrol("worker");
  }

  @AfterEach
  void stop() {
    orchestrator.close();
    bus.close();
  }

  private JdbcClient jdbc() {
    return orchestrator.context().getBean(JdbcClient.class);
  }

  private static Instant time(JsonNode node, String field) {
    return Instant.parse(node.get(field).asString());
  }

  @Test
  void showsWhereAQueuedRunStands() {
    UUID first = runs.start("worker", "shown", "queue");
    UUID second = runs.start("worker", "shown", "queue");
    UUID third = runs.start("worker", "shown", "queue");
    assertThat(runs.state(first)).isEqualTo("RUNNING");
    JsonNode waiting = runs.get(third);
    assertThat(waiting.get("state").asString()).isEqualTo("QUEUED");
    assertThat(waiting.at("/queue/group").asString()).isEqualTo("shown");
    assertThat(waiting.at("/queue/position").asInt()).isEqualTo(2);
    assertThat(waiting.at("/queue/waitingFor").asString()).isEqualTo(first.toString());
    assertThat(waiting.at("/stages/0/state").asString()).isEqualTo("PENDING");
    JsonNode listed = orchestrator.get("/api/v1/runs?state=QUEUED&limit=2").json();
    assertThat(listed.at("/items/0/queue/position").asInt()).isEqualTo(2);
    assertThat(listed.at("/items/1/id").asString()).isEqualTo(second.toString());
    for (UUID run : List.of(first, second, third)) {
      runs.succeed(run, "first");
      runs.succeed(run, "second");
    }
    runs.await(third, "SUCCEEDED");
    assertThat(jdbc().sql("select count(*) from run_queue").query(Long.class).single()).isZero();
  }

  @Test
  void letsTwentyRunsWorkOneAfterTheOtherInTheirOrder() {
    var started = new ArrayList<UUID>();
    Bus.Subscription work = runs.work("worker");
    try {
      for (int i = 0; i < 20; i++) {
        started.add(runs.start("worker", "twenty", "queue"));
      }
      List<JsonNode> ended = started.stream().map(run -> runs.await(run, "SUCCEEDED")).toList();
      for (int i = 1; i < ended.size(); i++) {
        Instant before = time(ended.get(i - 1), "finishedAt");
        Instant first = time(ended.get(i).at("/stages/0"), "startedAt");
        Instant second = time(ended.get(i).at("/stages/1"), "startedAt");
        assertThat(first.isBefore(second) ? first : second)
            .as("run %d", i)
            .isAfterOrEqualTo(before);
      }
    } finally {
      work.close();
    }
  }

  @Test
  void admitsOneOfManyThatComeAtTheSameMoment() throws Exception {
    var started = new ArrayList<Future<UUID>>();
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        started.add(people.submit(() -> runs.start("worker", "crowd", "queue")));
      }
    }
    var states = new ArrayList<String>();
    for (Future<UUID> run : started) {
      states.add(runs.state(run.get()));
    }
    assertThat(states).hasSize(12).containsOnlyOnce("RUNNING").containsOnly("RUNNING", "QUEUED");
    Bus.Subscription work = runs.work("worker");
    try {
      for (Future<UUID> run : started) {
        runs.await(run.get(), "SUCCEEDED");
      }
    } finally {
      work.close();
    }
  }

  @Test
  void takesACancelledRunOutOfTheQueue() {
    UUID first = runs.start("worker", "cancelled", "queue");
    UUID second = runs.start("worker", "cancelled", "queue");
    UUID third = runs.start("worker", "cancelled", "queue");
    orchestrator.post("/api/v1/runs/" + second + "/cancel", Map.of());
    assertThat(runs.state(second)).isEqualTo("CANCELLED");
    assertThat(runs.get(third).at("/queue/position").asInt()).isEqualTo(1);
    runs.succeed(first, "first");
    runs.succeed(first, "second");
    runs.await(third, "RUNNING");
    runs.succeed(third, "first");
    runs.succeed(third, "second");
    runs.await(third, "SUCCEEDED");
  }

  @Test
  void startsTheNewestWhenTheOnesThatItSupersedesHaveStopped() {
    UUID first = runs.start("worker", "superseded", "supersede");
    UUID command = runs.command(first, "first");
    UUID second = runs.start("worker", "superseded", "supersede");
    UUID third = runs.start("worker", "superseded", "supersede");
    JsonNode skipped = runs.await(second, "CANCELLED");
    assertThat(skipped.get("reason").asString()).isEqualTo("superseded by run " + third);
    assertThat(runs.state(third)).isEqualTo("QUEUED");
    bus.publish(new CommandCancelled(command, first, "first"), first);
    JsonNode stopped = runs.await(first, "CANCELLED");
    assertThat(stopped.get("reason").asString()).startsWith("superseded by run ");
    runs.await(third, "RUNNING");
    runs.succeed(third, "first");
    runs.succeed(third, "second");
    runs.await(third, "SUCCEEDED");
  }

  /** The one ends, its process dies before the next one starts, another process goes on. */
  @Test
  void goesOnAfterACrashBetweenTwoRuns() {
    UUID first = runs.start("worker", "crashed", "queue");
    UUID second = runs.start("worker", "crashed", "queue");
    endWithoutWaking(first, second);
    orchestrator.close();
    startOrchestrator();
    runs.await(second, "RUNNING");
    runs.succeed(second, "first");
    runs.succeed(second, "second");
    runs.await(second, "SUCCEEDED");
  }

  /** As after a crash in the middle of waking, whose task the scheduler still thinks in work. */
  @Test
  void wakesTheNextOneWhenItsTaskIsLost() {
    UUID first = runs.start("worker", "lost", "queue");
    UUID second = runs.start("worker", "lost", "queue");
    endWithoutWaking(first, second);
    jdbc().sql("delete from scheduled_tasks where task_name = 'run-wake'").update();
    runs.await(second, "RUNNING");
    runs.succeed(second, "first");
    runs.succeed(second, "second");
    runs.await(second, "SUCCEEDED");
  }

  private void endWithoutWaking(UUID run, UUID next) {
    runs.succeed(run, "first");
    runs.command(run, "second");
    orchestrator.context().getBean(Scheduler.class).pause();
    runs.succeed(run, "second");
    runs.await(run, "SUCCEEDED");
    assertThat(
            jdbc()
                .sql("select count(*) from scheduled_tasks where task_instance = ?")
                .param(next + "/" + run)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void restartsFromTheFailedStageAndHandsItsCommandOver() {
    UUID old = runs.start("worker", "restarted", "queue");
    runs.succeed(old, "first");
    UUID failed = runs.command(old, "second");
    assertThat(orchestrator.post("/api/v1/runs/" + old + "/restart", Map.of()).status())
        .isEqualTo(409);
    orchestrator.post("/api/v1/runs/" + old + "/cancel", Map.of());
    bus.publish(new CommandCancelled(failed, old, "second"), old);
    runs.await(old, "CANCELLED");
    var path = "/api/v1/runs/" + old + "/restart";
    assertThat(orchestrator.post(path, Map.of("stage", "nowhere")).status()).isEqualTo(422);
    var restartedOf = new ConcurrentHashMap<UUID, String>();
    Bus.Subscription watch =
        orchestrator
            .context()
            .getBean(Bus.class)
            .subscribe(
                "watch",
                Bus.commands("worker"),
                Set.of(CommandRequest.typeOf("worker.work")),
                envelope ->
                    restartedOf.put(
                        envelope.id(), envelope.data().path("restartOf").asString("none")));
    try {
      var answer =
          orchestrator.send("POST", path, TestOrchestrator.ADMIN, "{}", "Idempotency-Key", "once");
      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      UUID again = UUID.fromString(answer.json().get("id").asString());
      var repeated =
          orchestrator.send("POST", path, TestOrchestrator.ADMIN, "{}", "Idempotency-Key", "once");
      assertThat(repeated.json().get("id").asString()).isEqualTo(again.toString());
      JsonNode view = runs.get(again);
      assertThat(view.get("restartOf").asString()).isEqualTo(old.toString());
      assertThat(runs.stage(again, "first").get("inheritedFrom").asString())
          .isEqualTo(old.toString());
      assertThat(runs.stage(again, "first").at("/result/by").asString()).isEqualTo("first");
      UUID command = runs.command(again, "second");
      assertThat(Await.value("command", () -> restartedOf.get(command)))
          .isEqualTo(failed.toString());
      runs.succeed(again, "second");
      runs.await(again, "SUCCEEDED");
    } finally {
      watch.close();
    }
  }
}
