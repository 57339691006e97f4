package dev.hexad.monitoring;

import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.settings.MonitoringSettings;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A Monitoring agent on real servers, and what tests of it do. */
abstract class MonitoringFixture {
  static FakeOrchestrator orchestrator;
  static TestAgent agent;
  static TestBus bus;

  final UUID application = Ids.next();
  private final List<TestService> services = new ArrayList<>();

  @BeforeAll
  static void start() {
    orchestrator = new FakeOrchestrator();
    orchestrator.configure(3, Json.tree(new MonitoringSettings(1, 24, 0.05, 30, 20, 2)));
    agent =
        TestAgent.start(
            MonitoringAgentApplication.class,
            "monitoring",
            orchestrator,
            "--hexad.outbound.allow=127.0.0.1");
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

  TestService service(int revision, int errorEvery) {
    var service = new TestService(revision, errorEvery);
    services.add(service);
    return service;
  }

  void stable(TestService service, UUID run) {
    bus.publish(
        new DeploymentSucceeded(
            service.ref(application, "stable"), List.of(service.endpoint("stable"))),
        run);
    awaitTarget(service, "UP");
  }

  void canary(TestService service, TestService beside, UUID run) {
    bus.publish(
        new DeploymentSucceeded(
            service.ref(application, "canary"),
            List.of(beside.endpoint("stable"), service.endpoint("canary"))),
        run);
  }

  void awaitTarget(TestService service, String state) {
    Await.until(state, () -> state(service).equals(state));
  }

  String state(TestService service) {
    String body = agent.get("/targets", "monitoring:read").body();
    for (JsonNode item : Json.mapper().readTree(body).get("items")) {
      if (item.path("metricsUrl").asString("").equals(service.url() + "/metrics")) {
        return item.get("state").asString();
      }
    }
    return "GONE";
  }

  Envelope verify(
      TestService judged, UUID run, int seconds, int minRequests, @Nullable Integer perSecond) {
    var probe = perSecond == null ? null : new VerifyParameters.Probe("/", perSecond);
    return verify(
        judged, run, new VerifyParameters("test", seconds, minRequests, 0.05, probe, null, null));
  }

  Envelope verify(TestService judged, UUID run, VerifyParameters parameters) {
    var change =
        new ChangeRef(
            application,
            "hello",
            "https://x/y.git",
            "refs/heads/main",
            judged.commit(),
            null,
            null);
    Envelope command = TestBus.command("monitoring.verify", parameters, run, change);
    bus.send(command);
    return command;
  }

  /** What the API says of the verdict of a command; empty before there is anything. */
  static JsonNode verdict(Envelope command) {
    return json("/verdicts/" + id(command));
  }

  static JsonNode json(String path) {
    return Json.mapper().readTree(agent.get(path, "monitoring:read").body());
  }

  static UUID id(Envelope command) {
    return UUID.fromString(command.data().get("commandId").asString());
  }

  static VerifyParameters.Result passed(Envelope command) {
    var done = bus.await(CommandSucceeded.class, e -> e.commandId().equals(id(command)));
    return Json.convert(done.result(), VerifyParameters.Result.class);
  }

  static CommandFailed failed(Envelope command) {
    return bus.await(CommandFailed.class, e -> e.commandId().equals(id(command)));
  }

  AlertRaised raised(String title) {
    return bus.await(
        AlertRaised.class, e -> application.equals(e.applicationId()) && e.title().contains(title));
  }

  List<AlertRaised> raised() {
    return bus.seen(AlertRaised.class).stream()
        .filter(e -> application.equals(e.applicationId()))
        .toList();
  }
}
