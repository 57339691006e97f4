package dev.hexad.finops.saving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import dev.hexad.finops.FinopsAgentApplication;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestServers;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MachinesIntegrationTests {
  private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private TestAgent agent;

  @BeforeAll
  void start() {
    TestServers.shared();
    agent = TestAgent.start(FinopsAgentApplication.class, "finops", orchestrator);
    agent
        .bean(JdbcClient.class)
        .sql(
            "truncate work_done, charge, cost_day, cost_import, cost_dimension, cost_detail,"
                + " cost_source, saving, machine_use")
        .update();
  }

  @AfterAll
  void stop() {
    agent.close();
    orchestrator.close();
  }

  /** Thirty days of a machine at 10 a day, with a disk at 1. */
  private static String bill() {
    var csv =
        new StringBuilder(
            "ServiceName,ProviderName,BilledCost,BillingCurrency,ChargePeriodStart,ChargeDescription,ResourceId\n");
    for (int i = 0; i < 30; i++) {
      LocalDate day = FIRST.plusDays(i);
      csv.append(
              "Compute,AWS,10,USD,%s,$0.4167 per On Demand Linux m5.2xlarge Instance Hour,arn:aws:ec2:eu-west-1:1:instance/i-1\n"
                  .formatted(day))
          .append(
              "Compute,AWS,1,USD,%s,$0.08 per GB-month of gp3 storage,arn:aws:ec2:eu-west-1:1:instance/i-1\n"
                  .formatted(day));
    }
    return csv.toString();
  }

  private HttpResponse<String> measured(String use) {
    return agent.post("/machines", "{\"machines\":[" + use + "]}", "finops:write");
  }

  @Test
  void proposesASmallerSizeWithTheActThatGivesIt() {
    assertThat(agent.post("/imports?source=main", bill(), "finops:write").statusCode())
        .isEqualTo(201);
    tellsWhatItCost();
    HttpResponse<String> taken =
        measured(
            "{\"resource\":\"i-1\",\"size\":\"m5.2xlarge\",\"days\":14,\"cpuP95\":0.2,\"cpuP99\":0.3,\"memoryMax\":0.4}");
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(204);
    JsonNode saving =
        Json.mapper().readTree(agent.get("/savings", "finops:read").body()).get("items").get(0);
    assertThat(saving.get("rule").stringValue()).isEqualTo("OVERSIZED_MACHINE");
    assertThat(new BigDecimal(saving.get("monthly").stringValue()))
        .as("half of its hours, not of its disk")
        .isEqualByComparingTo("150");
    assertThat(saving.get("cloudAct").get("action").stringValue()).isEqualTo("resize");
    assertThat(saving.get("cloudAct").get("parameters").get("instanceType").stringValue())
        .isEqualTo("m5.xlarge");
    assertThat(saving.get("cloudAct").get("q").stringValue())
        .isEqualTo("type = aws.ec2.instance and id = \"i-1\"");
    measured(
        "{\"resource\":\"i-1\",\"size\":\"m5.2xlarge\",\"days\":14,\"cpuP95\":0.6,\"cpuP99\":0.9,\"memoryMax\":0.4}");
    assertThat(agent.get("/savings?state=gone", "finops:read").body())
        .contains("OVERSIZED_MACHINE");
  }

  /** By its id as by its ARN; what no bill knows is left out. */
  private void tellsWhatItCost() {
    for (String name : List.of("i-1", "arn:aws:ec2:eu-west-1:1:instance/i-1")) {
      HttpResponse<String> costs =
          agent.post(
              "/costs/resources",
              Json.write(Map.of("resources", List.of(name, "i-2"))),
              "finops:read");
      assertThat(costs.statusCode()).as(costs.body()).isEqualTo(200);
      JsonNode items = Json.mapper().readTree(costs.body()).get("items");
      assertThat(items.size()).isEqualTo(1);
      assertThat(items.get(0).get("resource").stringValue()).isEqualTo(name);
      assertThat(new BigDecimal(items.at("/0/amounts/0/amount").stringValue()))
          .isEqualByComparingTo("330");
    }
    assertThat(agent.post("/costs/resources", "{}", "finops:read").statusCode()).isEqualTo(422);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThat(
            measured(
                    "{\"resource\":\"i-1; drop\",\"size\":\"m5.large\",\"days\":1,\"cpuP95\":0,\"cpuP99\":0}")
                .statusCode())
        .isEqualTo(400);
    assertThat(agent.post("/machines", "{\"machines\":[]}", "finops:write").statusCode())
        .isBetween(400, 422);
  }
}
