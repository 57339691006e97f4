package dev.hexad.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.command.SyncParameters;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An agent with one account of some provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WithAgent {
  protected final FakeOrchestrator orchestrator = new FakeOrchestrator();
  protected TestBus bus;
  protected TestAgent agent;

  /** Starts what the account is of, and puts its secrets down. */
  protected abstract void prepare() throws Exception;

  /** The account, as the configuration has it. */
  protected abstract JsonNode account();

  protected abstract String provider();

  /** Ends what {@link #prepare} has started. */
  protected abstract void release() throws Exception;

  protected ObjectNode configuration() {
    ObjectNode settings = (ObjectNode) Json.tree(CloudSettings.DEFAULT);
    settings.putArray("accounts").add(account());
    return settings;
  }

  @BeforeAll
  void start() throws Exception {
    prepare();
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    orchestrator.configure(1, configuration());
    agent = started();
    agent
        .bean(JdbcClient.class)
        .sql("truncate resource, scope, cloud_account, activity, activity_log")
        .update();
    Await.until(
        "the account",
        () -> orchestrator.heartbeats().stream().anyMatch(h -> h.configurationVersion() == 1));
    sync();
  }

  private TestAgent started() {
    return TestAgent.start(
        CloudAgentApplication.class,
        "cloud",
        orchestrator,
        "--hexad.cloud.docker-host=unix:///nowhere.sock",
        "--hexad.outbound.allow=127.0.0.0/8");
  }

  /** Another agent takes over from this one. */
  protected void restart() {
    agent.close();
    agent = started();
  }

  @AfterAll
  void stop() throws Exception {
    if (agent != null) {
      agent.close();
    }
    if (bus != null) {
      bus.close();
    }
    orchestrator.close();
    release();
  }

  protected SyncParameters.Account sync() {
    Envelope command =
        TestBus.command("cloud.sync", new SyncParameters(provider()), Ids.next(), null);
    bus.send(command);
    UUID id = UUID.fromString(command.data().get("commandId").stringValue());
    var result = bus.await(CommandSucceeded.class, e -> e.commandId().equals(id)).result();
    return Json.convert(result, SyncParameters.Result.class).accounts().getFirst();
  }

  protected JsonNode get(String path) {
    var answer = agent.get(path, "cloud:read");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }

  protected JsonNode found(String filter) {
    String q = URLEncoder.encode(filter, StandardCharsets.UTF_8);
    return get("/resources?limit=500&q=" + q).get("items");
  }

  /** The states of the parts of the account that are not as they should be. */
  protected List<String> notRead(String name) {
    return get("/accounts/" + name + "/scopes")
        .get("items")
        .valueStream()
        .filter(scope -> !scope.get("state").asString().equals("FRESH"))
        .map(JsonNode::toString)
        .toList();
  }

  protected JsonNode ask(String action, Object parameters, String filter, boolean dryRun) {
    var wish =
        Map.of(
            "action",
            action,
            "parameters",
            parameters,
            "q",
            filter,
            "reason",
            "a test",
            "dryRun",
            dryRun);
    var answer = agent.postAs("token:anna", "/acts", Json.write(wish), "cloud:write");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.mapper().readTree(answer.body());
  }

  /** Has an act done, with the approval that it needs. */
  protected JsonNode done(String action, Object parameters, String filter) {
    JsonNode act = ask(action, parameters, filter, false);
    if (act.at("/act/state").asString().equals("WAITING")) {
      post("token:bert", "/acts/" + id(act) + "/approve", "cloud:approve");
    }
    JsonNode ended = ended(act);
    assertThat(ended.at("/act/state").asString()).as(ended.toString()).isEqualTo("DONE");
    return ended;
  }

  /** Brings back what was. */
  protected JsonNode undone(JsonNode act) {
    JsonNode undo = post("token:anna", "/acts/" + id(act) + "/undo", "cloud:write");
    JsonNode carried = post("token:anna", "/acts/" + id(undo) + "/carry-out", "cloud:write");
    JsonNode ended = ended(carried);
    assertThat(ended.at("/act/state").asString()).as(ended.toString()).isEqualTo("DONE");
    return ended;
  }

  /** Has an act begun and approved, and waits until the provider works on it. */
  protected JsonNode begun(String action, String filter) {
    JsonNode act = ask(action, Map.of(), filter, false);
    post("token:bert", "/acts/" + id(act) + "/approve", "cloud:approve");
    Await.until(
        "the work of the provider",
        () -> get("/acts/" + id(act)).at("/steps/0/state").asString().equals("WORKING"));
    return get("/acts/" + id(act));
  }

  /** What another agent has begun is taken over at once. */
  protected void takeOver() {
    restart();
    agent.bean(JdbcClient.class).sql("update act set claimed_until = now()").update();
  }

  protected static String id(JsonNode act) {
    return act.at("/act/id").asString();
  }

  protected JsonNode ended(JsonNode act) {
    String id = id(act);
    Await.until(
        "the act",
        () ->
            !List.of("RUNNING", "WAITING", "PLANNED")
                .contains(get("/acts/" + id).at("/act/state").asString()));
    return get("/acts/" + id);
  }

  protected JsonNode post(String who, String path, String scope) {
    return post(who, path, Map.of("reason", "a test"), scope);
  }

  protected JsonNode post(String who, String path, Object body, String scope) {
    var answer = agent.postAs(who, path, Json.write(body), scope);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
    return Json.mapper().readTree(answer.body());
  }

  /** The schedule audits too, and two at once there are none. */
  protected JsonNode audit() {
    return Await.value(
        "an audit",
        () -> {
          var answer = agent.post("/audits", "", "cloud:write");
          return answer.statusCode() == 409 ? null : Json.mapper().readTree(answer.body());
        });
  }

  /** The checks with open findings. */
  protected Set<String> open() {
    var ids = new TreeSet<String>();
    String cursor = "";
    do {
      JsonNode page = get("/findings?limit=40" + cursor);
      page.get("items").forEach(f -> ids.add(f.get("checkId").asString()));
      cursor =
          page.path("nextCursor").isString() ? "&cursor=" + page.get("nextCursor").asString() : "";
    } while (!cursor.isEmpty());
    return ids;
  }

  /** Everything that the agent keeps of resources, as text. */
  protected String kept() {
    return String.join(
        "\n",
        agent
            .bean(JdbcClient.class)
            .sql("select to_jsonb(r)::text from resource r")
            .query(String.class)
            .list());
  }
}
