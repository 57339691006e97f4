package dev.hexad.cd.deployment;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.CdAgentApplication;
import dev.hexad.cd.TestRegistry;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.EnvironmentPolicy;
import dev.hexad.cd.target.Targets;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.command.PromoteParameters;
import dev.hexad.contracts.command.RollbackParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.schedule.Freeze;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An agent with a registry, and the words to tell it what to do. */
final class CdFixture {
  /** {@code proven} trusts a key whose private half nobody has; {@code frozen} takes nothing. */
  private static final Map<String, EnvironmentPolicy> POLICIES =
      Map.of(
          "proven",
          new EnvironmentPolicy(null, List.of(publicKey()), null, List.of(), List.of(), null),
          "frozen",
          new EnvironmentPolicy(
              null,
              List.of(),
              null,
              List.of(),
              List.of(new Freeze(Instant.EPOCH, Instant.parse("2999-01-01T00:00:00Z"), "sale")),
              null));

  final FakeOrchestrator orchestrator = new FakeOrchestrator();
  final TestRegistry registry = new TestRegistry();
  final TestBus bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
  private final String[] arguments;
  TestAgent agent;

  CdFixture(String... arguments) {
    this.arguments = arguments;
    orchestrator.configure(
        3,
        Json.tree(
            new CdSettings("local", 0, 20, Map.of(), Map.of(), Map.of(), null, POLICIES, null)));
    agent = start();
  }

  private TestAgent start() {
    TestAgent started = TestAgent.start(CdAgentApplication.class, "cd", orchestrator, arguments);
    Await.until(
        "configuration",
        () -> orchestrator.heartbeats().stream().anyMatch(h -> h.configurationVersion() >= 3));
    return started;
  }

  /** Other settings, in force when this returns. */
  void configure(CdSettings settings) {
    orchestrator.configure(4, Json.tree(settings));
    Await.until("settings", () -> agent.bean(LiveConfiguration.class).current().equals(settings));
  }

  void restartAgent() {
    agent.close();
    agent = start();
  }

  private static String publicKey() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      byte[] key = generator.generateKeyPair().getPublic().getEncoded();
      return "-----BEGIN PUBLIC KEY-----\n"
          + Base64.getMimeEncoder().encodeToString(key)
          + "\n-----END PUBLIC KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Envelope command(UUID application, String capability, Object parameters) {
    var change =
        new ChangeRef(
            application, "hello", "https://x/y.git", "refs/heads/main", "c".repeat(40), "Ada", "m");
    return TestBus.command(capability, parameters, Ids.next(), change);
  }

  static DeployParameters parameters(
      ImageRef image, Strategy strategy, @Nullable Integer percent, Map<String, String> env) {
    return new DeployParameters(
        "test",
        image,
        null,
        strategy,
        percent,
        null,
        null,
        null,
        env.isEmpty() ? null : 2,
        env,
        null);
  }

  Envelope sendDeploy(UUID application, DeployParameters parameters) {
    Envelope command = command(application, "cd.deploy", parameters);
    bus.send(command);
    return command;
  }

  DeployParameters.Result deploy(UUID application, ImageRef image) {
    return result(sendDeploy(application, parameters(image, Strategy.REPLACE, null, Map.of())));
  }

  DeployParameters.Result canary(UUID application, ImageRef image) {
    return result(sendDeploy(application, parameters(image, Strategy.CANARY, 50, Map.of())));
  }

  Envelope sendRollback(UUID application, @Nullable Integer revision) {
    Envelope command =
        command(application, "cd.rollback", new RollbackParameters("test", null, revision, null));
    bus.send(command);
    return command;
  }

  Envelope sendPromote(UUID application) {
    Envelope command = command(application, "cd.promote", new PromoteParameters("test"));
    bus.send(command);
    return command;
  }

  static UUID id(Envelope command) {
    return UUID.fromString(command.data().get("commandId").asString());
  }

  DeployParameters.Result result(Envelope command) {
    Object end =
        Await.value(
            "end of command",
            () -> {
              for (CommandFailed failed : bus.seen(CommandFailed.class)) {
                if (failed.commandId().equals(id(command))) {
                  return failed;
                }
              }
              return bus.seen(CommandSucceeded.class).stream()
                  .filter(e -> e.commandId().equals(id(command)))
                  .findFirst()
                  .orElse(null);
            });
    if (end instanceof CommandSucceeded done) {
      return Json.convert(done.result(), DeployParameters.Result.class);
    }
    throw new AssertionError("the command failed: " + end);
  }

  CommandFailed failure(Envelope command) {
    return bus.await(CommandFailed.class, e -> e.commandId().equals(id(command)));
  }

  /** Lets the agent do a command that has ended once more, as after a crash before its end. */
  void repeat(Envelope command) {
    var jdbc = agent.bean(JdbcClient.class);
    jdbc.sql("update command set state = 'RECEIVED', finished_at = null where id = ?")
        .param(id(command))
        .update();
    Await.until(
        "second end",
        () ->
            jdbc.sql("select finished_at is not null from command where id = ?")
                .param(id(command))
                .query(Boolean.class)
                .single());
  }

  DeploymentState state(UUID deployment) {
    return agent.bean(Deployments.class).require(deployment).state();
  }

  DeploymentEntity.Running running(UUID deployment) {
    return agent.bean(Deployments.class).require(deployment).running().orElseThrow();
  }

  long pid(UUID deployment) {
    return running(deployment).handle().get("pid").asLong();
  }

  static boolean alive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  /** What the address answers to GET / on a connection of its own; empty when it does not. */
  static String ask(String url) {
    int port = java.net.URI.create(url).getPort();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int body = answer.indexOf("\r\n\r\n");
      return body < 0 ? "" : answer.substring(body + 4);
    } catch (IOException e) {
      return "";
    }
  }

  /** Leaves nothing running and nothing stored that the next class would find. */
  void close() throws Exception {
    try {
      for (DeploymentEntity left : agent.bean(Deployments.class).thatRun()) {
        var running = left.running();
        if (running.isPresent()) {
          agent.bean(Targets.class).byName(left.target()).delete(running.get().handle());
        }
      }
    } finally {
      agent.bean(JdbcClient.class).sql("delete from deployment").update();
      agent.bean(JdbcClient.class).sql("delete from environment").update();
      agent.close();
      bus.close();
      registry.close();
      orchestrator.close();
    }
  }
}
