package dev.hexad.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.testkit.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VerdictIntegrationTests extends MonitoringFixture {
  private static VerifyParameters parameters(
      int seconds, @Nullable Integer perSecond, VerifyParameters.@Nullable Latency latency) {
    var probe = perSecond == null ? null : new VerifyParameters.Probe("/", perSecond);
    return new VerifyParameters("test", seconds, 10, 0.05, probe, latency, null);
  }

  private Envelope verifyCanary(double stableLatency, double latency, VerifyParameters how) {
    TestService good = service(1, 0).taking(stableLatency);
    TestService slow = service(2, 0).taking(latency);
    stable(good, Ids.next());
    UUID run = Ids.next();
    canary(slow, good, run);
    return verify(slow, run, how);
  }

  @Test
  void failsASlowerCanaryAndKeepsWhatWasSeen() {
    Envelope command = verifyCanary(0.02, 0.2, parameters(60, 50, null));
    CommandFailed failure = failed(command);
    assertThat(failure.problem().detail()).contains("slower than the stable revision");
    JsonNode verdict = verdict(command);
    assertThat(verdict.get("state").asString()).isEqualTo("GIVEN");
    assertThat(verdict.get("baselineRevision").asInt()).isEqualTo(1);
    assertThat(verdict.at("/result/verdict").asString()).isEqualTo("FAIL");
    JsonNode latency = verdict.at("/result/criteria/1");
    assertThat(latency.get("name").asString()).isEqualTo("latency");
    assertThat(latency.get("verdict").asString()).isEqualTo("FAIL");
    assertThat(latency.get("candidateValue").asDouble()).isBetween(100.0, 500.0);
    assertThat(latency.get("baselineValue").asDouble()).isBetween(10.0, 50.0);
    assertThat(latency.get("effect").asDouble()).isEqualTo(1);
    JsonNode point = verdict.at("/series/0");
    assertThat(point.at("/candidate/p95Millis").asDouble()).isBetween(100.0, 500.0);
    assertThat(point.at("/baseline/p95Millis").asDouble()).isBetween(10.0, 50.0);
    assertThat(point.at("/candidate/requests").asInt()).isPositive();
  }

  @Test
  void passesAnEqualCanary() {
    var result = passed(verifyCanary(0.2, 0.2, parameters(3, 50, null)));
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.criteria())
        .extracting(VerifyParameters.Criterion::verdict)
        .containsOnly(Verdict.PASS);
  }

  @Test
  void holdsAnAbsoluteLimitWithoutABaseline() {
    TestService alone = service(1, 0).taking(0.2);
    UUID run = Ids.next();
    stable(alone, run);
    var limit = new VerifyParameters.Latency(100.0, 0.9, null);
    assertThat(failed(verify(alone, run, parameters(3, 50, limit))).problem().detail())
        .contains("slower than the limit: p90 of")
        .contains("at most 100 ms");
  }

  @Test
  void latencyThatIsAskedForAndNotMeasuredIsNotEnough() {
    TestService alone = service(1, 0);
    UUID run = Ids.next();
    stable(alone, run);
    var asked = new VerifyParameters.Latency(100.0, null, null);
    assertThat(failed(verify(alone, run, parameters(2, 50, asked))).problem().detail())
        .contains("NOT_ENOUGH_DATA")
        .contains("shows none of the histograms");
  }

  @Test
  void showsAWatchWhileItGoesOnAndThatItWasInterrupted() {
    TestService alone = service(1, 0);
    UUID run = Ids.next();
    stable(alone, run);
    Envelope command = verify(alone, run, parameters(600, 20, null));
    JsonNode running =
        Await.value(
            "a series", () -> verdict(command).path("series").size() > 1 ? verdict(command) : null);
    assertThat(running.get("state").asString()).isEqualTo("RUNNING");
    assertThat(running.get("givenAt").isNull()).isTrue();
    assertThat(running.at("/result/reason").asString()).contains("requests");
    JsonNode listed = json("/verdicts?environment=test&applicationId=" + application);
    assertThat(listed.at("/items/0/state").asString()).isEqualTo("RUNNING");
    bus.cancel("monitoring", command);
    Await.until(
        "the interruption", () -> verdict(command).get("state").asString().equals("INTERRUPTED"));
    assertThat(verdict(command).get("series").size()).isGreaterThan(1);
  }

  @Test
  void listsPageByPageAndFiltered() {
    TestService alone = service(3, 0);
    UUID run = Ids.next();
    stable(alone, run);
    for (int i = 0; i < 3; i++) {
      passed(verify(alone, run, parameters(1, 100, null)));
    }
    String list = "/verdicts?environment=test&revision=3&applicationId=" + application;
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(list + "&limit=2&cursor=" + cursor);
      page.get("items").forEach(item -> seen.add(item.get("id").asString()));
      cursor = page.path("nextCursor").asString("");
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize(3).doesNotHaveDuplicates();
    assertThat(json(list.replace("revision=3", "revision=4")).get("items")).isEmpty();
    assertThat(agent.get("/verdicts?cursor=x", "monitoring:read").statusCode()).isEqualTo(422);
    assertThat(agent.get("/verdicts/" + Ids.next(), "monitoring:read").statusCode()).isEqualTo(404);
    assertThat(agent.get("/verdicts/" + Ids.next()).statusCode()).isEqualTo(401);
  }
}
