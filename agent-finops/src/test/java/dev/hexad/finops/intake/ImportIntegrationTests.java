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
import dev.hexad.finops.focus.ParquetFiles;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    agent
        .bean(JdbcClient.class)
        .sql("truncate charge, cost_day, cost_import, cost_dimension, cost_detail, cost_source")
        .update();
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
    assertThat(agent.get("/costs?from=soon", "finops:read").statusCode()).isEqualTo(422);
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
  void replacesTheDaysThatALaterFileTellsOf() {
    upload("small", SMALL);
    JsonNode restated =
        upload("small", HEAD + "compute,7,7,USD,2026-01-01,AWS,\nqueue,1,1,USD,2026-01-03,AWS,\n");
    assertThat(restated.get("rows").intValue()).isEqualTo(2);
    assertThat(restated.get("replaced").intValue()).isEqualTo(2);
    assertThat(items(costs("")))
        .isEqualTo(
            Map.of(
                "compute USD", amount("7"),
                "compute EUR", amount("-5"),
                "queue USD", amount("1"),
                "storage EUR", amount("0.3")));
    JsonNode imports = list("/imports");
    assertThat(imports.get(0).get("kept").intValue()).isEqualTo(2);
    assertThat(imports.get(1).get("kept").intValue()).isEqualTo(2);
  }

  @Test
  void goesBackToAnEarlierFileWhenItIsImportedAgain() {
    upload("small", SMALL);
    upload("small", HEAD + "compute,7,7,USD,2026-01-01,AWS,\n");
    assertThat(upload("small", SMALL).get("rows").intValue()).isEqualTo(4);
    assertThat(items(costs(""))).containsEntry("compute USD", amount("20.2"));
  }

  @Test
  void otherSourcesKeepTheirDays() {
    upload("small", SMALL);
    upload("other", HEAD + "compute,7,7,USD,2026-01-01,AWS,\n");
    assertThat(items(costs(""))).containsEntry("compute USD", amount("27.2"));
  }

  @Test
  void replacesBillingPeriodsWithTheDaysThatVanished() {
    String head = "ServiceName,BilledCost,BillingCurrency,ChargePeriodStart,BillingPeriodStart\n";
    upload("p", head + "a,1,USD,2026-01-01,2026-01-01\na,2,USD,2026-01-02,2026-01-01\n");
    upload("p", head + "a,4,USD,2026-02-01,2026-02-01\n");
    HttpResponse<String> answer =
        agent.post(
            "/imports?source=p&replaces=periods",
            head + "a,8,USD,2026-01-02,2026-01-01\n",
            "finops:write");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(items(costs("groupBy=day")))
        .isEqualTo(Map.of("2026-01-02 USD", amount("8"), "2026-02-01 USD", amount("4")));
    assertThat(agent.post("/imports?source=p&replaces=periods", SMALL, "finops:write").statusCode())
        .isEqualTo(422);
    assertThat(agent.post("/imports?source=p&replaces=all", SMALL, "finops:write").statusCode())
        .isEqualTo(400);
  }

  @Test
  void addsFurtherPartsOfABill() {
    upload("small", SMALL);
    HttpResponse<String> part =
        agent.post(
            "/imports?source=small&replaces=nothing",
            HEAD + "compute,1,1,USD,2026-01-01,AWS,\n",
            "finops:write");
    assertThat(part.statusCode()).as(part.body()).isEqualTo(201);
    assertThat(items(costs(""))).containsEntry("compute USD", amount("21.2"));
  }

  @Test
  void keepsAndMarksWhatIsUnusual() {
    JsonNode done =
        upload(
            "odd",
            "ServiceName,BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ChargeCategory\n"
                + "a,30000000000,USD,2026-01-01,2026-01-02,Usage\n"
                + "a,-2.50,USD,2026-01-01,2026-01-02,Credit\n"
                + "a,1,EUR,2026-01-02,2026-01-01,Usage\n");
    assertThat(done.get("marks").toString())
        .isEqualTo("{\"OTHER_CURRENCY\":1,\"NEGATIVE\":1,\"REFUND\":1,\"HUGE\":1,\"BACKWARDS\":1}");
    assertThat(items(costs(""))).containsEntry("a USD", amount("29999999997.5"));
  }

  @Test
  void takesDaysInAnyOrder() {
    var csv = new StringBuilder(HEAD);
    BigDecimal expected = BigDecimal.ZERO;
    for (int i = 0; i < 20_000; i++) {
      csv.append("s")
          .append(i % 7)
          .append(",0.")
          .append(100 + i % 900)
          .append(",1,USD,2025-")
          .append(String.format("%02d", 1 + i * 7 % 12))
          .append("-")
          .append(String.format("%02d", 1 + i % 28))
          .append(",AWS,\"{\"\"n\"\":\"\"")
          .append(i % 3000)
          .append("\"\"}\"\n");
      expected = expected.add(new BigDecimal("0." + (100 + i % 900)));
    }
    JsonNode done = upload("mixed", csv.toString());
    assertThat(new BigDecimal(done.get("totals").get(0).get("amount").stringValue()))
        .isEqualByComparingTo(expected);
    assertThat(costs("groupBy=tag:n").get("items").size()).isEqualTo(3000);
  }

  @Test
  void severalSourcesBeginTheSameMonthsAtOnce() throws Exception {
    var csv = new StringBuilder(HEAD);
    for (int month = 1; month <= 12; month++) {
      csv.append("a,1,1,USD,2031-").append(String.format("%02d", month)).append("-01,AWS,\n");
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> uploads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String source = "at-once-" + i;
        uploads.add(threads.submit(() -> upload(source, csv.toString())));
      }
      for (Future<JsonNode> upload : uploads) {
        assertThat(upload.get().get("rows").intValue()).isEqualTo(12);
      }
    }
    assertThat(items(costs(""))).containsEntry("a USD", amount("48"));
  }

  @Test
  void comparesAndFilters() {
    upload(
        "c",
        HEAD
            + "\"a, b\",1,1,USD,2026-01-01,AWS,\na,2,2,USD,2026-01-02,AWS,\n"
            + "a,5,5,USD,2026-01-03,AWS,\nz,7,7,USD,2026-01-04,GCP,\n");
    JsonNode compared = costs("from=2026-01-03&to=2026-01-04&compare=previous");
    assertThat(compared.get("items").toString())
        .isEqualTo(
            "[{\"key\":\"z\",\"amount\":\"7\",\"currency\":\"USD\",\"before\":\"0\"},"
                + "{\"key\":\"a\",\"amount\":\"5\",\"currency\":\"USD\",\"before\":\"2\"},"
                + "{\"key\":\"a, b\",\"amount\":\"0\",\"currency\":\"USD\",\"before\":\"1\"}]");
    assertThat(items(costs("filter=service=a,%20b&filter=service=z")).keySet())
        .containsExactly("a, b USD", "z USD");
    assertThat(items(costs("filter=provider!=AWS&groupBy=provider")).keySet())
        .containsExactly("GCP USD");
    JsonNode series = read("/costs/series?groupBy=service&granularity=month&most=1");
    assertThat(series.get("series").get(0).get("amounts").get(0).stringValue()).isEqualTo("7");
    assertThat(series.get("series").get(1).get("key").stringValue()).isEqualTo("(others)");
    assertThat(series.get("series").get(1).get("total").stringValue()).isEqualTo("8");
    assertThat(agent.get("/costs?filter=service", "finops:read").statusCode()).isEqualTo(400);
    assertThat(agent.get("/costs?groupBy=resource", "finops:read").statusCode()).isEqualTo(400);
    assertThat(items(costs("groupBy=resource&from=2026-01-01&to=2026-01-04")).keySet())
        .containsExactly("(none) USD");
  }

  @Test
  void givesBackWhatItWasGiven() {
    String csv =
        "BilledCost,BillingCurrency,ChargePeriodStart,ConsumedUnit,ListCost,ResourceId,ServiceName,"
            + "SkuId,Tags\n"
            + "1.50,USD,2026-01-01T05:00:00Z,Hours,2,\"i-\"\"1,\\\\\",EC2,s1,"
            + "\"{\"\"a\"\": \"\"ü\"\"}\"\n"
            + "-2,EUR,2026-02-01T00:00:00Z,,,,Späti,,\n";
    upload("a", csv);
    String exported = agent.get("/export?from=2026-01-01&to=2026-03-01", "finops:read").body();
    assertThat(exported.lines().findFirst().orElseThrow().split(",")).hasSize(57);
    assertThat(exported).contains("\"i-\"\"1,\\\\\"", "Späti", "2026-01-01T05:00:00Z");
    assertThat(upload("b", exported).get("totals"))
        .isEqualTo(upload("a", csv + "\n").get("totals"));
    assertThat(agent.get("/export?from=2026-01-01&to=2026-03-01&source=b", "finops:read").body())
        .isEqualTo(exported);
    assertThat(
            agent.get("/export?from=2026-01-01&to=2026-03-01&source=x", "finops:read").statusCode())
        .isEqualTo(404);
  }

  private JsonNode read(String path) {
    HttpResponse<String> answer = agent.get(path, "finops:read");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }

  private JsonNode list(String path) {
    return read(path).get("items");
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
  void importsParquetWholeOrNotAtAll() throws IOException {
    Path bills = Files.createDirectories(folder.resolve("lake"));
    Path file =
        ParquetFiles.write(
            bills.resolve("a.parquet"),
            """
            select 'compute' ServiceName, 0.1::decimal(18, 10) BilledCost, 'USD' BillingCurrency,
              timestamptz '2026-01-01 00:00:00Z' + to_days((i // 1000)::integer) ChargePeriodStart,
              map {'application': 'shop'} Tags
            from range(3000) t(i)
            """,
            "compression zstd");
    byte[] all = Files.readAllBytes(file);
    Files.write(bills.resolve("cut.parquet"), Arrays.copyOf(all, all.length - 9));
    Envelope cut = command("lake/cut.parquet");
    bus.send(cut);
    Problem problem = bus.await(CommandFailed.class, e -> e.commandId().equals(id(cut))).problem();
    assertThat(problem.detail()).contains("no Parquet file that can be read, or it is cut off");
    assertThat(costs("").get("items").isEmpty()).isTrue();
    Envelope whole = command("lake/a.parquet");
    bus.send(whole);
    CostsImported event = bus.await(CostsImported.class, e -> e.importId().equals(id(whole)));
    assertThat(event.rows()).isEqualTo(3000);
    assertThat(event.lastDay()).isEqualTo("2026-01-03");
    assertThat(items(costs("groupBy=application"))).containsEntry("shop USD", amount("300"));
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
