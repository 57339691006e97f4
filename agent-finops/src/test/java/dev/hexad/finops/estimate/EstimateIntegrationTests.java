package dev.hexad.finops.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hexad.contracts.command.EstimateParameters;
import dev.hexad.contracts.command.EstimateParameters.PlannedChange;
import dev.hexad.contracts.command.EstimateParameters.PlannedState;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.finops.FinopsAgentApplication;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstimateIntegrationTests {
  private static final LocalDate APPLIED = LocalDate.parse("2026-02-01");

  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private TestBus bus;
  private TestAgent agent;

  @BeforeAll
  void start() {
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    agent = TestAgent.start(FinopsAgentApplication.class, "finops", orchestrator);
  }

  @BeforeEach
  void empty() {
    agent
        .bean(JdbcClient.class)
        .sql(
            "truncate work_done, charge, cost_day, cost_import, cost_dimension, cost_detail,"
                + " cost_source, estimate, estimate_line")
        .update();
  }

  @AfterAll
  void stop() {
    agent.close();
    bus.close();
    orchestrator.close();
  }

  private void upload(String source, String rows) {
    HttpResponse<String> answer =
        agent.post("/imports?source=" + source, MachineBill.HEADER + rows, "finops:write");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private void month() {
    upload("main", MachineBill.month(APPLIED.minusDays(31), APPLIED));
  }

  private static PlannedChange instance(String address, @Nullable String resource) {
    return new PlannedChange(
        address,
        "aws_instance",
        "eu-west-1",
        resource,
        null,
        new PlannedState(
            Map.of(
                "instance_type",
                "m5.large",
                "root_block_device.volume_type",
                "gp3",
                "root_block_device.volume_size",
                "10"),
            null,
            null));
  }

  private JsonNode read(String path) {
    HttpResponse<String> answer = agent.get(path, "finops:read");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }

  private EstimateParameters.Result make(EstimateParameters asked) {
    HttpResponse<String> answer = agent.post("/estimates", Json.write(asked), "finops:write");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.read(answer.body(), EstimateParameters.Result.class);
  }

  @Test
  void pricesByWhatTheBillShows() {
    month();
    UUID run = Ids.next();
    UUID plan = Ids.next();
    var asked =
        new EstimateParameters(
            plan,
            "shop",
            null,
            null,
            List.of(
                instance("aws_instance.web", null),
                new PlannedChange(
                    "aws_mq_broker.q",
                    "aws_mq_broker",
                    "eu-west-1",
                    null,
                    null,
                    new PlannedState(Map.of(), null, null))));
    var request = TestBus.command("finops.estimate", asked, run, null);
    bus.send(request);
    var id = UUID.fromString(request.data().get("commandId").stringValue());
    var done = bus.await(CommandSucceeded.class, e -> e.commandId().equals(id));
    var result = Json.convert(done.result(), EstimateParameters.Result.class);
    assertThat(result.delta().amount()).as("73.00 and 10 GB at the list price").isEqualTo("74.20");
    assertThat(result.priced().getFirst().lines())
        .allSatisfy(line -> {
          assertThat(line.source()).isEqualTo("bill");
          assertThat(line.asOf()).isEqualTo(APPLIED.minusDays(1));
        });
    assertThat(result.notPriced()).extracting("address").containsExactly("aws_mq_broker.q");
    JsonNode kept = read("/estimates?plan=" + plan).get("items").get(0);
    assertThat(kept.get("runId").stringValue()).isEqualTo(run.toString());
    assertThat(kept.get("result").get("delta").get("amount").stringValue()).isEqualTo("74.20");
  }

  @Test
  void keepsOneEstimateOfAPlan() {
    month();
    UUID plan = Ids.next();
    var asked =
        new EstimateParameters(plan, null, null, null, List.of(instance("aws_instance.a", null)));
    make(asked);
    UUID second = make(asked).estimateId();
    JsonNode items = read("/estimates?plan=" + plan).get("items");
    assertThat(items.size()).isEqualTo(1);
    assertThat(items.get(0).get("id").stringValue()).isEqualTo(second.toString());
    HttpResponse<String> names =
        agent.post(
            "/estimates/" + second + "/resources",
            "{\"resources\": {\"aws_instance.a\": \"i-9\", \"aws_instance.z\": \"i-8\"}}",
            "finops:write");
    assertThat(names.statusCode()).isEqualTo(404);
    assertThat(
            agent
                .bean(JdbcClient.class)
                .sql("select count(*) from estimate_line where resource is not null")
                .query(Integer.class)
                .single())
        .as("all or none")
        .isZero();
  }

  @Test
  void learnsFromTheBillOfWhatWasApplied() {
    month();
    UUID plan = Ids.next();
    var changes =
        List.of(
            instance("aws_instance.a", "i-1"),
            instance("aws_instance.b", "i-2"),
            instance("aws_instance.c", null));
    UUID id = make(new EstimateParameters(plan, "shop", null, null, changes)).estimateId();
    assertThat(
            agent
                .post(
                    "/estimates/" + id + "/resources",
                    "{\"resources\": {\"aws_instance.c\": \"i-3\"}}",
                    "finops:write")
                .statusCode())
        .isEqualTo(200);
    applied(plan);
    var rows = new StringBuilder();
    for (LocalDate day = APPLIED; day.isBefore(APPLIED.plusDays(20)); day = day.plusDays(1)) {
      rows.append(MachineBill.machine(day, "2.40", "i-0"));
      for (String resource : List.of("i-1", "i-2", "i-3")) {
        rows.append(MachineBill.machine(day, "3.60", resource));
      }
    }
    upload("main", rows.toString());
    agent.bean(Lessons.class).refresh();
    JsonNode learnt = read("/estimates/corrections").get("items").get(0);
    assertThat(learnt.get("type").stringValue()).isEqualTo("aws_instance");
    assertThat(learnt.get("factor").doubleValue())
        .as("3.60 a day is 109.50 a month, 74.20 was said")
        .isCloseTo(109.5 / 74.2, within(0.001));
    assertThat(learnt.get("error").doubleValue()).isCloseTo(0, within(1e-9));
    JsonNode kept = read("/estimates/" + id);
    assertThat(kept.get("measured").size()).isEqualTo(3);
    assertThat(kept.get("measured").get(0).get("paid").stringValue()).isEqualTo("109.50");
    assertThat(new BigDecimal(kept.get("realised").stringValue()))
        .as("three more, of the application's bill without spot, Windows and the other region")
        .isEqualByComparingTo(
            new BigDecimal("2.64").multiply(new BigDecimal("365")).divide(new BigDecimal("12")));
    var next =
        make(
            new EstimateParameters(
                null, null, null, null, List.of(instance("aws_instance.d", null))));
    assertThat(next.corrected().decimal()).isGreaterThan(next.delta().decimal());
    assertThat(next.priced().getFirst().error()).isCloseTo(0, within(1e-9));
  }

  private void applied(UUID plan) {
    agent
        .bean(JdbcClient.class)
        .sql("insert into work_done (id, kind, title, at) values (?, 'APPLY', 'apply', ?)")
        .params(plan, Timestamp.from(Instant.parse(APPLIED + "T08:00:00Z")))
        .update();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThat(agent.post("/estimates", "{\"changes\": []}", "finops:write").statusCode())
        .isEqualTo(400);
    var twice =
        new EstimateParameters(
            null, null, null, null, List.of(instance("a", null), instance("a", null)));
    HttpResponse<String> answer = agent.post("/estimates", Json.write(twice), "finops:write");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("stands there twice");
    var money = new EstimateParameters(null, null, null, "XYZ", List.of(instance("a", null)));
    assertThat(agent.post("/estimates", Json.write(money), "finops:write").body())
        .contains("ISO 4217");
    assertThat(agent.post("/estimates", Json.write(twice), "finops:read").statusCode())
        .isEqualTo(403);
    assertThat(agent.get("/estimates/" + Ids.next(), "finops:read").statusCode()).isEqualTo(404);
  }
}
