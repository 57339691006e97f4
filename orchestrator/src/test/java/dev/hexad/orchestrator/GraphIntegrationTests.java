package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.ChangeReceived;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.DeploymentStarted;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.event.Suspect;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Messages;
import dev.hexad.contracts.message.Money;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** One story in the change graph: a commit that breaks, and what it leads to. */
class GraphIntegrationTests {
  private static final String COMMIT =
      "c0ffee" + Ids.next().toString().replace("-", "").substring(0, 26);
  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final UUID ALERT = Ids.next();
  private static final UUID RUN = Ids.next();
  private static TestOrchestrator orchestrator;
  private static TestBus bus;
  private static UUID base;
  private static UUID shop;

  @BeforeAll
  static void tell() {
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    orchestrator = TestOrchestrator.start();
    base = application("graph-base", List.of());
    shop = application("graph-shop", List.of("graph-base"));
    var change =
        new ChangeRef(
            shop,
            "graph-shop",
            "https://e.org/s.git",
            "refs/heads/main",
            COMMIT,
            "anna",
            "Sell more");
    var image = new ImageRef("shop", "1.1.0", DIGEST);
    DeploymentRef bad = deployment(shop, "graph-shop", 2, image, COMMIT);
    DeploymentRef good =
        deployment(
            shop,
            "graph-shop",
            1,
            new ImageRef("shop", "1.0.0", "sha256:" + "cd".repeat(32)),
            "beef");
    tell(new ChangeReceived(change, "github", "d1"));
    tell(new BuildSucceeded(change, Ids.next(), "1.1.0", image, null, 10));
    tell(new DeploymentStarted(bad));
    tell(new DeploymentSucceeded(bad, List.of()));
    tell(
        new AlertRaised(
            ALERT,
            shop,
            "production",
            "page",
            "too many errors",
            "They are.",
            List.of(new Suspect(bad.deploymentId(), 2, COMMIT, "anna", RUN, "deployed before"))));
    tell(new DeploymentRolledBack(bad, good, List.of()));
    tell(new AlertResolved(ALERT, "over"));
    tell(
        new ChangeObserved(
            new NodeRef(NodeRef.Kind.DEPLOYMENT, bad.deploymentId().toString(), null),
            null,
            "its share of the bill",
            shop,
            "production",
            null,
            List.of(),
            new Money("12.50", "EUR")));
    Await.until("the graph has it", () -> changes("applicationId=" + shop + "&kind=cost") == 1);
  }

  private static UUID application(String name, List<String> dependsOn) {
    var wish =
        Map.of(
            "name",
            name,
            "repositoryUrl",
            "https://e.org/" + name + ".git",
            "dependsOn",
            dependsOn,
            "team",
            "graph-team");
    return UUID.fromString(
        orchestrator.post("/api/v1/applications", wish).json().at("/application/id").asString());
  }

  private static DeploymentRef deployment(
      UUID application, String name, int revision, ImageRef image, String commit) {
    return new DeploymentRef(
        Ids.derived(application, revision),
        application,
        name,
        "production",
        revision,
        "stable",
        "local",
        image,
        commit,
        "anna");
  }

  private static void tell(Event event) {
    bus.publish(event, RUN);
    String type = Messages.typeOf(event.getClass());
    Await.until(
        type,
        () ->
            orchestrator
                .get("/api/v1/events?correlationId=" + RUN + "&limit=100")
                .text()
                .contains(type));
  }

  private static int changes(String query) {
    return orchestrator.get("/api/v1/changes?" + query).json().get("items").size();
  }

  @AfterAll
  static void stop() {
    orchestrator.close();
    bus.close();
  }

  @Test
  void aCommitLeadsToItsAlertAndItsCost() {
    JsonNode lineage = orchestrator.get("/api/v1/graph/lineage?commit=" + COMMIT).json();
    var kinds = new ArrayList<String>();
    lineage.at("/graph/nodes").forEach(node -> kinds.add(node.get("kind").asString()));
    assertThat(kinds).contains("COMMIT", "IMAGE", "DEPLOYMENT", "ENVIRONMENT", "ALERT");
    assertThat(lineage.at("/costs/EUR").asString()).startsWith("12.5");
    JsonNode up = orchestrator.get("/api/v1/graph/upstream?of=alert:" + ALERT).json();
    assertThat(up.get("nodes").toString()).contains("anna").contains(COMMIT);
  }

  @Test
  void theGuiltyDeploymentIsTheFirstSuspect() {
    JsonNode alert =
        orchestrator.get("/api/v1/changes?kind=alert&applicationId=" + shop).json().at("/items/0");
    JsonNode found =
        orchestrator
            .get(
                "/api/v1/suspects?environment=production&applicationId="
                    + shop
                    + "&at="
                    + alert.get("at").asString())
            .json();
    assertThat(found.get("verdict").asString()).isEqualTo("suspects");
    assertThat(found.at("/suspects/0/change/commit").asString()).isEqualTo(COMMIT);
    assertThat(found.at("/suspects/0/evidence").toString()).contains("went back");
    JsonNode none =
        orchestrator
            .get("/api/v1/suspects?applicationId=" + shop + "&at=2001-01-01T00:00:00Z")
            .json();
    assertThat(none.get("verdict").asString()).isEqualTo("none");
    assertThat(orchestrator.get("/api/v1/suspects?signal=mood&applicationId=" + shop).status())
        .isEqualTo(400);
  }

  @Test
  void thePastCanBeSeen() {
    JsonNode changes =
        orchestrator.get("/api/v1/changes?applicationId=" + shop).json().get("items");
    String atAlert = "";
    for (JsonNode change : changes) {
      if (change.get("kind").asString().equals("alert")) {
        atAlert = change.get("at").asString();
      }
    }
    JsonNode then =
        orchestrator.get("/api/v1/graph/state?applicationId=" + shop + "&at=" + atAlert).json();
    assertThat(then.at("/deployments/0/title").asString()).contains("revision 2");
    assertThat(then.get("firing").size()).isEqualTo(1);
    JsonNode now =
        orchestrator
            .get("/api/v1/graph/state?applicationId=" + shop + "&at=2100-01-01T00:00:00Z")
            .json();
    assertThat(now.at("/deployments/0/title").asString()).contains("revision 1");
    assertThat(now.get("firing").size()).isZero();
  }

  @Test
  void changesAreFoundInPagesAndOfDependenciesToo() {
    JsonNode first = orchestrator.get("/api/v1/changes?limit=2&applicationId=" + shop).json();
    JsonNode second =
        orchestrator
            .get(
                "/api/v1/changes?limit=100&applicationId="
                    + shop
                    + "&cursor="
                    + first.get("nextCursor").asString())
            .json();
    int all = changes("applicationId=" + shop);
    assertThat(first.get("items").size() + second.get("items").size()).isEqualTo(all);
    assertThat(orchestrator.get("/api/v1/changes?subject=nonsense").text()).contains("kind:key");
    assertThat(orchestrator.get("/api/v1/changes?cursor=x").status()).isEqualTo(400);
  }

  @Test
  void theFourKeysFollowFromWhatHappened() {
    JsonNode keys = orchestrator.get("/api/v1/dora?team=graph-team").json();
    assertThat(keys.get("deployments").longValue()).isEqualTo(2);
    assertThat(keys.get("failed").longValue()).isEqualTo(1);
    assertThat(keys.get("restoreSamples").longValue()).isEqualTo(1);
    assertThat(keys.get("leadP50Seconds").doubleValue()).isPositive();
    JsonNode none = orchestrator.get("/api/v1/dora?team=nobody").json();
    assertThat(none.get("failureShare").isNull() || none.get("failureShare").isMissingNode())
        .isTrue();
    JsonNode shares = orchestrator.get("/api/v1/ownership").json();
    assertThat(shares.toString()).contains("deployments").contains("spend");
  }

  @Test
  void theGraphIsTheSameWhenItIsMadeAnew() {
    JdbcClient jdbc = orchestrator.context().getBean(JdbcClient.class);
    String all =
        """
        select md5(string_agg(t, '|' order by t)) from (
          select concat(kind, key, name, state, first_seen, last_seen) as t from graph_node
          where first_seen < ? union all
          select concat(from_kind, from_key, relation, to_kind, to_key, since, sequence)
          from graph_edge where since < ?) all_of_it
        """;
    var until = java.sql.Timestamp.from(java.time.Instant.now());
    Await.until(
        "read to the end",
        () -> {
          JsonNode p = orchestrator.get("/api/v1/graph/progress").json();
          return p.get("sequence").longValue() >= p.get("head").longValue();
        });
    String before = jdbc.sql(all).params(until, until).query(String.class).single();
    assertThat(
            orchestrator
                .send("POST", "/api/v1/graph/rebuild", TestOrchestrator.ADMIN, null)
                .status())
        .isEqualTo(202);
    Await.until(
        "rebuilt",
        () -> !orchestrator.get("/api/v1/graph/progress").json().get("rebuilding").booleanValue());
    assertThat(jdbc.sql(all).params(until, until).query(String.class).single()).isEqualTo(before);
    assertThat(
            orchestrator
                .send("DELETE", "/api/v1/graph/rebuild", TestOrchestrator.ADMIN, null)
                .status())
        .isEqualTo(409);
  }
}
