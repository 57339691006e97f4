package dev.hexad.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many alerts that begin and end at the same time. */
class StormIntegrationTests extends MonitoringFixture {
  private static final int ALERTS = 450;

  @Test
  void endsAStormThatNobodyTellsAgainInOneStory() {
    String rule = "storm " + application;
    Instant over = Instant.now().plusSeconds(2);
    var alerts =
        IntStream.range(0, ALERTS)
            .mapToObj(i ->
                Map.of(
                    "labels",
                    Map.of("alertname", rule, "instance", String.valueOf(i)),
                    "endsAt",
                    over.toString()))
            .toList();
    String told = Json.write(Map.of("alerts", alerts));
    assertThat(agent.post("/intake/webhook", told, "monitoring:write").statusCode()).isEqualTo(200);
    Await.until("the incident", () -> !incident(rule).isMissingNode());
    Await.until("its end", () -> incident(rule).at("/state").asString().equals("RESOLVED"));
    JsonNode entries = json("/incidents/" + incident(rule).get("id").asString()).get("entries");
    assertThat(entries).hasSizeLessThan(20);
    assertThat(entries.toString()).contains("at the same time", "it was not told again");
    Set<?> raised =
        bus.seen(AlertRaised.class).stream()
            .filter(e -> e.title().contains(rule))
            .map(AlertRaised::alertId)
            .collect(Collectors.toSet());
    assertThat(raised).hasSize(ALERTS);
    Await.until(
        "each end told",
        () ->
            bus.seen(AlertResolved.class).stream().filter(e -> raised.contains(e.alertId())).count()
                == ALERTS);
  }

  @Test
  void keepsUpWithAStormThatDoesNotLetUp() {
    String rule = "long storm " + application;
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger sent = new AtomicInteger();
    Thread storm =
        Thread.ofVirtual()
            .start(() -> {
              while (!enough.get()) {
                String instance = String.valueOf(sent.incrementAndGet());
                var alert = Map.of("labels", Map.of("alertname", rule, "instance", instance));
                agent.post(
                    "/intake/webhook",
                    Json.write(Map.of("alerts", List.of(alert))),
                    "monitoring:write");
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
              }
            });
    try {
      Await.until("what waited", () -> alerts(rule) > 10 && waiting() <= 5);
    } finally {
      enough.set(true);
    }
    Await.until("its end", () -> !storm.isAlive());
    Await.until("each one", () -> alerts(rule) == sent.get());
    assertThat(waiting()).isZero();
  }

  private static int waiting() {
    return json("/intake").at("/backlog/waiting").asInt();
  }

  private static long alerts(String rule) {
    return bus.seen(AlertRaised.class).stream().filter(e -> e.title().contains(rule)).count();
  }

  private static JsonNode incident(String rule) {
    for (JsonNode item : json("/incidents?limit=50").get("items")) {
      if (item.at("/title").asString("").contains(rule)) {
        return item;
      }
    }
    return Json.mapper().missingNode();
  }
}
