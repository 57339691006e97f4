package dev.hexad.finops.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hexad.contracts.command.ImportParameters;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.finops.FinopsAgentApplication;
import dev.hexad.finops.anomaly.CostBench;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The agent finds in its store what the bench finds in the files. */
class RealisticBillIntegrationTests {
  private static final Path BILLS = Path.of("../../shared/data/focus-dev");

  @Test
  void findsTheSameAsTheBench(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isDirectory(BILLS), "no bills at " + BILLS);
    List<Path> files;
    try (var list = Files.list(BILLS)) {
      files = list.filter(file -> file.toString().endsWith(".csv.gz")).sorted().toList();
    }
    Path without = Files.createDirectories(folder.resolve("bills"));
    for (Path file : files) {
      Files.createSymbolicLink(
          without.resolve(file.getFileName()), file.toAbsolutePath().normalize());
    }
    Path expected = folder.resolve("expected.csv");
    CostBench.run(without, expected, new PrintStream(PrintStream.nullOutputStream()));

    try (var orchestrator = new FakeOrchestrator();
        var bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
        var agent =
            TestAgent.start(
                FinopsAgentApplication.class,
                "finops",
                orchestrator,
                "--hexad.finops.import-folders=" + BILLS.toAbsolutePath().normalize())) {
      agent
          .bean(JdbcClient.class)
          .sql(
              """
              truncate charge, cost_day, cost_import, cost_dimension, cost_detail, cost_source,
                forecast, anomaly, saving, budget_crossing, work_done
              """)
          .update();
      for (Path file : files) {
        take(bus, file.getFileName().toString());
      }
      var store = agent.bean(RefreshStore.class);
      long wanted = store.state().wanted();
      Await.value(
          "the refresh",
          Duration.ofMinutes(3),
          () -> store.state().done() >= wanted ? Boolean.TRUE : null);

      List<String> known = Files.readAllLines(expected);
      int found =
          agent
              .bean(JdbcClient.class)
              .sql("select count(*) from anomaly")
              .query(Integer.class)
              .single();
      // The last days of a month that was there alone are judged anew when the next one comes.
      assertThat(found).isBetween((int) (0.9 * (known.size() - 1)), (int) (1.15 * known.size()));
      JsonNode total = read(agent, "/forecasts").get(0);
      assertThat(total.get("errorShare").doubleValue()).isLessThan(0.1);
      assertThat(total.get("covered80").doubleValue()).isBetween(0.6, 0.95);
    }
  }

  private static void take(TestBus bus, String file) {
    Envelope command =
        TestBus.command("finops.import", new ImportParameters(file, null), Ids.next(), null);
    UUID id = UUID.fromString(command.data().get("commandId").stringValue());
    bus.send(command);
    bus.await(CommandSucceeded.class, e -> e.commandId().equals(id));
  }

  private static JsonNode read(TestAgent agent, String path) {
    HttpResponse<String> answer = agent.get(path, "finops:read");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body()).get("items");
  }
}
