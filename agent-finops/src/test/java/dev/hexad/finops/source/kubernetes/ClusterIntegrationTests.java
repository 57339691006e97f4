package dev.hexad.finops.source.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import dev.hexad.finops.FinopsAgentApplication;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.settings.ClusterSharing;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.source.kubernetes.ClusterDay.Node;
import dev.hexad.finops.source.kubernetes.ClusterDay.Pod;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestServers;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A cluster whose usage is told, and one whose usage Prometheus knows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIntegrationTests {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private static final LocalDate DAY = TODAY.minusDays(20);
  private static final LocalDate YESTERDAY = TODAY.minusDays(1);

  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private HttpServer prometheus;
  private TestAgent agent;

  @BeforeAll
  void start() throws IOException {
    TestServers.shared();
    prometheus = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    prometheus.createContext(
        "/api/v1/query",
        exchange -> {
          try (exchange) {
            String form =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer =
                answer(URLDecoder.decode(form, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    prometheus.start();
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
                    cluster("told", null, ClusterSharing.Way.APART),
                    cluster(
                        "read",
                        "http://127.0.0.1:" + prometheus.getAddress().getPort(),
                        ClusterSharing.Way.BY_COST)),
                0)));
    agent =
        TestAgent.start(
            FinopsAgentApplication.class,
            "finops",
            orchestrator,
            "--hexad.outbound.allow=127.0.0.1");
    agent
        .bean(JdbcClient.class)
        .sql(
            "truncate work_done, charge, cost_day, cost_import, cost_dimension, cost_detail, cost_source,"
                + " source_check, source_delivery, cluster_day")
        .update();
  }

  private static BillSource cluster(String name, String prometheus, ClusterSharing.Way idle) {
    return new BillSource(
        name,
        BillSource.Kind.KUBERNETES,
        prometheus,
        null,
        null,
        null,
        60,
        0,
        null,
        null,
        new ClusterSharing(idle, null, null),
        null);
  }

  @AfterAll
  void stop() {
    agent.close();
    prometheus.stop(0);
    orchestrator.close();
  }

  /** One node with two cores, on yesterday only: half of it asked for by the shop. */
  private static String answer(String form) {
    long end = YESTERDAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    String node = "\"node\":\"node-r\"";
    String pod = "\"namespace\":\"shop\",\"pod\":\"web-1\"";
    if (!form.contains("time=" + end + "&")) {
      return series("", "0");
    }
    if (form.contains("kube_node_info")) {
      return series(node + ",\"provider_id\":\"aws:///eu-west-1a/i-read\"", "1");
    }
    if (form.contains("kube_node_status_capacity{resource=\"cpu\"}")) {
      return series(node, "48");
    }
    if (form.contains("kube_pod_info")) {
      return series(pod + "," + node, "1");
    }
    if (form.contains("kube_pod_container_resource_requests{resource=\"cpu\"}")) {
      return series(pod + "," + node, "24");
    }
    if (form.contains("kube_pod_labels")) {
      return series(pod + ",\"label_app_kubernetes_io_name\":\"shop\"", "1");
    }
    return series(form.contains("container_cpu_usage") ? pod : "", "6");
  }

  private static String series(String labels, String value) {
    String result =
        labels.isEmpty() ? "" : "{\"metric\":{" + labels + "},\"value\":[1,\"" + value + "\"]}";
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
        + result
        + "]}}";
  }

  private void bill(LocalDate day, String resource, String cost) {
    HttpResponse<String> answer =
        agent.post(
            "/imports?source=main-" + resource,
            "ServiceName,ProviderName,BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ResourceId,Tags\n"
                + "Compute,AWS,%s,%s,USD,%s,arn:aws:ec2:eu-west-1:1:instance/%s,\"{\"\"team\"\":\"\"platform\"\"}\"\n"
                    .formatted(cost, cost, day, resource),
            "finops:write");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private JsonNode read(String path) {
    HttpResponse<String> answer = agent.get(path, "finops:read");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }

  private Map<String, BigDecimal> costs(LocalDate day, String groupBy) {
    var costs = new TreeMap<String, BigDecimal>();
    for (JsonNode item :
        read("/costs?from=" + day + "&to=" + day + "&groupBy=" + groupBy).get("items")) {
      costs.put(
          item.get("key").stringValue(),
          new BigDecimal(item.get("amount").stringValue()).stripTrailingZeros());
    }
    return costs;
  }

  private void until(LocalDate day, String source, Map<String, BigDecimal> applications) {
    Await.until(
        "the split of " + source,
        () -> {
          agent.post("/sources/" + source + "/check", "", "finops:write");
          return costs(day, "application").equals(applications);
        });
  }

  @Test
  void movesTheCostOfNodesToPods() {
    bill(DAY, "i-told", "96");
    var usage =
        new ClusterDay(
            List.of(new Node("node-t", "i-told", 96, 0)),
            List.of(
                new Pod("node-t", "shop", "web-1", "shop", 48, 10, 0, 0),
                new Pod("node-t", "kube-system", "dns", null, 24, 0, 0, 0)));
    HttpResponse<String> answer =
        agent.put("/clusters/told/days/" + DAY, Json.write(usage), "finops:write");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    until(DAY, "told", Map.of("shop", new BigDecimal("48"), "(none)", new BigDecimal("48")));
    assertThat(costs(DAY, "tag:namespace"))
        .containsEntry("shop", new BigDecimal("48"))
        .containsEntry("kube-system", new BigDecimal("24"))
        .containsEntry("(idle)", new BigDecimal("24"));
    assertThat(costs(DAY, "service").get("Compute")).isEqualByComparingTo("96");
    assertThat(costs(DAY, "tag:team").get("platform")).isEqualByComparingTo("0");
    bill(DAY, "i-told", "192");
    until(DAY, "told", Map.of("shop", new BigDecimal("96"), "(none)", new BigDecimal("96")));
  }

  @Test
  void readsUsageFromPrometheus() {
    bill(YESTERDAY, "i-read", "10");
    until(
        YESTERDAY,
        "read",
        Map.of("shop", BigDecimal.TEN.stripTrailingZeros(), "(none)", BigDecimal.ZERO));
    JsonNode day = read("/clusters/read/days/" + YESTERDAY);
    assertThat(day.get("pods").get(0).get("coreHoursRequested").doubleValue()).isEqualTo(24);
    assertThat(day.get("pods").get(0).get("coreHoursUsed").doubleValue()).isEqualTo(6);
    assertThat(day.get("nodes").get(0).get("resource").stringValue()).isEqualTo("i-read");
  }

  @Test
  void refusesUsageThatMakesNoSense() {
    String usage =
        "{\"nodes\":[{\"name\":\"n\",\"resource\":\"i\",\"coreHours\":1,\"gigabyteHours\":1}],"
            + "\"pods\":[{\"node\":\"other\",\"namespace\":\"a\",\"name\":\"b\",\"coreHoursRequested\":1,"
            + "\"coreHoursUsed\":1,\"gigabyteHoursRequested\":1,\"gigabyteHoursUsed\":1}]}";
    HttpResponse<String> answer = agent.put("/clusters/told/days/" + DAY, usage, "finops:write");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(agent.get("/clusters/told/days/2001-01-01", "finops:read").statusCode())
        .isEqualTo(404);
  }
}
