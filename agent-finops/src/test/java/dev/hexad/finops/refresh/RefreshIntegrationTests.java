package dev.hexad.finops.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.CostAnomalyDetected;
import dev.hexad.contracts.event.CostBudgetCrossed;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.finops.FinopsAgentApplication;
import dev.hexad.finops.settings.AllocationRule;
import dev.hexad.finops.settings.Budget;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A bill of 120 days until today, on which one application suddenly costs three times as much. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshIntegrationTests {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private static final int DAYS = 120;

  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private final UUID deployment = Ids.next();
  private TestBus bus;
  private TestAgent agent;

  @BeforeAll
  void start() {
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    orchestrator.configure(3, Json.tree(settings()));
    agent = TestAgent.start(FinopsAgentApplication.class, "finops", orchestrator);
    Await.until("the configuration", () -> agent.bean(LiveConfiguration.class).version() == 3);
    agent
        .bean(JdbcClient.class)
        .sql(
            """
            truncate charge, cost_day, cost_import, cost_dimension, cost_detail, cost_source,
              forecast, anomaly, budget_crossing, work_done, saving
            """)
        .update();
    bus.publish(deployed(), Ids.next());
    Await.until(
        "the deployment",
        () ->
            agent
                    .bean(JdbcClient.class)
                    .sql("select count(*) from work_done")
                    .query(Long.class)
                    .single()
                == 1);
    upload("main", bill(3));
    upload("resources", resources(0, true));
    refreshed();
  }

  @AfterAll
  void stop() {
    agent.close();
    bus.close();
    orchestrator.close();
  }

  private static FinopsSettings settings() {
    return new FinopsSettings(
        "application",
        "environment",
        "team",
        List.of(),
        List.of(
            new AllocationRule("network", "service", List.of("network"), Map.of("core", 1.0)),
            new AllocationRule("rest", "provider", List.of("AWS"), Map.of())),
        List.of(
            new Budget("shop", "application", "shop", "1", "USD", null, null, List.of(50, 100)),
            new Budget(
                "huge", null, null, "100000000", "USD", Budget.Period.YEAR, null, List.of())),
        List.of(),
        30);
  }

  private DeploymentSucceeded deployed() {
    return new DeploymentSucceeded(
        new DeploymentRef(
            deployment,
            Ids.next(),
            "shop",
            "prod",
            7,
            "stable",
            "docker",
            new ImageRef("shop", "1.7", "sha256:" + "a".repeat(64)),
            "c0ffee",
            "ada"),
        List.of());
  }

  /** Weekdays cost more than week-ends, and every day is a little different. */
  private static String bill(double factor) {
    var csv =
        new StringBuilder(
            "ServiceName,BilledCost,BillingCurrency,ChargePeriodStart,ProviderName,SubAccountId,"
                + "RegionId,ChargeCategory,ConsumedQuantity,Tags\n");
    for (int i = 0; i < DAYS; i++) {
      LocalDate day = TODAY.minusDays(DAYS - 1L - i);
      double week = day.getDayOfWeek().getValue() > 5 ? 0.7 : 1;
      double wobble = 1 + 0.03 * Math.sin(i * 12.9898) + 0.02 * Math.cos(i * 4.1);
      double shop = 40 * week * wobble * (i == DAYS - 1 ? factor : 1);
      line(
          csv, "compute", shop, day, "{\"\"application\"\":\"\"shop\"\",\"\"team\"\":\"\"web\"\"}");
      line(
          csv,
          "compute",
          30 * week / wobble,
          day,
          "{\"\"application\"\":\"\"pay\"\",\"\"team\"\":\"\"core\"\"}");
      line(
          csv,
          "storage",
          10 + 0.01 * i,
          day,
          "{\"\"application\"\":\"\"pay\"\",\"\"team\"\":\"\"core\"\"}");
      line(csv, "network", 5 * wobble, day, "");
      line(csv, "support", 2, day, "");
    }
    return csv.toString();
  }

  private static void line(
      StringBuilder csv, String service, double cost, LocalDate day, String tags) {
    csv.append(
        String.format(
            Locale.ROOT,
            "%s,%.4f,USD,%s,AWS,prod,eu-west-1,Usage,%.4f,\"%s\"%n",
            service,
            cost,
            day,
            cost * 10,
            tags));
  }

  /** Waste of every kind, in another currency; the snapshot ends so many days before today. */
  private static String resources(int snapshotEnded, boolean balancer) {
    var csv =
        new StringBuilder(
            "ServiceName,BilledCost,BillingCurrency,ChargePeriodStart,ProviderName,ChargeCategory,"
                + "ResourceId,ChargeDescription,ConsumedQuantity,CommitmentDiscountId,"
                + "CommitmentDiscountStatus,CommitmentDiscountType\n");
    for (int i = 0; i < DAYS; i++) {
      String day = TODAY.minusDays(DAYS - 1L - i) + ",AWS,Usage,";
      csv.append("EC2,0.12,EUR,").append(day).append("eip-1,Idle public IPv4 address,24,,,\n");
      csv.append("EC2,2,EUR,").append(day).append("vol-1,gp2 volume storage,20,,,\n");
      csv.append("EC2,7,EUR,").append(day).append("i-1,Instance hour,24,cd-1,Used,Plan\n");
      csv.append("EC2,3,EUR,").append(day).append(",Plan,,cd-1,Unused,Plan\n");
      csv.append("ELB,0.6,EUR,").append(day).append("lb-2,LoadBalancer hour,24,,,\n");
      csv.append("ELB,0.1,EUR,").append(day).append("lb-2,LCU used,3,,,\n");
      if (i < DAYS - snapshotEnded) {
        csv.append("EC2,1,EUR,").append(day).append("snap-1,EBS snapshot storage,10,,,\n");
      }
      if (balancer) {
        csv.append("ELB,0.6,EUR,").append(day).append("lb-1,LoadBalancer hour,24,,,\n");
      }
    }
    return csv.toString();
  }

  private void upload(String source, String csv) {
    HttpResponse<String> answer = agent.post("/imports?source=" + source, csv, "finops:write");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private void refreshed() {
    var store = agent.bean(RefreshStore.class);
    long wanted = store.state().wanted();
    Await.until("the refresh", () -> store.state().done() >= wanted);
  }

  private JsonNode read(String path) {
    HttpResponse<String> answer = agent.get(path, "finops:read");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }

  @Test
  void forecastsTheWholeAndPartsThatAddUpToIt() {
    JsonNode total = read("/forecasts?days=30&currency=USD").get("items").get(0);
    assertThat(total.get("steps").size()).isEqualTo(30);
    assertThat(total.get("lastDay").stringValue()).isEqualTo(TODAY.toString());
    assertThat(total.get("errorShare").doubleValue()).isBetween(0.0, 0.2);
    assertThat(total.get("backtests").intValue()).isPositive();
    for (String dimension : List.of("service", "provider", "account", "application")) {
      JsonNode parts = read("/forecasts?days=30&currency=USD&dimension=" + dimension).get("items");
      for (int step = 0; step < 30; step++) {
        double sum = 0;
        for (JsonNode part : parts) {
          sum += part.get("steps").get(step).get("point").doubleValue();
        }
        assertThat(sum)
            .as(dimension + " " + step)
            .isCloseTo(total.get("steps").get(step).get("point").doubleValue(), within(1e-6));
      }
    }
    JsonNode step = total.get("steps").get(3);
    assertThat(step.get("low95").doubleValue())
        .isLessThanOrEqualTo(step.get("low80").doubleValue())
        .isLessThan(step.get("high95").doubleValue());
    assertThat(agent.get("/forecasts?dimension=colour", "finops:read").statusCode()).isEqualTo(400);
  }

  @Test
  void findsWhatCostsMoreAndSuspectsTheDeployment() {
    CostAnomalyDetected event =
        bus.await(CostAnomalyDetected.class, e -> "shop".equals(e.application()));
    assertThat(event.start()).isEqualTo(TODAY);
    assertThat(event.driver()).isEqualTo("usage");
    assertThat(event.atStake().decimal().doubleValue()).isBetween(40.0, 110.0);
    JsonNode list = read("/anomalies?state=open&application=shop").get("items");
    assertThat(list.size()).isEqualTo(1);
    JsonNode suspect = list.get(0).get("suspects").get(0);
    assertThat(suspect.get("id").stringValue()).isEqualTo(deployment.toString());
    assertThat(suspect.get("author").stringValue()).isEqualTo("ada");
    ChangeObserved told =
        bus.await(
            ChangeObserved.class, e -> e.about().key().contains(event.anomalyId().toString()));
    assertThat(told.links().getFirst().to().key()).isEqualTo(deployment.toString());
  }

  @Test
  void tellsOfACrossedBudgetOnce() {
    bus.await(
        CostBudgetCrossed.class, e -> e.budget().equals("shop") && e.thresholdPercent() == 100);
    upload("main", bill(3) + "support,0,USD," + TODAY + ",AWS,prod,eu-west-1,Usage,0,\n");
    refreshed();
    assertThat(bus.seen(CostBudgetCrossed.class))
        .filteredOn(e -> e.budget().equals("shop") && e.thresholdPercent() == 100)
        .hasSize(1);
    assertThat(
            agent
                .bean(JdbcClient.class)
                .sql("select count(*) from budget_crossing where budget = 'shop'")
                .query(Integer.class)
                .single())
        .isEqualTo(2);
    JsonNode shop = read("/budgets").get("items").get(0);
    assertThat(shop.get("crossesOn").stringValue()).startsWith(TODAY.toString().substring(0, 7));
    assertThat(shop.get("forecast").booleanValue()).isTrue();
    JsonNode huge = read("/budgets").get("items").get(1);
    assertThat(huge.get("crossesOn").isNull()).isTrue();
  }

  @Test
  void showsWhoPaysAndAddsUpToEverything() {
    JsonNode shares = read("/showback?by=owner&currency=USD").get("items");
    double sum = 0;
    for (JsonNode share : shares) {
      sum += Double.parseDouble(share.get("total").stringValue());
      assertThat(share.get("key").stringValue()).isIn("web", "core");
    }
    JsonNode costs = read("/costs?currency=USD").get("totals").get(0);
    assertThat(sum).isCloseTo(Double.parseDouble(costs.get("amount").stringValue()), within(1e-6));
    assertThat(agent.get("/showback?by=service", "finops:read").statusCode()).isEqualTo(400);
  }

  @Test
  void saysHowMuchHasNoTag() {
    JsonNode gap = read("/untagged?currency=USD").get("items").get(0);
    assertThat(gap.get("by").stringValue()).isEqualTo("application");
    assertThat(gap.get("share").doubleValue()).isBetween(0.07, 0.1);
    assertThat(gap.get("largest").get(0).get("service").stringValue()).isEqualTo("network");
  }

  @Test
  void dividesCostByDeploys() {
    JsonNode units =
        read("/units?currency=USD&from=" + TODAY.minusDays(9) + "&to=" + TODAY + "&per=deploy")
            .get("items");
    JsonNode shop = units.get(0);
    assertThat(shop.get("application").stringValue()).isEqualTo("shop");
    assertThat(shop.get("count").intValue()).isEqualTo(1);
    assertThat(Double.parseDouble(shop.get("each").stringValue()))
        .isCloseTo(Double.parseDouble(shop.get("amount").stringValue()), within(0.001));
    assertThat(units.get(1).get("each").isNull()).isTrue();
  }

  @Test
  void dividesCostByRunsAndByWhatMonitoringCounts() {
    String days = "/units?currency=USD&from=" + TODAY.minusDays(9) + "&to=" + TODAY.minusDays(1);
    String today = "/units?currency=USD&from=" + TODAY.minusDays(9) + "&to=" + TODAY;
    assertThat(read(today + "&per=run").at("/items/0/count").asInt()).isEqualTo(1);
    assertThat(agent.get(days + "&per=request", "finops:read").body())
        .contains("no Monitoring agent");
    String signal =
        """
        {"signal":{"key":"k","application":%s,"environment":null,"unit":"%s","labels":{}},
         "values":9,"hours":108,"days":9,"mean":%s,"p95":9,"p99":9,"max":9}
        """;
    orchestrator.agent(
        "/api/v1/monitoring/signals/summary?name=requests&from=" + TODAY.minusDays(9),
        "{\"items\":["
            + signal.formatted("\"shop\"", "1/s", "2")
            + ","
            + signal.formatted("\"shop\"", "1/s", "3")
            + ","
            + signal.formatted("null", "customers", "40")
            + "]}");
    JsonNode units = read(days + "&per=request").get("items");
    JsonNode all = units.get(0);
    assertThat(all.get("application").stringValue()).isEmpty();
    assertThat(all.get("count").asDouble()).isEqualTo(40);
    assertThat(Double.parseDouble(all.get("each").stringValue()))
        .isCloseTo(Double.parseDouble(all.get("amount").stringValue()) / 40, within(0.001));
    JsonNode shop =
        units.values().stream()
            .filter(unit -> unit.get("application").stringValue().equals("shop"))
            .findFirst()
            .orElseThrow();
    assertThat(shop.get("count").asDouble()).isEqualTo(5 * 3600 * 108);
    assertThat(shop.get("measured").asDouble()).as("108 of 216 hours").isEqualTo(0.5);
    assertThat(Double.parseDouble(shop.get("each").stringValue()))
        .isCloseTo(
            Double.parseDouble(shop.get("amount").stringValue()) / 2 / (5 * 3600 * 108),
            within(1e-9));
    assertThat(agent.get(days + "&per=moon", "finops:read").body()).contains("run, request");
  }

  @Test
  void closesWhatAPersonHasDecidedOrARestatementExplains() {
    String id = read("/anomalies?application=shop").get("items").get(0).get("id").stringValue();
    String path = "/anomalies/" + id + "/state";
    assertThat(agent.post(path, "{\"state\":\"ACKNOWLEDGED\"}", "finops:read").statusCode())
        .isEqualTo(403);
    HttpResponse<String> done =
        agent.post(path, "{\"state\":\"CLOSED\",\"note\":\"a sale\"}", "finops:write");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(agent.post(path, "{\"state\":\"ACKNOWLEDGED\"}", "finops:write").statusCode())
        .isEqualTo(409);
    assertThat(agent.post(path, "{\"state\":\"OPEN\"}", "finops:write").statusCode())
        .isEqualTo(200);
    upload("main", bill(1));
    refreshed();
    JsonNode closed = read("/anomalies/" + id);
    assertThat(closed.get("state").stringValue()).isEqualTo("CLOSED");
    assertThat(closed.get("note").stringValue()).contains("restated");
    upload("main", bill(3));
    refreshed();
  }

  private Map<String, String> savings(String field) {
    var found = new TreeMap<String, String>();
    for (JsonNode saving : read("/savings").get("items")) {
      found.put(
          saving.get("rule").stringValue() + " " + saving.get("resource").stringValue(),
          field.equals("monthly")
              ? new BigDecimal(saving.get(field).stringValue())
                  .setScale(2, RoundingMode.HALF_EVEN)
                  .toPlainString()
              : saving.get(field).stringValue());
    }
    return found;
  }

  @Test
  void findsWhatIsPaidForNothingAndMeasuresWhatWasSaved() {
    assertThat(savings("monthly"))
        .isEqualTo(
            Map.of(
                "IDLE_ADDRESS eip-1", "3.60",
                "IDLE_LOAD_BALANCER lb-1", "18.00",
                "OLD_SNAPSHOT snap-1", "30.00",
                "OLD_VOLUME_TYPE vol-1", "12.00",
                "UNUSED_COMMITMENT cd-1", "90.00"));
    assertThat(read("/savings?limit=1").get("nextCursor").isNull()).isFalse();
    String snapshot = savings("id").get("OLD_SNAPSHOT snap-1");
    String path = "/savings/" + snapshot + "/state";
    String done = "{\"state\":\"DONE\",\"on\":\"" + TODAY.minusDays(10) + "\"}";
    assertThat(agent.post(path, done, "finops:read").statusCode()).isEqualTo(403);
    assertThat(agent.post(path, done, "finops:write").statusCode()).isEqualTo(200);
    assertThat(agent.post(path, done, "finops:write").statusCode()).isEqualTo(409);
    upload("resources", resources(10, false));
    refreshed();
    assertThat(savings("state"))
        .containsEntry("OLD_SNAPSHOT snap-1", "DONE")
        .containsEntry("IDLE_LOAD_BALANCER lb-1", "GONE");
    for (JsonNode saving : read("/savings?state=done").get("items")) {
      assertThat(saving.get("realised").stringValue()).isEqualTo("30.00");
    }
    upload("resources", resources(0, true));
    refreshed();
    assertThat(savings("state")).containsEntry("IDLE_LOAD_BALANCER lb-1", "OPEN");
    assertThat(agent.post(path, "{\"state\":\"OPEN\"}", "finops:write").statusCode())
        .isEqualTo(200);
  }

  @Test
  void writesAReport() {
    String period = "/report?from=" + TODAY.minusDays(29) + "&to=" + TODAY;
    HttpResponse<String> html = agent.get(period, "finops:read");
    assertThat(html.statusCode()).isEqualTo(200);
    assertThat(html.body()).contains("<h2>By owner</h2>", "compute").doesNotContain("Sample data");
    HttpResponse<String> csv = agent.get(period + "&format=csv", "finops:read");
    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(csv.body().lines().filter(line -> line.contains(",service,\"compute\",")))
        .hasSize(1);
    assertThat(agent.get(period + "&format=doc", "finops:read").statusCode()).isEqualTo(400);
    assertThat(agent.get(period, "other:read").statusCode()).isEqualTo(403);
  }
}
