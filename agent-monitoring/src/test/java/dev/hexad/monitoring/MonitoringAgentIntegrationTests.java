package dev.hexad.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.contracts.event.VerdictGiven;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.scrape.MonitoringSettings;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class MonitoringAgentIntegrationTests {
  private static FakeOrchestrator orchestrator;
  private static TestAgent agent;
  private static TestBus bus;

  private final UUID application = Ids.next();
  private final List<TestService> services = new ArrayList<>();

  @BeforeAll
  static void start() {
    orchestrator = new FakeOrchestrator();
    orchestrator.configure(3, Json.tree(new MonitoringSettings(1, 24, 0.05, 30, 20, 2)));
    agent = TestAgent.start(MonitoringAgentApplication.class, "monitoring", orchestrator);
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
  }

  @AfterAll
  static void stop() {
    agent.close();
    bus.close();
    orchestrator.close();
  }

  @AfterEach
  void closeServices() {
    agent.bean(JdbcClient.class).sql("delete from watched").update();
    services.forEach(TestService::close);
  }

  private TestService service(int revision, int errorEvery) {
    var service = new TestService(revision, errorEvery);
    services.add(service);
    return service;
  }

  private void stable(TestService service, UUID run) {
    bus.publish(
        new DeploymentSucceeded(
            service.ref(application, "stable"), List.of(service.endpoint("stable"))),
        run);
    awaitTarget(service, "UP");
  }

  private void canary(TestService service, TestService beside, UUID run) {
    bus.publish(
        new DeploymentSucceeded(
            service.ref(application, "canary"),
            List.of(beside.endpoint("stable"), service.endpoint("canary"))),
        run);
  }

  private void awaitTarget(TestService service, String state) {
    Await.until(state, () -> state(service).equals(state));
  }

  private String state(TestService service) {
    String body = agent.get("/targets", "monitoring:read").body();
    for (JsonNode item : Json.mapper().readTree(body).get("items")) {
      if (item.get("metricsUrl").asString().equals(service.url() + "/metrics")) {
        return item.get("state").asString();
      }
    }
    return "GONE";
  }

  private Envelope verify(
      TestService judged, UUID run, int seconds, int minRequests, @Nullable Integer perSecond) {
    var change =
        new ChangeRef(
            application,
            "hello",
            "https://x/y.git",
            "refs/heads/main",
            judged.commit(),
            null,
            null);
    var probe = perSecond == null ? null : new VerifyParameters.Probe("/", perSecond);
    var parameters = new VerifyParameters("test", seconds, minRequests, 0.05, probe);
    Envelope command = TestBus.command("monitoring.verify", parameters, run, change);
    bus.send(command);
    return command;
  }

  private static UUID id(Envelope command) {
    return UUID.fromString(command.data().get("commandId").asString());
  }

  private static VerifyParameters.Result passed(Envelope command) {
    var done = bus.await(CommandSucceeded.class, e -> e.commandId().equals(id(command)));
    return Json.convert(done.result(), VerifyParameters.Result.class);
  }

  private static CommandFailed failed(Envelope command) {
    return bus.await(CommandFailed.class, e -> e.commandId().equals(id(command)));
  }

  private AlertRaised raised(String title) {
    return bus.await(
        AlertRaised.class, e -> application.equals(e.applicationId()) && e.title().contains(title));
  }

  private List<AlertRaised> raised() {
    return bus.seen(AlertRaised.class).stream()
        .filter(e -> application.equals(e.applicationId()))
        .toList();
  }

  @Test
  void watchesWhatWasDeployedAndPassesAGoodOne() {
    TestService service = service(1, 0);
    UUID run = Ids.next();
    stable(service, run);
    var result = passed(verify(service, run, 2, 20, 50));
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.requests()).isGreaterThanOrEqualTo(20);
    assertThat(result.errors()).isZero();
    VerdictGiven given = bus.await(VerdictGiven.class, e -> e.applicationId().equals(application));
    assertThat(given.verdict()).isEqualTo(Verdict.PASS);
    assertThat(given.commit()).isEqualTo(service.commit());
    assertThat(raised()).isEmpty();
    assertThat(agent.get("/verdicts", "monitoring:read").body()).contains(service.commit());
  }

  @Test
  void failsACanaryWithErrorsAndResolvesWhenItIsGone() {
    TestService good = service(1, 0);
    TestService bad = service(2, 3);
    stable(good, Ids.next());
    UUID run = Ids.next();
    canary(bad, good, run);
    Envelope command = verify(bad, run, 20, 20, 60);
    CommandFailed failure = failed(command);
    assertThat(failure.problem().type()).isEqualTo(ProblemType.VERDICT_FAILED.uri());
    VerdictGiven given =
        bus.await(
            VerdictGiven.class,
            e -> e.applicationId().equals(application) && e.verdict() == Verdict.FAIL);
    assertThat(given.revision()).isEqualTo(2);
    AlertRaised alert = raised("revision 2 fails");
    assertThat(alert.suspects()).hasSize(1);
    assertThat(alert.suspects().getFirst().commit()).isEqualTo(bad.commit());
    assertThat(alert.suspects().getFirst().author()).isEqualTo("Ada");
    assertThat(alert.suspects().getFirst().runId()).isEqualTo(run);
    assertThat(bus.seen(AlertResolved.class)).noneMatch(e -> e.alertId().equals(alert.alertId()));
    bus.publish(
        new DeploymentRolledBack(
            bad.ref(application, "canary"),
            good.ref(application, "stable"),
            List.of(good.endpoint("stable"))),
        run);
    AlertResolved resolved =
        bus.await(AlertResolved.class, e -> e.alertId().equals(alert.alertId()));
    assertThat(resolved.reason()).contains("revision 1");
    assertThat(state(bad)).isEqualTo("GONE");
  }

  @Test
  void waitsForTheRevisionOfItsRunInsteadOfJudgingTheOneBefore() throws Exception {
    TestService good = service(1, 0);
    TestService bad = service(2, 2);
    stable(good, Ids.next());
    UUID run = Ids.next();
    Envelope command = verify(bad, run, 2, 5, 50);
    bus.await(
        dev.hexad.contracts.event.CommandStarted.class, e -> e.commandId().equals(id(command)));
    Thread.sleep(1500);
    canary(bad, good, run);
    assertThat(failed(command).problem().type()).isEqualTo(ProblemType.VERDICT_FAILED.uri());
    var given = bus.await(VerdictGiven.class, e -> e.applicationId().equals(application));
    assertThat(given.revision()).isEqualTo(2);
  }

  @Test
  void tooFewRequestsAreNotEnoughAndRaiseNothing() {
    TestService good = service(1, 0);
    TestService quiet = service(2, 0);
    stable(good, Ids.next());
    UUID run = Ids.next();
    canary(quiet, good, run);
    CommandFailed failure = failed(verify(quiet, run, 2, 20, null));
    assertThat(failure.problem().type()).isEqualTo(ProblemType.VERDICT_FAILED.uri());
    assertThat(failure.problem().detail()).contains("NOT_ENOUGH_DATA");
    var given = bus.await(VerdictGiven.class, e -> e.applicationId().equals(application));
    assertThat(given.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(raised()).isEmpty();
  }

  @Test
  void aStableRevisionThatFallsSilentIsNotTheCanarysFault() {
    TestService old = service(1, 0);
    TestService canary = service(2, 0);
    stable(old, Ids.next());
    UUID run = Ids.next();
    canary(canary, old, run);
    awaitTarget(canary, "UP");
    old.breakDown();
    var result = passed(verify(canary, run, 3, 10, 50));
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(raised()).noneMatch(e -> e.title().contains("revision 2"));
  }

  @Test
  void missingMetricsAreNotEnoughData() {
    TestService service = service(1, 0);
    UUID run = Ids.next();
    stable(service, run);
    service.breakDown();
    CommandFailed failure = failed(verify(service, run, 2, 20, null));
    assertThat(failure.problem().type()).isEqualTo(ProblemType.VERDICT_FAILED.uri());
    assertThat(failure.problem().detail()).contains("metrics").contains(service.url());
  }

  @Test
  void repeatsAVerdictInsteadOfJudgingAgain() {
    TestService service = service(1, 2);
    UUID run = Ids.next();
    stable(service, run);
    Envelope command = verify(service, run, 2, 10, 50);
    failed(command);
    service.counting(100_000, 0);
    String again = "update command set state = 'RECEIVED' where id = ?";
    agent.bean(JdbcClient.class).sql(again).param(id(command)).update();
    Await.until(
        "second end",
        () ->
            bus.seen(CommandFailed.class).stream()
                    .filter(e -> e.commandId().equals(id(command)))
                    .count()
                == 2);
    assertThat(bus.seen(VerdictGiven.class))
        .filteredOn(e -> e.applicationId().equals(application))
        .hasSize(1);
  }

  @Test
  void raisesAndResolvesWhenARevisionIsDown() {
    TestService service = service(1, 0);
    stable(service, Ids.next());
    Runnable comeBack = service.breakDown();
    AlertRaised alert = raised("does not answer");
    assertThat(alert.suspects().getFirst().commit()).isEqualTo(service.commit());
    assertThat(state(service)).isEqualTo("DOWN");
    comeBack.run();
    bus.await(AlertResolved.class, e -> e.alertId().equals(alert.alertId()));
    awaitTarget(service, "UP");
    assertThat(raised()).hasSize(1);
  }

  @Test
  void raisesWhenTheStableRevisionAnswersWithErrors() {
    TestService service = service(1, 0);
    stable(service, Ids.next());
    service.counting(100, 30);
    AlertRaised alert = raised("errors in test");
    assertThat(alert.description()).contains("30 of 100 requests failed (30.0 %)");
    service.counting(10_000, 0);
    bus.await(AlertResolved.class, e -> e.alertId().equals(alert.alertId()));
  }
}
