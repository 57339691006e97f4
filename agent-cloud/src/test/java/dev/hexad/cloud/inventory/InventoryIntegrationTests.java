package dev.hexad.cloud.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.CloudAgentApplication;
import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Scope;
import dev.hexad.contracts.command.SyncParameters;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventoryIntegrationTests {
  private static final Scope NORTH = new Scope("north", "things");
  private static final Scope SOUTH = new Scope("south", "things");

  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private TestAgent agent;
  private TestCloud cloud;
  private Inventory inventory;

  @BeforeAll
  void start() {
    agent =
        TestAgent.start(
            CloudAgentApplication.class,
            "cloud",
            orchestrator,
            "--hexad.cloud.docker-host=unix:///nowhere.sock");
    cloud = agent.bean(TestCloud.class);
    inventory = agent.bean(Inventory.class);
  }

  @AfterAll
  void stop() {
    agent.close();
    orchestrator.close();
  }

  @BeforeEach
  void clear() throws InterruptedException {
    cloud.broken.clear();
    cloud.pages.clear();
    cloud.scopes.clear();
    cloud.scopes.put(NORTH, List.of());
    cloud.scopes.put(SOUTH, List.of());
    sync();
  }

  private SyncParameters.Account sync() throws InterruptedException {
    return inventory.run("test").getFirst();
  }

  private static List<Integer> counts(SyncParameters.Account account) {
    return List.of(account.total(), account.added(), account.changed(), account.removed());
  }

  private JsonNode get(String path) {
    var answer = agent.get(path, "cloud:read");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }

  private JsonNode found(String filter, String more) {
    String q = URLEncoder.encode(filter, StandardCharsets.UTF_8);
    return get("/resources?q=" + q + more).get("items");
  }

  private static CloudResource thing(String id, String state) {
    return TestCloud.resource(id, state, Map.of("env", "prod", "owner", "anna"));
  }

  private long rows() {
    return agent
        .bean(JdbcClient.class)
        .sql("select count(*) from resource where type = 'test.thing'")
        .query(Long.class)
        .single();
  }

  @Test
  void writesNothingWhenNothingChanged() throws Exception {
    cloud.scopes.put(
        NORTH, IntStream.range(0, 700).mapToObj(i -> thing("same" + i, "on")).toList());
    assertThat(counts(sync())).containsExactly(700, 700, 0, 0);
    long before = rows();
    assertThat(counts(sync())).containsExactly(700, 0, 0, 0);
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void takesAPageThatIsAsItWasForKnown() throws Exception {
    cloud.pages.put(NORTH, 1L);
    cloud.scopes.put(NORTH, List.of(thing("p1", "on"), thing("p2", "on")));
    sync();
    // What would be found is not even looked at.
    cloud.scopes.put(NORTH, List.of());
    assertThat(counts(sync())).containsExactly(2, 0, 0, 0);
    cloud.pages.put(NORTH, 2L);
    assertThat(counts(sync())).containsExactly(0, 0, 0, 2);
  }

  @Test
  void readsAPageAgainWhenTheInventorySaysOtherwise() throws Exception {
    cloud.pages.put(NORTH, 3L);
    cloud.scopes.put(NORTH, List.of(thing("o1", "on"), thing("o2", "on")));
    sync();
    agent
        .bean(JdbcClient.class)
        .sql("update resource set hash = hash + 1 where id = 'o2' and valid_to is null")
        .update();
    assertThat(counts(sync())).containsExactly(2, 0, 1, 0);
    assertThat(counts(sync())).containsExactly(2, 0, 0, 0);
  }

  @Test
  void countsDuplicatedPagesOnce() throws Exception {
    cloud.scopes.put(
        NORTH, List.of(thing("twice", "on"), thing("twice", "on"), thing("twice", "off")));
    assertThat(counts(sync())).containsExactly(1, 1, 0, 0);
    assertThat(found("id = twice", "").get(0).get("state").asString()).isEqualTo("off");
  }

  @Test
  void removesNothingOfAScopeThatFailed() throws Exception {
    cloud.scopes.put(NORTH, List.of(thing("kept", "on"), thing("other", "on")));
    cloud.scopes.put(SOUTH, List.of(thing("far", "on")));
    sync();
    cloud.scopes.put(NORTH, List.of(thing("other", "off")));
    cloud.scopes.put(SOUTH, List.of());
    cloud.broken.put(NORTH, ProviderException.Kind.THROTTLED);
    assertThat(counts(sync())).containsExactly(2, 0, 1, 1);
    assertThat(found("id = kept", "")).hasSize(1);
    assertThat(found("id = other", "").get(0).get("state").asString()).isEqualTo("off");
    JsonNode scope = get("/accounts/test/scopes?state=failed").get("items").get(0);
    assertThat(scope.get("region").asString()).isEqualTo("north");
    assertThat(scope.get("problem").asString()).isEqualTo("it broke");
    assertThat(scope.has("readAt")).isTrue();
    assertThat(Instant.parse(scope.get("dueAt").asString())).isAfter(Instant.now());
    JsonNode account =
        get("/accounts")
            .get("items")
            .valueStream()
            .filter(a -> a.get("name").asString().equals("test"))
            .findFirst()
            .orElseThrow();
    assertThat(account.get("failed").asInt()).isEqualTo(1);
    cloud.broken.clear();
    assertThat(counts(sync())).containsExactly(1, 0, 0, 1);
    assertThat(get("/accounts/test/scopes?state=failed").get("items")).isEmpty();
  }

  @Test
  void tellsHowItWasAtAnyTimeAndWhatChanged() throws Exception {
    cloud.scopes.put(NORTH, List.of(thing("travel", "on")));
    sync();
    String uid = found("id = travel", "").get(0).get("uid").asString();
    Instant on = Instant.now();
    cloud.scopes.put(NORTH, List.of(thing("travel", "off")));
    sync();
    cloud.scopes.put(NORTH, List.of());
    sync();
    assertThat(found("id = travel", "")).isEmpty();
    JsonNode then = found("id = travel and tag.env = prod and owner = anna", "&at=" + on);
    assertThat(then.get(0).get("state").asString()).isEqualTo("on");
    assertThat(
            get("/resources/" + uid + "/versions")
                .get("items")
                .valueStream()
                .map(v -> v.get("state").asString()))
        .containsExactly("removed", "off", "on");
    JsonNode second = get("/resources/" + uid + "/versions/2");
    String off = second.at("/resource/validFrom").asString();
    JsonNode diff = get("/resources/" + uid + "/diff?from=" + on + "&to=" + off);
    assertThat(diff.get("changes").toString())
        .contains("{\"path\":\"/state\",\"before\":\"on\",\"after\":\"off\"}");
  }

  @Test
  void comesBackUnderTheSameName() throws Exception {
    cloud.scopes.put(NORTH, List.of(thing("back", "on")));
    sync();
    String uid = found("id = back", "").get(0).get("uid").asString();
    cloud.scopes.put(NORTH, List.of());
    sync();
    cloud.scopes.put(NORTH, List.of(thing("back", "on")));
    assertThat(counts(sync())).containsExactly(1, 1, 0, 0);
    JsonNode again = found("id = back", "").get(0);
    assertThat(again.get("uid").asString()).isEqualTo(uid);
    assertThat(again.get("version").asInt()).isEqualTo(3);
  }

  @Test
  void keepsWhatPostgresqlDoesNot() throws Exception {
    var tags = Map.of("big", "x".repeat(50_000), "nul", "a\u0000b", "slash", "\\u0000");
    cloud.scopes.put(NORTH, List.of(TestCloud.resource("odd\u0000", "on", tags)));
    assertThat(counts(sync())).containsExactly(1, 1, 0, 0);
    assertThat(counts(sync())).containsExactly(1, 0, 0, 0);
    JsonNode odd = found("tag.nul = ab", "").get(0);
    assertThat(odd.at("/tags/slash").asString()).isEqualTo("\\u0000");
    assertThat(odd.at("/tags/big").asString()).hasSize(50_000);
  }

  @Test
  void findsTheOneThatComesLast() throws Exception {
    List<CloudResource> things =
        new ArrayList<>(IntStream.range(0, 4_100).mapToObj(i -> thing("a" + i, "on")).toList());
    things.add(thing("z", "off"));
    cloud.scopes.put(NORTH, things);
    sync();
    String type = "type = " + things.getFirst().type() + " and ";
    for (String filter :
        List.of(
            type + "state = off",
            type + "state != on",
            type + "tag.env = prod and not state = on")) {
      for (String at : List.of("", "&at=" + Instant.now())) {
        assertThat(found(filter, at)).as(filter).hasSize(1);
        assertThat(found(filter, at + "&sort=changed")).as(filter).hasSize(1);
      }
    }
    assertThat(found(type + "state = gone", "")).isEmpty();
  }

  @Test
  void pagesThroughEveryResourceOnceInEachOrder() throws Exception {
    cloud.scopes.put(NORTH, IntStream.range(0, 23).mapToObj(i -> thing("p" + i, "on")).toList());
    sync();
    for (String sort : List.of("name", "type", "state", "region", "changed", "created")) {
      String cursor = "";
      var seen = new java.util.TreeSet<String>();
      int count = 0;
      do {
        JsonNode page = get("/resources?q=type+%3D+test.thing&limit=7&sort=" + sort + cursor);
        page.get("items").forEach(item -> seen.add(item.get("id").asString()));
        count += page.get("items").size();
        cursor =
            page.path("nextCursor").isString()
                ? "&cursor=" + page.get("nextCursor").asString()
                : "";
      } while (!cursor.isEmpty());
      assertThat(count).as(sort).isEqualTo(23);
      assertThat(seen).as(sort).hasSize(23);
    }
    assertThat(get("/resources/counts?by=owner&q=type+%3D+test.thing").get("items").toString())
        .contains("{\"value\":\"anna\",\"count\":23}");
  }

  @Test
  void losesItsClaimRatherThanWriteOverSomebodyElse() throws Exception {
    cloud.scopes.put(NORTH, List.of(thing("fenced", "on")));
    sync();
    var key = new ScopeKey("test", "memory", "north", "things");
    var outcome = agent.bean(Synchronisation.class).read(cloud, key, java.util.UUID.randomUUID());
    assertThat(outcome.problem()).contains("Somebody else");
  }

  @Test
  void recordsTheMistakesOfAnAdapterAndGoesOn() throws Exception {
    cloud.scopes.put(new Scope("north", "faulty"), List.of());
    cloud.scopes.put(SOUTH, List.of(thing("near", "on")));
    assertThat(counts(sync())).containsExactly(1, 1, 0, 0);
    JsonNode scope = get("/accounts/test/scopes?state=failed").get("items").get(0);
    assertThat(scope.get("service").asString()).isEqualTo("faulty");
    assertThat(scope.get("reading").asBoolean()).isFalse();
  }

  @Test
  void saysWhereAFilterIsWrong() {
    var answer = agent.get("/resources?q=type+%3D", "cloud:read");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("at character 7", "q:7");
    assertThat(agent.get("/resources?cursor=zzz", "cloud:read").statusCode()).isEqualTo(400);
  }
}
