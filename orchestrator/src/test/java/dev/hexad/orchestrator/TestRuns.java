package dev.hexad.orchestrator;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.bus.Bus;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Runs of given stages, as a person starts and an agent works on them. */
final class TestRuns {
  private final TestOrchestrator orchestrator;
  private final TestBus bus;

  TestRuns(TestOrchestrator orchestrator, TestBus bus) {
    this.orchestrator = orchestrator;
    this.bus = bus;
  }

  /** Starts a run of the stages {@code first} and {@code second} in a group. */
  UUID start(String agent, String group, String mode) {
    var stages =
        Map.of(
            "first", Map.of("uses", agent + ".work"),
            "second", Map.of("uses", agent + ".work", "needs", List.of("first")));
    return start(
        Map.of(
            "stages",
            stages,
            "concurrency",
            Map.of("group", group, "scope", "tenant", "mode", mode)));
  }

  UUID start(Map<String, Object> wish) {
    TestOrchestrator.Answer answer = orchestrator.post("/api/v1/runs", wish);
    if (answer.status() != 202) {
      throw new AssertionError("not started: " + answer.text());
    }
    return UUID.fromString(answer.json().get("id").asString());
  }

  JsonNode get(UUID run) {
    return orchestrator.get("/api/v1/runs/" + run).json();
  }

  String state(UUID run) {
    return get(run).get("state").asString();
  }

  JsonNode await(UUID run, String state) {
    return Await.value(
        "run " + state,
        () -> {
          JsonNode found = get(run);
          return found.path("state").asString().equals(state) ? found : null;
        });
  }

  JsonNode stage(UUID run, String id) {
    for (JsonNode stage : get(run).get("stages")) {
      if (stage.get("id").asString().equals(id)) {
        return stage;
      }
    }
    throw new AssertionError("no stage " + id);
  }

  /** Waits for the command of a running stage. */
  UUID command(UUID run, String stage) {
    return Await.value(
        "command of " + stage,
        () -> {
          JsonNode found = stage(run, stage);
          return found.get("state").asString().equals("RUNNING")
              ? UUID.fromString(found.get("commandId").asString())
              : null;
        });
  }

  /** Says that the command of a stage succeeded. */
  void succeed(UUID run, String stage) {
    bus.publish(
        new CommandSucceeded(command(run, stage), run, stage, Json.tree(Map.of("by", stage))), run);
  }

  /** Works on all commands of an agent: each succeeds at once. */
  Bus.Subscription work(String agent) {
    return orchestrator
        .context()
        .getBean(Bus.class)
        .subscribe(
            agent,
            Bus.commands(agent),
            Set.of(CommandRequest.typeOf(agent + ".work")),
            envelope -> {
              if (!envelope.type().equals(CommandRequest.CANCEL_TYPE)) {
                var request = Json.convert(envelope.data(), CommandRequest.class);
                UUID run = envelope.correlationid();
                bus.publish(
                    new CommandSucceeded(
                        request.commandId(),
                        run,
                        String.valueOf(request.stage()),
                        Json.tree(Map.of())),
                    run);
              }
            });
  }
}
