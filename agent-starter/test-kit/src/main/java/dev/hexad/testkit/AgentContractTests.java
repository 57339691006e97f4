package dev.hexad.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandStarted;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.bus.Bus;
import dev.hexad.service.schema.Schemas;
import dev.hexad.service.web.Routes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.node.ObjectNode;

/** What every agent must do, whatever its business; one subclass per agent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AgentContractTests {
  private final Class<?> application;
  private final String id;
  private final String[] arguments;
  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private TestBus bus;
  private TestAgent agent;

  /**
   * @param arguments further settings that the agent needs in tests
   */
  protected AgentContractTests(Class<?> application, String id, String... arguments) {
    this.application = application;
    this.id = id;
    this.arguments = arguments;
  }

  @BeforeAll
  void start() {
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    agent = startAgent();
  }

  private TestAgent startAgent() {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--spring.main.sources=" + ConformanceHandlers.class.getName();
    return TestAgent.start(application, id, orchestrator, all);
  }

  @AfterAll
  void stop() {
    if (agent != null) {
      agent.close();
    }
    if (bus != null) {
      bus.close();
    }
    orchestrator.close();
  }

  private Envelope work(String name, boolean hold) {
    return work(name, hold, null);
  }

  private Envelope work(String name, boolean hold, @Nullable String alone) {
    return TestBus.command(
        id + ".conformance",
        new ConformanceHandlers.Parameters(name, hold, alone),
        Ids.next(),
        null);
  }

  private static UUID commandId(Envelope command) {
    return UUID.fromString(command.data().get("commandId").stringValue());
  }

  @Test
  void enrolsWithAManifestThatHoldsTogether() {
    Manifest manifest = orchestrator.enrolments().getFirst().manifest();
    assertThat(manifest.id()).isEqualTo(id);
    assertThat(manifest.capabilities()).hasSizeGreaterThan(1);
    assertThat(manifest.capabilities())
        .allSatisfy(capability -> assertThat(capability.description()).isNotBlank());
    assertThat(Schemas.check(manifest.configurationSchema(), manifest.defaultConfiguration()))
        .isEmpty();
  }

  @Test
  void takesConfigurationWhileItRuns() {
    var defaults = agent.bean(AgentDefinition.class).defaultConfiguration();
    orchestrator.configure(7, dev.hexad.contracts.message.Json.tree(defaults));
    Await.until(
        "heartbeat with the new version",
        () -> orchestrator.heartbeats().stream().anyMatch(h -> h.configurationVersion() == 7));
  }

  @Test
  void doesARedeliveredCommandOnce() {
    String name = ConformanceHandlers.unique();
    Envelope command = work(name, false);
    bus.send(command);
    bus.send(command);
    bus.await(CommandSucceeded.class, e -> e.commandId().equals(commandId(command)));
    Envelope after = work(ConformanceHandlers.unique(), false);
    bus.send(after);
    bus.await(CommandSucceeded.class, e -> e.commandId().equals(commandId(after)));
    assertThat(ConformanceHandlers.begun(name)).isEqualTo(1);
    assertThat(bus.seen(CommandSucceeded.class))
        .filteredOn(e -> e.commandId().equals(commandId(command)))
        .hasSize(1);
  }

  @Test
  void endsEachOfManyThoughTheResultOfOneCannotBeStored() {
    Envelope bad = work("PostgreSQL stores no \0 " + ConformanceHandlers.unique(), false);
    List<Envelope> good =
        Stream.generate(() -> work(ConformanceHandlers.unique(), false)).limit(20).toList();
    good.subList(0, 10).forEach(bus::send);
    bus.send(bad);
    good.subList(10, 20).forEach(bus::send);
    bus.await(CommandFailed.class, e -> e.commandId().equals(commandId(bad)));
    for (Envelope command : good) {
      bus.await(CommandSucceeded.class, e -> e.commandId().equals(commandId(command)));
    }
  }

  @Test
  void changesNothingForWhoHasLostHisLease() {
    String resource = "test:" + Ids.next();
    Envelope later = leased(work(ConformanceHandlers.unique(), false), resource, 8);
    bus.send(later);
    bus.await(CommandSucceeded.class, e -> e.commandId().equals(commandId(later)));
    String name = ConformanceHandlers.unique();
    Envelope late = leased(work(name, false), resource, 7);
    bus.send(late);
    CommandFailed failed =
        bus.await(CommandFailed.class, e -> e.commandId().equals(commandId(late)));
    assertThat(failed.problem().detail()).contains(resource);
    assertThat(ConformanceHandlers.begun(name)).isZero();
  }

  private static Envelope leased(Envelope command, String resource, long token) {
    ((ObjectNode) command.data())
        .set("lease", Json.tree(new CommandRequest.Lease(List.of(resource), token)));
    return command;
  }

  @Test
  void waitsInLineForWhatSomebodyElseWorksOn() {
    String resource = "test:" + Ids.next();
    UUID before = orchestrator.leases().occupy(resource);
    String name = ConformanceHandlers.unique();
    Envelope command = work(name, false, resource);
    bus.send(command);
    String log = "/commands/" + commandId(command) + "/log?offset=0";
    Await.until(
        "its place in the log",
        () -> agent.get(log, "runs:read").body().contains("place 1 in line"));
    assertThat(ConformanceHandlers.begun(name)).isZero();
    orchestrator.leases().end(before);
    bus.await(CommandSucceeded.class, e -> e.commandId().equals(commandId(command)));
    assertThat(orchestrator.leases().open()).doesNotContain(List.of(resource));
  }

  @Test
  void givesItsPlaceInLineBackWhenItIsCancelled() {
    String resource = "test:" + Ids.next();
    UUID before = orchestrator.leases().occupy(resource);
    Envelope command = work(ConformanceHandlers.unique(), false, resource);
    bus.send(command);
    Await.until("two in line", () -> orchestrator.leases().of(resource) == 2);
    bus.cancel(id, command);
    bus.await(CommandCancelled.class, e -> e.commandId().equals(commandId(command)));
    assertThat(orchestrator.leases().of(resource)).isEqualTo(1);
    orchestrator.leases().end(before);
  }

  @Test
  void keepsTheLogAndGivesItFromAnyOffset() {
    Envelope command = work(ConformanceHandlers.unique(), false);
    bus.send(command);
    bus.await(CommandSucceeded.class, e -> e.commandId().equals(commandId(command)));
    String path = "/commands/" + commandId(command) + "/log?offset=";
    var whole = agent.get(path + 0, "runs:read");
    assertThat(whole.body()).startsWith("begun ").endsWith("done\n");
    assertThat(whole.headers().firstValue("Hexad-Log-Complete")).contains("true");
    int half = whole.body().length() / 2;
    assertThat(agent.get(path + half, "runs:read").body()).isEqualTo(whole.body().substring(half));
  }

  @Test
  void stopsACancelledCommand() {
    String name = ConformanceHandlers.unique();
    Envelope command = work(name, true);
    bus.send(command);
    bus.await(CommandStarted.class, e -> e.commandId().equals(commandId(command)));
    bus.cancel(id, command);
    bus.await(CommandCancelled.class, e -> e.commandId().equals(commandId(command)));
  }

  @Test
  void goesOnAfterARestartInTheMiddle() {
    String name = ConformanceHandlers.unique();
    Envelope command = work(name, true);
    bus.send(command);
    Await.until("work begun", () -> ConformanceHandlers.begun(name) == 1);
    agent.close();
    ConformanceHandlers.release(name);
    agent = startAgent();
    bus.await(CommandSucceeded.class, e -> e.commandId().equals(commandId(command)));
    assertThat(ConformanceHandlers.begun(name)).isEqualTo(2);
  }

  @Test
  void parksAnUnknownMessageVersionAndSaysSo() {
    Envelope known = work(ConformanceHandlers.unique(), false);
    String type = CommandRequest.TYPE_PREFIX + id + ".conformance.v99";
    Envelope unknown =
        TestBus.envelope(known.id(), type, known.subject(), known.correlationid(), known.data());
    bus.send(unknown);
    CommandFailed failed =
        bus.await(CommandFailed.class, e -> e.commandId().equals(commandId(known)));
    assertThat(failed.problem().detail()).contains("v99");
    assertThat(parked()).isPositive();
  }

  @Test
  void parksWhatIsNoMessage() {
    int before = parked();
    bus.send(Bus.commands(id), "key", "{\"not\": \"an envelope\"");
    Await.until("parked message", () -> parked() > before);
  }

  private int parked() {
    return agent
        .bean(JdbcClient.class)
        .sql("select count(*) from parked_message")
        .query(Integer.class)
        .single();
  }

  @Test
  void refusesParametersThatBreakTheSchema() {
    Envelope command =
        TestBus.command(
            id + ".conformance", Map.of("name", "x", "hold", true, "oops", 1), Ids.next(), null);
    bus.send(command);
    CommandFailed failed =
        bus.await(CommandFailed.class, e -> e.commandId().equals(commandId(command)));
    assertThat(failed.problem().type()).isEqualTo(ProblemType.INVALID.uri());
    assertThat(failed.problem().detail()).contains("oops");
  }

  @Test
  void believesOnlyIdentitiesSignedForIt() {
    String path = "/commands/" + Ids.next();
    assertThat(agent.get(path).statusCode()).isEqualTo(401);
    assertThat(agent.get(path, "something:else").statusCode()).isEqualTo(403);
    assertThat(agent.get(path, "runs:read").statusCode()).isEqualTo(404);
  }

  @Test
  void declaresAScopeForEveryRoute() {
    var mapping =
        agent.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    assertThat(Routes.withoutScope(mapping)).isEmpty();
  }
}
