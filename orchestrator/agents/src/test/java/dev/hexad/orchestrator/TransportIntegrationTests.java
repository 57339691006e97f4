package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.AgentLost;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandStarted;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Ids;
import dev.hexad.service.bus.Bus;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TransportIntegrationTests {
  private static TestAgents agents;
  private static TestBus bus;

  @BeforeAll
  static void start() {
    agents = TestAgents.start("--hexad.transport.max-attempts=2");
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
  }

  @AfterAll
  static void stop() {
    agents.close();
    bus.close();
  }

  @Test
  void takesTheFirstAnswerAndTheSameOneAgainButNoOther() {
    HttpAgent agent = HttpAgent.ready(agents, "first");
    UUID command = agent.send(bus, Map.of("a", 1));
    JsonNode item = agent.take(30);
    assertThat(item.at("/command/commandId").asString()).isEqualTo(command.toString());
    bus.await(CommandStarted.class, e -> e.commandId().equals(command));
    assertThat(agent.say(item, "succeed", Map.of("no", 1)).status()).isEqualTo(422);
    assertThat(agent.say(item, "succeed", Map.of("sum", 1)).status()).isEqualTo(204);
    assertThat(agent.say(item, "succeed", Map.of("sum", 1)).status()).isEqualTo(204);
    assertThat(agent.say(item, "succeed", Map.of("sum", 2)).status()).isEqualTo(409);
    assertThat(agent.say(item, "fail", Map.of("detail", "no")).status()).isEqualTo(409);
    bus.await(CommandSucceeded.class, e -> e.commandId().equals(command));
    assertThat(bus.seen(CommandSucceeded.class).stream().map(CommandSucceeded::commandId))
        .containsOnlyOnce(command);
  }

  @Test
  void refusesTheHolderOfAnOldLeaseAndGivesUpAfterItsAttempts() {
    HttpAgent agent = HttpAgent.ready(agents, "fenced");
    UUID command = agent.send(bus, Map.of("a", 1));
    JsonNode old = agent.take(1);
    JsonNode next = agent.take(1);
    assertThat(next.get("attempt").asInt()).isEqualTo(2);
    var late = agent.say(old, "succeed", Map.of("sum", 1));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text()).contains("handed out again");
    CommandFailed failed = bus.await(CommandFailed.class, e -> e.commandId().equals(command));
    assertThat(failed.problem().type()).isEqualTo("urn:hexad:problem:interrupted");
  }

  @Test
  void failsWhatDoesNotFitTheManifestBeforeItIsHandedOut() {
    HttpAgent agent = HttpAgent.ready(agents, "strict");
    UUID command = agent.send(bus, Map.of("a", "one"));
    CommandFailed failed = bus.await(CommandFailed.class, e -> e.commandId().equals(command));
    assertThat(failed.problem().errors().getFirst().where()).isEqualTo("/a");
    assertThat(agent.call("GET", "/api/v1/transport/commands", null).json().get("items")).isEmpty();
  }

  @Test
  void tellsTheAgentOfAWishToCancel() {
    HttpAgent agent = HttpAgent.ready(agents, "stopping");
    UUID command = agent.send(bus, Map.of());
    JsonNode item = agent.take(30);
    bus.send(
        Bus.commands("stopping"),
        "key",
        TestBus.envelope(
            Ids.next(),
            CommandRequest.CANCEL_TYPE,
            "key",
            Ids.next(),
            new CommandRequest.CancelRequest(command, "test")));
    Await.until(
        "the wish heard",
        () -> agent.say(item, "renew", null).json().path("cancelRequested").asBoolean());
    assertThat(agent.say(item, "cancelled", null).status()).isEqualTo(204);
    bus.await(CommandCancelled.class, e -> e.commandId().equals(command));
  }

  @Test
  void keepsLogsByOffset() {
    HttpAgent agent = HttpAgent.ready(agents, "logging");
    UUID command = agent.send(bus, Map.of());
    JsonNode item = agent.take(30);
    assertThat(agent.say(item, "log?offset=0", "one").json().get("offset").asLong()).isEqualTo(5);
    assertThat(agent.say(item, "log?offset=0", "one").json().get("offset").asLong()).isEqualTo(5);
    assertThat(agent.say(item, "log?offset=9", "two").status()).isEqualTo(409);
    agent.say(item, "succeed", Map.of("sum", 0));
    var log = agents.get("/api/v1/logging/commands/" + command + "/log?offset=1");
    assertThat(log.text()).isEqualTo("one\"");
    assertThat(log.headers().get("hexad-log-complete")).containsExactly("true");
    assertThat(agents.get("/api/v1/logging/commands/" + command + "/log/stream").text())
        .contains("event: end");
  }

  private static Map<String, Object> event(String type) {
    return Map.of(
        "id",
        Ids.next(),
        "type",
        type,
        "subject",
        "sums",
        "source",
        "/orchestrator",
        "tenant",
        "somebody-else",
        "time",
        Instant.now(),
        "data",
        Map.of("sum", 3));
  }

  @Test
  void publishesWhatTheManifestEmitsUnderTheAgentsName() {
    HttpAgent agent = HttpAgent.ready(agents, "telling");
    Map<String, Object> good = event("com.example.telling.added.v1");
    var taken = agent.call("POST", "/api/v1/transport/events", List.of(good, good));
    assertThat(taken.status()).as(taken.text()).isEqualTo(202);
    assertThat(taken.json().get("accepted").asInt()).isEqualTo(1);
    var refused =
        agent.call(
            "POST",
            "/api/v1/transport/events",
            List.of(
                event("com.example.telling.added.v1"),
                event("dev.hexad.run.finished.v1"),
                event("dev.hexad.command.succeeded.v1"),
                Map.of("x", 1)));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("errors").findValuesAsString("where"))
        .containsExactly("/1/type", "/2/type", "/3");
    Await.until(
        "the event", () -> bus.seen().stream().anyMatch(e -> e.id().equals(good.get("id"))));
    var envelope =
        bus.seen().stream().filter(e -> e.id().equals(good.get("id"))).findFirst().orElseThrow();
    assertThat(envelope.source()).isEqualTo("/agents/telling");
    assertThat(envelope.tenant()).isEqualTo("default");
    assertThat(agent.call("POST", "/api/v1/transport/events", "x".repeat(1_100_000)).status())
        .isEqualTo(413);
  }

  @Test
  void givesEventsThatTheManifestWants() {
    HttpAgent agent = HttpAgent.ready(agents, "hearing");
    Await.until(
        "the event",
        () -> {
          bus.publish(new AgentLost("gone", Ids.next()), Ids.next());
          JsonNode heard = agent.call("GET", "/api/v1/transport/events?wait=1", null).json();
          return !heard.get("items").isEmpty()
              && agent
                  .call("GET", "/api/v1/transport/events?after=" + heard.get("next").asLong(), null)
                  .json()
                  .get("items")
                  .findValuesAsString("sequence")
                  .stream()
                  .noneMatch(s -> s.equals(heard.get("next").asString()));
        });
    assertThat(
            agent
                .call("GET", "/api/v1/transport/events?types=dev.hexad.run.finished.v1", null)
                .status())
        .isEqualTo(403);
  }

  @Test
  void isForAgentsOnly() {
    assertThat(agents.get("/api/v1/transport/commands").status()).isEqualTo(403);
  }
}
