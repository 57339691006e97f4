package dev.hexad.finops.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hexad.contracts.command.ImportParameters;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.event.CostsImported;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.finops.FinopsAgentApplication;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportIntegrationTests {
  private static final Path BILLS = Path.of("../../shared/data/focus-dev");
  private static final String HEAD =
      "ServiceName,BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ProviderName,Tags\n";
  private static final String SMALL =
      HEAD
          + "compute,10.10,8,USD,2026-01-01,AWS,\"{\"\"application\"\":\"\"shop\"\"}\"\n"
          + "compute,10.10,8,USD,2026-01-01,AWS,\"{\"\"application\"\":\"\"shop\"\"}\"\n"
          + "storage,0.30,0.30,EUR,2026-01-02,Azure,\n"
          + "compute,-5,-5,EUR,2026-01-02,,\"{\"\"team\"\":\"\"a'b\"\"}\"\n";

  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private Path folder;
  private TestBus bus;
  private TestAgent agent;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = Files.createDirectories(temporary.resolve("bills"));
    Files.writeString(temporary.resolve("outside.csv"), SMALL);
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    agent =
        TestAgent.start(
            FinopsAgentApplication.class,
            "finops",
            orchestrator,
            "--hexad.finops.import-folders="
                + folder
                + (Files.isDirectory(BILLS) ? "," + BILLS.toAbsolutePath().normalize() : ""));
  }

  @BeforeEach
  void empty() {
    agent.bean(JdbcClient.class).sql("truncate cost_row, cost_import").update();
  }

  @AfterAll
  void stop() {
    agent.close();
    bus.close();
    orchestrator.close();
  }

  private JsonNode upload(String source, String csv) {
    HttpResponse<String> answer = agent.post("/imports?source=" + source, csv, "finops:write");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.mapper().readTree(answer.body());
  }

  private JsonNode costs(String query) {
    HttpResponse<String> answer = agent.get("/costs?" + query, "finops:read");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }

  private static Map<String, BigDecimal> items(JsonNode answer) {
    var items = new TreeMap<String, BigDecimal>();
    for (JsonNode item : answer.get("items")) {
      items.put(
          item.get("key").stringValue() + " " + item.get("currency").stringValue(),
          new BigDecimal(item.get("amount").stringValue()).stripTrailingZeros());
    }
    return items;
  }

  private static BigDecimal amount(String text) {
    return new BigDecimal(text).stripTrailingZeros();
  }

  @Test
  void addsUpByServiceAndNeverAcrossCurrencies() {
    upload("small", SMALL);
    JsonNode answer = costs("groupBy=service");
    assertThat(items(answer))
        .isEqualTo(
            Map.of(
                "compute USD", amount("20.2"),
                "compute EUR", amount("-5"),
                "storage EUR", amount("0.3")));
    assertThat(answer.get("totals").toString())
        .isEqualTo(
            "[{\"amount\":\"-4.70\",\"currency\":\"EUR\"},{\"amount\":\"20.20\",\"currency\":\"USD\"}]");
    assertThat(answer.get("containsSample").booleanValue()).isFalse();
    assertThat(answer.get("sources").get(0).get("lastDay").stringValue()).isEqualTo("2026-01-02");
  }

  @Test
  void groupsByAnything() {
    upload("small", SMALL);
    assertThat(items(costs("groupBy=application&metric=effective")).keySet())
        .containsExactly("(none) EUR", "shop USD");
    assertThat(items(costs("groupBy=tag:team"))).containsEntry("a'b EUR", amount("-5"));
    assertThat(items(costs("groupBy=provider")).keySet())
        .containsExactly("(none) EUR", "AWS USD", "Azure EUR");
    assertThat(items(costs("groupBy=day&from=2026-01-02&to=2026-01-02")))
        .isEqualTo(Map.of("2026-01-02 EUR", amount("-4.7")));
    assertThat(items(costs("metric=effective"))).containsEntry("compute USD", amount("16"));
    assertThat(agent.get("/costs?groupBy=colour", "finops:read").statusCode()).isEqualTo(400);
    assertThat(agent.get("/costs?from=soon", "finops:read").statusCode()).isEqualTo(400);
  }

  @Test
  void changesNothingWhenTheSameFileComesAgain() {
    JsonNode first = upload("small", SMALL);
    JsonNode again = upload("small", SMALL);
    assertThat(first.get("rows").intValue()).isEqualTo(4);
    assertThat(again.get("rows").intValue()).isZero();
    assertThat(again.get("duplicates").intValue()).isEqualTo(4);
    assertThat(items(costs(""))).containsEntry("compute USD", amount("20.2"));
  }

  @Test
  void addsOnlyTheNewRowsOfALongerFile() {
    upload("small", SMALL);
    JsonNode longer = upload("small", SMALL + "queue,1,1,USD,2026-01-03,AWS,\n");
    assertThat(longer.get("rows").intValue()).isEqualTo(1);
    assertThat(longer.get("duplicates").intValue()).isEqualTo(4);
  }

  @Test
  void saysWhenSampleDataIsIncluded() {
    agent.post("/imports?source=demo&sample=true", SMALL, "finops:write");
    assertThat(costs("").get("containsSample").booleanValue()).isTrue();
    assertThat(costs("sample=false").get("items").isEmpty()).isTrue();
  }

  @Test
  void takesAFileWholeOrNotAtAll() {
    String broken = SMALL + "x,what,1,USD,2026-01-01,AWS,\n";
    HttpResponse<String> answer = agent.post("/imports?source=s", broken, "finops:write");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"where\":\"6:BilledCost\"", "Nothing was imported");
    assertThat(costs("").get("items").isEmpty()).isTrue();
    assertThat(agent.get("/imports", "finops:read").body()).contains("\"items\":[]");
    assertThat(agent.post("/imports?source=s", HEAD, "finops:write").statusCode()).isEqualTo(422);
  }

  @Test
  void lateErrorsUndoRowsThatWereSentAlready() {
    var csv = new StringBuilder(HEAD);
    for (int i = 0; i < 3000; i++) {
      csv.append("service\\").append(i).append(",1,1,USD,2026-01-01,AWS,\n");
    }
    assertThat(agent.post("/imports?source=s", csv + "x,,,,,,\n", "finops:write").statusCode())
        .isEqualTo(422);
    assertThat(costs("").get("items").isEmpty()).isTrue();
    assertThat(upload("s", csv.toString()).get("rows").intValue()).isEqualTo(3000);
    assertThat(items(costs(""))).containsKey("service\\7 USD");
  }

  @Test
  void asksForTheScopeToWrite() {
    assertThat(agent.post("/imports?source=s", SMALL, "finops:read").statusCode()).isEqualTo(403);
    assertThat(agent.post("/imports?source=.", SMALL, "finops:write").statusCode()).isEqualTo(400);
  }

  @Test
  void importsAFileOfAnAllowedFolder() throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("aws")).resolve("a.csv"), SMALL);
    Envelope command = command("aws/a.csv");
    bus.send(command);
    var done = bus.await(CommandSucceeded.class, e -> e.commandId().equals(id(command))).result();
    assertThat(Json.convert(done, ImportParameters.Result.class).rows()).isEqualTo(4);
    CostsImported event = bus.await(CostsImported.class, e -> e.importId().equals(id(command)));
    assertThat(event.source()).isEqualTo("aws");
    assertThat(event.totals()).hasSize(2);
  }

  @Test
  void refusesFilesFromElsewhere() throws IOException {
    Path link = folder.resolve("link.csv");
    Files.createSymbolicLink(link, folder.resolveSibling("outside.csv"));
    for (String file :
        List.of("../outside.csv", folder.resolveSibling("outside.csv").toString(), "link.csv")) {
      Envelope command = command(file);
      bus.send(command);
      Problem problem =
          bus.await(CommandFailed.class, e -> e.commandId().equals(id(command))).problem();
      assertThat(problem.detail()).contains("no file");
    }
  }

  private static Envelope command(String file) {
    return TestBus.command("finops.import", new ImportParameters(file, null), Ids.next(), null);
  }

  private static UUID id(Envelope command) {
    return UUID.fromString(command.data().get("commandId").stringValue());
  }

  @Test
  void givesTheSumsOfARealisticBill() throws IOException {
    assumeTrue(Files.isDirectory(BILLS), "no bills at " + BILLS);
    String name = "focus_2024-06.csv.gz";
    Map<String, BigDecimal> expected = sumsByService(BILLS.resolve(name));
    for (int rows : List.of(9338, 0)) {
      Envelope command = command(name);
      bus.send(command);
      var done =
          Json.convert(
              bus.await(CommandSucceeded.class, e -> e.commandId().equals(id(command))).result(),
              ImportParameters.Result.class);
      assertThat(List.of(done.rows(), done.duplicates())).containsExactly(rows, 9338 - rows);
      assertThat(items(costs(""))).isEqualTo(expected);
    }
  }

  /** The same sums by a reader that shares nothing with the agent's. */
  private static Map<String, BigDecimal> sumsByService(Path file) throws IOException {
    var sums = new TreeMap<String, BigDecimal>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> head = cells(in.readLine());
      int cost = head.indexOf("BilledCost");
      int service = head.indexOf("ServiceName");
      int currency = head.indexOf("BillingCurrency");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        List<String> cells = cells(line);
        String key = cells.get(service) + " " + cells.get(currency);
        sums.merge(key, new BigDecimal(cells.get(cost)), BigDecimal::add);
      }
    }
    sums.replaceAll((key, sum) -> sum.stripTrailingZeros());
    return sums;
  }

  private static List<String> cells(String line) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
