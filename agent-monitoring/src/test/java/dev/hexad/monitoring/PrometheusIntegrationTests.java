package dev.hexad.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.testkit.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Revisions that Monitoring cannot reach, judged by what a real Prometheus server says. */
class PrometheusIntegrationTests extends MonitoringFixture {
  private static final String OF_REVISION = "revision=\"$revision\",deployment=~\"$deployment\"";

  @TempDir private Path folder;

  /** In a cluster nothing has an address of its own. */
  private void deployed(TestService service, String role, UUID run) {
    bus.publish(new DeploymentSucceeded(service.ref(application, role), List.of()), run);
  }

  private static VerifyParameters.Prometheus queries(String url, String requests) {
    return new VerifyParameters.Prometheus(
        url,
        requests,
        "http_requests_total{status=~\"5..\"," + OF_REVISION + "} or vector(0)",
        "http_request_duration_seconds_bucket{" + OF_REVISION + "}",
        null);
  }

  private Envelope verify(
      TestService judged, UUID run, int seconds, VerifyParameters.Prometheus queries) {
    return verify(
        judged,
        run,
        new VerifyParameters(
            "test",
            seconds,
            20,
            0.05,
            null,
            new VerifyParameters.Latency(null, null, null),
            queries));
  }

  private JsonNode judged(double latency, int seconds, List<TestService> started) throws Exception {
    TestService good = service(1, 0).taking(0.02);
    TestService canary = service(2, 0).taking(latency);
    started.addAll(List.of(good, canary));
    try (var prometheus = TestPrometheus.scraping(folder, good, canary);
        var traffic = new TestTraffic(good, canary)) {
      deployed(good, "stable", Ids.next());
      UUID run = Ids.next();
      deployed(canary, "canary", run);
      Envelope command =
          verify(
              canary,
              run,
              seconds,
              queries(prometheus.url(), "http_requests_total{" + OF_REVISION + "}"));
      traffic.awaitEnd(() -> isGiven(command));
      return verdict(command);
    }
  }

  private static boolean isGiven(Envelope command) {
    return verdict(command).path("state").asString("").equals("GIVEN");
  }

  @Test
  void failsASlowerCanaryThatHasNoAddress() throws Exception {
    var services = new ArrayList<TestService>();
    JsonNode verdict = judged(0.2, 120, services);
    assertThat(verdict.at("/result/verdict").asString()).isEqualTo("FAIL");
    assertThat(verdict.at("/result/reason").asString())
        .startsWith("slower than the stable revision");
    assertThat(verdict.get("source").asString()).startsWith("Prometheus, http://127.0.0.1:");
    assertThat(raised()).hasSize(1);
  }

  @Test
  void passesAnEqualCanaryThatHasNoAddress() throws Exception {
    JsonNode verdict = judged(0.02, 12, new ArrayList<>());
    assertThat(verdict.at("/result/verdict").asString()).as(verdict.toString()).isEqualTo("PASS");
    assertThat(verdict.at("/result/baselineRequests").asInt()).isGreaterThanOrEqualTo(20);
    assertThat(verdict.at("/result/criteria/1/verdict").asString()).isEqualTo("PASS");
  }

  @Test
  void tellsWhatPrometheusSaysOfAWrongQuery() throws Exception {
    TestService service = service(1, 0);
    try (var prometheus = TestPrometheus.scraping(folder, service)) {
      UUID run = Ids.next();
      deployed(service, "stable", run);
      var wrong = failed(verify(service, run, 5, queries(prometheus.url(), "sum(")));
      assertThat(wrong.problem().detail()).contains("does not evaluate 'sum('").contains("parse");
      var range = failed(verify(service, run, 5, queries(prometheus.url(), "up[5m]")));
      assertThat(range.problem().detail()).contains("gives no instant vector");
      var nothing = failed(verify(service, run, 1, queries(prometheus.url(), "no_such{}")));
      assertThat(nothing.problem().detail())
          .contains(Verdict.NOT_ENOUGH_DATA.name())
          .contains("'no_such{}' gives no series");
    }
  }

  @Test
  void aRevisionWithoutAnAddressNeedsPrometheus() {
    TestService service = service(1, 0);
    UUID run = Ids.next();
    deployed(service, "stable", run);
    assertThat(failed(verify(service, run, 2, null)).problem().detail())
        .contains("has no address of its own")
        .contains("give the stage 'prometheus'");
    TestService next = service(2, 0);
    deployed(next, "stable", Ids.next());
    Await.until(
        "the next one alone",
        () -> json("/targets").findValuesAsString("revision").equals(List.of("2")));
    JsonNode target = json("/targets").at("/items/0");
    assertThat(target.get("state").asString()).isEqualTo("UNKNOWN");
    assertThat(target.get("metricsUrl").isNull()).isTrue();
  }

  @Test
  void aRevisionWithoutAnAddressIsNotProbed() {
    TestService service = service(1, 0);
    UUID run = Ids.next();
    deployed(service, "stable", run);
    var probe = new VerifyParameters.Probe("/", 10);
    var queries = queries("http://127.0.0.1:1", "up");
    var parameters = new VerifyParameters("test", 2, 20, 0.05, probe, null, queries);
    assertThat(failed(verify(service, run, parameters)).problem().detail())
        .contains("leave 'probe' out");
  }

  @Test
  void aServerThatIsAwayIsNotEnoughData() {
    TestService service = service(1, 0);
    UUID run = Ids.next();
    deployed(service, "stable", run);
    assertThat(
            failed(verify(service, run, 2, queries("http://127.0.0.1:1", "up"))).problem().detail())
        .startsWith(
            "NOT_ENOUGH_DATA: its metrics cannot be read at Prometheus, http://127.0.0.1:1");
    assertThat(raised()).isEmpty();
  }

  @Test
  void aSecretThatIsNotThereIsNamed() {
    TestService service = service(1, 0);
    UUID run = Ids.next();
    deployed(service, "stable", run);
    var queries = new VerifyParameters.Prometheus("http://127.0.0.1:1", "up", "up", null, "none");
    assertThat(failed(verify(service, run, 2, queries)).problem().detail())
        .isEqualTo("The secret 'none' cannot be had.");
  }

  @Test
  void anAddressThatIsNotAllowedIsRefused() {
    TestService service = service(1, 0);
    UUID run = Ids.next();
    deployed(service, "stable", run);
    assertThat(
            failed(verify(service, run, 2, queries("http://169.254.169.254", "up")))
                .problem()
                .detail())
        .contains("hexad.outbound.allow");
  }
}
