package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.service.bus.Bus;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two orchestrators on one database share the work; one that goes loses nothing. */
class ReplicaIntegrationTests {
  private static final int RUNS = 40;

  @Test
  void oneOfTwoMayGoInTheMiddleOfTheWork() {
    try (TestBus bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
        TestOrchestrator stays = TestOrchestrator.start()) {
      TestOrchestrator goes = TestOrchestrator.start();
      stays.enrol("twice");
      var atBoth = List.of(new TestRuns(stays, bus), new TestRuns(goes, bus));
      var started = new ArrayList<UUID>();
      for (int i = 0; i < RUNS; i++) {
        started.add(atBoth.get(i % 2).start("twice", "replica-" + i, "queue"));
      }
      try (Bus.Subscription work = atBoth.getFirst().work("twice")) {
        Await.until("some are done", () -> done(stays, started) > RUNS / 8);
        goes.close();
        Await.until("all are done", () -> done(stays, started) == RUNS);
        assertThat(work).isNotNull();
      }
      long commands =
          stays
              .context()
              .getBean(JdbcClient.class)
              .sql("select count(*) from run_command where run_id = any (?)")
              .param(started.toArray(UUID[]::new))
              .query(Long.class)
              .single();
      assertThat(commands).isEqualTo(2L * RUNS);
      assertThat(stays.get("/api/v1/ledger/verification").text()).doesNotContain("false");
    }
  }

  private static long done(TestOrchestrator orchestrator, List<UUID> runs) {
    return runs.stream()
        .map(run -> orchestrator.get("/api/v1/runs/" + run).json().get("state").asString())
        .filter(state -> !Map.of("RUNNING", 1, "QUEUED", 1).containsKey(state))
        .peek(state -> assertThat(state).isEqualTo("SUCCEEDED"))
        .count();
  }
}
