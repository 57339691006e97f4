package dev.hexad.cloud.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.CloudAgentApplication;
import dev.hexad.contracts.command.SyncParameters;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.event.InventorySynchronised;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WithoutEngineIntegrationTests {
  @Test
  void skipsAndSaysWhy() {
    UUID run = Ids.next();
    try (var orchestrator = new FakeOrchestrator();
        var bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
        var agent =
            TestAgent.start(
                CloudAgentApplication.class,
                "cloud",
                orchestrator,
                "--hexad.cloud.docker-host=unix:///nowhere.sock")) {
      assertThat(agent.get("/providers", "cloud:read").body())
          .contains("UNAVAILABLE", "no Docker engine at unix:///nowhere.sock");
      Envelope command = TestBus.command("cloud.sync", new SyncParameters(null), run, null);
      bus.send(command);
      UUID id = UUID.fromString(command.data().get("commandId").stringValue());
      var done = bus.await(CommandSucceeded.class, e -> e.commandId().equals(id)).result();
      var account = Json.convert(done, SyncParameters.Result.class).accounts().getFirst();
      assertThat(account.skipped()).contains("no Docker engine");
      assertThat(bus.seen())
          .filteredOn(e -> e.correlationid().equals(run))
          .noneMatch(e -> e.type().contains("inventory"));
      assertThat(bus.seen(InventorySynchronised.class)).noneMatch(e -> e.account().isEmpty());
    }
  }
}
