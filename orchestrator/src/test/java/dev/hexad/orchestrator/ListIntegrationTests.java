package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.DeploymentStarted;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Messages;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What every list offers: filters, an order, and pages that neither lose nor repeat. */
class ListIntegrationTests {
  private static final UUID APPLICATION = Ids.next();
  private static TestOrchestrator orchestrator;
  private static TestBus bus;

  @BeforeAll
  static void start() {
    orchestrator = TestOrchestrator.start();
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    for (int i = 1; i <= 5; i++) {
      deployed(i, i % 2 == 0 ? "staging" : "production");
      tell(
          new AlertRaised(
              Ids.next(),
              APPLICATION,
              "production",
              i % 2 == 0 ? "warning" : "critical",
              "errors " + i,
              "",
              List.of()));
    }
    Await.until(
        "all in the ledger", () -> items("/alerts?applicationId=" + APPLICATION).size() == 5);
  }

  @AfterAll
  static void stop() {
    bus.close();
    orchestrator.close();
  }

  private static void deployed(int revision, String environment) {
    tell(
        new DeploymentStarted(
            new DeploymentRef(
                Ids.next(),
                APPLICATION,
                "lists",
                environment,
                revision,
                "stable",
                "local",
                new ImageRef("lists", "1." + revision, "sha256:" + "ab".repeat(32)),
                "abcd" + revision,
                "anna")));
  }

  private static void tell(Event event) {
    bus.publish(event, APPLICATION);
  }

  private static JsonNode items(String path) {
    TestOrchestrator.Answer answer = orchestrator.get("/api/v1" + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("items");
  }

  /** All items of a list, page by page. */
  private static List<String> paged(String path, String field) {
    var seen = new ArrayList<String>();
    String cursor = null;
    do {
      JsonNode page = page(path, cursor);
      page.get("items").forEach(item -> seen.add(item.at(field).asString()));
      cursor = page.hasNonNull("nextCursor") ? page.get("nextCursor").asString() : null;
    } while (cursor != null);
    return seen;
  }

  private static JsonNode page(String path, @Nullable String cursor) {
    String more = cursor == null ? "" : "&cursor=" + cursor;
    return orchestrator.get("/api/v1" + path + more).json();
  }

  @Test
  void givesDeploymentsInPages() {
    String path = "/deployments?limit=2&applicationId=" + APPLICATION;
    assertThat(paged(path, "/revision")).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    assertThat(paged(path + "&environment=staging", "/revision")).containsOnly("2", "4");
    assertThat(paged(path + "&commit=abcd3", "/revision")).containsExactly("3");
    assertThat(paged(path + "&state=stable,failed", "/revision")).isEmpty();
    assertThat(paged(path + "&from=2100-01-01T00:00:00Z", "/revision")).isEmpty();
  }

  @Test
  void givesAlertsInPages() {
    String path = "/alerts?limit=2&applicationId=" + APPLICATION;
    assertThat(paged(path, "/id")).hasSize(5).doesNotHaveDuplicates();
    assertThat(paged(path + "&severity=critical", "/title"))
        .containsExactlyInAnyOrder("errors 1", "errors 3", "errors 5");
  }

  @Test
  void givesApplicationsByName() {
    for (String name : List.of("list-b", "list-c", "list-a")) {
      orchestrator.post(
          "/api/v1/applications",
          Map.of("name", name, "repositoryUrl", "https://e.org/" + name + ".git", "team", "blue"));
    }
    String path = "/applications?limit=2&q=LIST-&team=blue";
    assertThat(paged(path, "/name")).containsExactly("list-a", "list-b", "list-c");
    assertThat(paged(path + "&sort=-name", "/name")).containsExactly("list-c", "list-b", "list-a");
    assertThat(items("/applications?q=list-&team=").size()).isZero();
  }

  @Test
  void givesAgentsAndTokensInPages() {
    orchestrator.enrol("list-one");
    orchestrator.enrol("list-two");
    assertThat(paged("/agents?limit=1", "/id")).contains("list-one", "list-two").isSorted();
    assertThat(paged("/agents?capability=list-two.work", "/id")).containsExactly("list-two");
    for (int i = 0; i < 3; i++) {
      orchestrator.post("/api/v1/tokens", Map.of("name", "list " + i, "role", "VIEWER"));
    }
    assertThat(paged("/tokens?limit=2&role=VIEWER&usable=true", "/name"))
        .contains("list 0", "list 1", "list 2")
        .doesNotHaveDuplicates();
  }

  @Test
  void givesEventsByTypeAndTime() {
    String path = "/events?limit=3&correlationId=" + APPLICATION;
    String alerts = "dev.hexad.monitoring.*,dev.hexad.no.*";
    assertThat(paged(path, "/envelope/id")).hasSize(10).doesNotHaveDuplicates();
    assertThat(paged(path + "&type=" + Messages.typeOf(AlertRaised.class), "/sequence")).hasSize(5);
    assertThat(paged(path + "&type=" + alerts, "/sequence")).hasSize(5);
    assertThat(paged(path + "&to=2020-01-01T00:00:00Z", "/sequence")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/events?type=dev.*.v1",
        "/events?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
        "/events?from=yesterday",
        "/applications?sort=age",
        "/agents?state=SLEEPING",
        "/deployments?cursor=first"
      })
  void saysWhatIsWrongWithAQuery(String path) {
    TestOrchestrator.Answer answer = orchestrator.get("/api/v1" + path);
    assertThat(answer.status()).as(answer.text()).isIn(400, 422);
    assertThat(answer.json().get("detail").asString()).isNotBlank();
  }

  @Test
  void streamsOnlyWhatIsWanted() throws IOException, InterruptedException {
    String path = "/api/v1/stream?type=dev.hexad.cd.*&correlationId=" + APPLICATION;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(orchestrator.url() + path))
            .header("Authorization", "Bearer " + TestOrchestrator.ADMIN)
            .header("Last-Event-ID", "0")
            .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    try (var lines = answer.body()) {
      assertThat(lines.filter(line -> line.startsWith("event:")).limit(5))
          .hasSize(5)
          .containsOnly("event:" + Messages.typeOf(DeploymentStarted.class));
    }
  }
}
