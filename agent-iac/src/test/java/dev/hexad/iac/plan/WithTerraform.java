package dev.hexad.iac.plan;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hexad.contracts.command.ApplyParameters;
import dev.hexad.contracts.command.PlanParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.iac.IacAgentApplication;
import dev.hexad.service.ServiceProperties;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The agent with the real program and a repository of this machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithTerraform {
  Path folder;
  final FakeOrchestrator orchestrator = new FakeOrchestrator();
  TestBus bus;
  TestAgent agent;
  TerraformRepository repository;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    boolean found =
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
            .flatMap(p -> Stream.of(Path.of(p, "terraform"), Path.of(p, "tofu")))
            .anyMatch(Files::isExecutable);
    assumeTrue(
        found || "true".equals(System.getenv("CI")), "neither terraform nor tofu is on the PATH");
    repository = new TerraformRepository(folder.resolve("repository"));
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    startAgent();
  }

  void startAgent() {
    agent =
        TestAgent.start(
            IacAgentApplication.class,
            "iac",
            orchestrator,
            "--hexad.iac.local-repositories=true",
            "--hexad.outbound.allow=127.0.0.1",
            "--hexad.iac.hosted-poll=20ms");
  }

  @AfterAll
  void stop() {
    if (agent != null) {
      agent.close();
      bus.close();
    }
    orchestrator.close();
  }

  static PlanParameters in(String workspace, Map<String, String> variables) {
    return new PlanParameters(workspace, "infra", variables, null);
  }

  PlanParameters.Result plan(PlanParameters parameters, ChangeRef change) {
    return Json.convert(
        succeed(TestBus.command("iac.plan", parameters, Ids.next(), change)).result(),
        PlanParameters.Result.class);
  }

  ApplyParameters.Result apply(UUID plan, String hash) {
    return Json.convert(succeed(applying(plan, hash)).result(), ApplyParameters.Result.class);
  }

  static Envelope applying(UUID plan, String hash) {
    return TestBus.command("iac.apply", new ApplyParameters(plan, hash), Ids.next(), null);
  }

  CommandSucceeded succeed(Envelope command) {
    bus.send(command);
    UUID id = id(command);
    return Await.value(
        "success of " + command.type(),
        () -> {
          bus.seen(CommandFailed.class).stream()
              .filter(e -> e.commandId().equals(id))
              .findFirst()
              .ifPresent(e -> {
                throw new AssertionError(e.problem().detail() + "\n" + log(id));
              });
          return bus.seen(CommandSucceeded.class).stream()
              .filter(e -> e.commandId().equals(id))
              .findFirst()
              .orElse(null);
        });
  }

  Problem fail(Envelope command) {
    bus.send(command);
    return bus.await(CommandFailed.class, e -> e.commandId().equals(id(command))).problem();
  }

  String log(UUID command) {
    return agent.get("/commands/" + command + "/log?offset=0", "runs:read").body();
  }

  static UUID id(Envelope command) {
    return UUID.fromString(command.data().get("commandId").stringValue());
  }

  Path data() {
    return agent.bean(ServiceProperties.class).dataFolder();
  }
}
