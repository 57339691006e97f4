package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandStarted;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Traces and figures of what agents did. */
class TraceIntegrationTests {
  private static final Queue<String> RECEIVED = new ConcurrentLinkedQueue<>();
  private static TestOrchestrator orchestrator;
  private static TestBus bus;
  private static TestRuns runs;
  private static HttpServer collector;

  @BeforeAll
  static void start() throws IOException {
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          RECEIVED.add(new String(body, StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    orchestrator =
        TestOrchestrator.start(
            "--hexad.otlp.endpoint=http://127.0.0.1:"
                + collector.getAddress().getPort()
                + "/v1/traces",
            "--hexad.usage.minute-prices.tracer=6");
    runs = new TestRuns(orchestrator, bus);
    orchestrator.enrol("tracer");
  }

  @AfterAll
  static void stop() {
    orchestrator.close();
    bus.close();
    collector.stop(0);
  }

  private static UUID failed() {
    UUID run =
        runs.start(
            Map.of("name", "traced", "stages", Map.of("only", Map.of("uses", "tracer.work"))));
    UUID command = runs.command(run, "only");
    bus.publish(new CommandStarted(command, run, "only", 1, Instant.now().minusSeconds(10)), run);
    bus.publish(
        new CommandFailed(command, run, "only", Problem.of(ProblemType.STEP_FAILED, "no")), run);
    runs.await(run, "FAILED");
    return run;
  }

  @Test
  void aRunShowsWhereItsTimeWentAndTellsTheCollector() {
    UUID run = failed();
    JsonNode spans =
        Await.value(
            "all spans",
            () -> {
              JsonNode found = orchestrator.get("/api/v1/runs/" + run + "/trace").json();
              return found.size() == 3 ? found : null;
            });
    assertThat(spans.get(0).get("kind").asString()).isEqualTo("RUN");
    assertThat(spans.get(2).get("parent")).isEqualTo(spans.get(1).get("id"));
    assertThat(spans.get(2).get("name").asString()).isEqualTo("tracer.work");
    String trace = run.toString().replace("-", "");
    byte[] id = new java.math.BigInteger(trace, 16).toByteArray();
    String raw = new String(id, StandardCharsets.ISO_8859_1);
    Await.until(
        "the collector has it",
        () -> RECEIVED.stream().anyMatch(body -> body.contains(raw) && body.contains("traced")));
  }

  @Test
  void anAgentsWorkIsCountedAndPriced() {
    failed();
    JsonNode usage =
        Await.value(
            "figures",
            () -> {
              JsonNode items = orchestrator.get("/api/v1/analytics/agents").json().get("items");
              for (JsonNode item : items) {
                if (item.get("failed").intValue() > 0 && item.get("minutes").doubleValue() > 0.1) {
                  return item;
                }
              }
              return null;
            });
    assertThat(usage.get("success").doubleValue()).isLessThan(1);
    assertThat(usage.get("p50Seconds").doubleValue()).isGreaterThan(5);
    assertThat(orchestrator.get("/api/v1/analytics/agents?from=2030-01-01T00:00:00Z").status())
        .isEqualTo(422);
    assertThat(List.of(usage.at("/cost/currency").asString())).containsExactly("USD");
  }
}
