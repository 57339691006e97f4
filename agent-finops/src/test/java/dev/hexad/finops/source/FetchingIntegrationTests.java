package dev.hexad.finops.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.finops.FinopsAgentApplication;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FetchingIntegrationTests {
  private static final String HEADER = "ServiceName,BilledCost,BillingCurrency,ChargePeriodStart\n";

  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private Path folder;
  private TestAgent agent;

  @BeforeAll
  void start(@TempDir Path root) throws IOException {
    TestServers.shared();
    folder = Files.createDirectories(root.resolve("bills"));
    Files.writeString(folder.resolve("a.csv"), HEADER + "compute,1.50,USD,2026-01-01\n");
    FinopsSettings usual = FinopsSettings.DEFAULT;
    orchestrator.configure(
        4,
        Json.tree(
            new FinopsSettings(
                usual.applicationTag(),
                usual.environmentTag(),
                usual.ownerTag(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                    source("folder", "bills"),
                    source("nowhere", "no-such-folder"),
                    new BillSource(
                        "ci",
                        BillSource.Kind.CI_MINUTES,
                        null,
                        null,
                        null,
                        null,
                        60,
                        2,
                        "0.5",
                        "EUR",
                        null,
                        null)),
                0)));
    agent =
        TestAgent.start(
            FinopsAgentApplication.class,
            "finops",
            orchestrator,
            "--hexad.finops.import-folders=" + root);
    agent
        .bean(JdbcClient.class)
        .sql(
            "truncate work_done, charge, cost_day, cost_import, cost_dimension, cost_detail, cost_source,"
                + " source_check, source_delivery")
        .update();
  }

  private static BillSource source(String name, String location) {
    return new BillSource(name, BillSource.Kind.FOLDER, location, null, null, null, 60, 0);
  }

  @AfterAll
  void stop() {
    agent.close();
    orchestrator.close();
  }

  private JsonNode read(String path) {
    HttpResponse<String> answer = agent.get(path, "finops:read");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body()).get("items");
  }

  private boolean costs(String amount) {
    JsonNode items = read("/costs?currency=USD");
    return !items.isEmpty() && items.get(0).get("amount").stringValue().equals(amount);
  }

  private void check() {
    assertThat(agent.post("/sources/folder/check", "", "finops:write").statusCode()).isEqualTo(202);
  }

  @Test
  void importsWhatIsNewAndWhatHasChanged() throws IOException {
    Await.until("the first bill", () -> costs("1.50"));
    Files.writeString(folder.resolve("a.csv"), HEADER + "compute,2.75,USD,2026-01-01\n");
    Files.writeString(folder.resolve("b.csv"), HEADER + "compute,x,USD,2026-01-02\n");
    check();
    Await.until("the changed bill", () -> costs("2.75"));
    Await.until(
        "the problem",
        () -> read("/sources").get(0).get("problem").toString().contains("1 delivery could not"));
    JsonNode deliveries = read("/sources").get(0).get("deliveries");
    assertThat(deliveries.toString()).contains("2:BilledCost");
    Files.writeString(folder.resolve("b.csv"), HEADER + "compute,1,USD,2026-01-02\n");
    Files.writeString(folder.resolve("c.csv"), HEADER);
    check();
    Await.until("the mended bill", () -> costs("3.75"));
    Await.until(
        "the month without costs",
        () -> {
          JsonNode feed = read("/sources").get(0);
          return feed.get("deliveries").toString().contains("c.csv")
              && feed.path("problem").asString("").isEmpty();
        });
    assertThat(read("/imports?source=folder").size()).isEqualTo(3);
  }

  @Test
  void saysWhyASourceCannotBeRead() {
    Await.until(
        "the problem",
        () -> read("/sources").get(1).get("problem").toString().contains("no-such-folder"));
    assertThat(agent.post("/sources/other/check", "", "finops:write").statusCode()).isEqualTo(404);
    assertThat(agent.post("/sources/folder/check", "", "finops:read").statusCode()).isEqualTo(403);
  }

  @Test
  void makesABillOfWhatBuildsTook() {
    try (var bus = new TestBus(TestServers.shared().servers().kafkaBootstrap())) {
      for (int i = 0; i < 2; i++) {
        bus.publish(built(), Ids.next());
      }
    }
    Await.until(
        "two builds",
        () -> {
          agent.post("/sources/ci/check", "", "finops:write");
          JsonNode items = read("/costs?currency=EUR&groupBy=application");
          return !items.isEmpty()
              && items.get(0).get("key").stringValue().equals("shop")
              && new BigDecimal(items.get(0).get("amount").stringValue())
                      .compareTo(new BigDecimal("1.5"))
                  == 0;
        });
  }

  /** A build of a minute and a half. */
  private static BuildSucceeded built() {
    return new BuildSucceeded(
        new ChangeRef(
            Ids.next(),
            "shop",
            "https://git.example.org/shop.git",
            "refs/heads/main",
            "c0ffee",
            "ada",
            "faster"),
        Ids.next(),
        "1.0.0",
        null,
        null,
        90_000);
  }
}
