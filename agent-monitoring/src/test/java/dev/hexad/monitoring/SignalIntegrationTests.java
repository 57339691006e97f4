package dev.hexad.monitoring;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.BudgetChanged;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.CostAnomalyDetected;
import dev.hexad.contracts.event.DeploymentFailed;
import dev.hexad.contracts.event.EnvironmentRemoved;
import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.event.TagsNoticed;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Money;
import dev.hexad.contracts.message.Secret;
import dev.hexad.service.outbound.WebhookSignature;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.Tools;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Signals, rules, objectives, incidents and notifications, on real servers. */
class SignalIntegrationTests extends MonitoringFixture {
  private static int version = 10;

  @Test
  void followsWhatWasDeployedAndTellsAnIncidentOnceWithItsSuspect() {
    orchestrator.secret("hook", "whsec_c2VjcmV0");
    orchestrator.suspects(
        """
        {"verdict":"suspects","reason":"1 of 1 changes are near enough","suspects":[{"score":0.9,
         "change":{"eventId":"%s","at":"2026-05-01T10:00:00Z","kind":"deployment",
          "subject":"x","title":"revision 1 of hello","environment":"test","author":"Ada",
          "commit":"abc","runId":null,"distance":0},"evidence":["in the same environment"]}]}
        """
            .formatted(Ids.next()));
    try (var receiver = new TestReceiver()) {
      configure(
          """
          "rules":[{"name":"too-many-errors","kind":"THRESHOLD","signal":"errors","above":10,
            "severity":"CRITICAL","application":"hello"}],
          "channels":[{"name":"hook","kind":"WEBHOOK","url":"%s","secret":"hook"}],
          "routes":[{"channels":["hook"]}]
          """
              .formatted(receiver.url()));
      TestService service = service(1, 0);
      stable(service, Ids.next());
      try (var traffic = new TestTraffic(service)) {
        // The first value may hold what the service of another test has counted.
        traffic.awaitEnd(() ->
            signal("requests").path("value").asDouble(0) > 1
                && signal("errors").path("value").asDouble(-1) == 0);
      }
      service.counting(1000, 400);
      AlertRaised alert = raised("errors is too high");
      assertThat(alert.severity()).isEqualTo("critical");
      // Alerts of what was configured before may end meanwhile, and are told, too.
      TestReceiver.Got got =
          Await.value("a notification", () -> receiver.first("\"change\":\"OPENED\""));
      JsonNode told = Json.mapper().readTree(got.body());
      assertThat(told.path("change").asString()).isEqualTo("OPENED");
      assertThat(told.path("suspects").get(0).asString()).contains("revision 1 of hello by Ada");
      assertThat(
              WebhookSignature.matches(
                  Secret.of("whsec_c2VjcmV0"),
                  got.header("webhook-id"),
                  Long.parseLong(got.header("webhook-timestamp")),
                  got.body(),
                  got.header("webhook-signature"),
                  Instant.now().getEpochSecond()))
          .isTrue();
      UUID incident = UUID.fromString(told.path("incidentId").asString());
      bus.await(
          ChangeObserved.class,
          e -> e.about().kind() == NodeRef.Kind.INCIDENT && e.about().key().equals(incident + ""));
      // Another replica tells the same once more.
      assertThat(openAlerts("too-many-errors")).hasSize(1);
      service.counting(100_000, 0);
      bus.await(AlertResolved.class, e -> e.alertId().equals(alert.alertId()));
      Await.until(
          "the end to be told",
          () ->
              receiver.seen().stream()
                  .anyMatch(g ->
                      g.body().contains("\"change\":\"RESOLVED\"")
                          && g.body().contains(incident.toString())));
      JsonNode detail = json("/incidents/" + incident);
      assertThat(detail.at("/incident/state").asString()).isEqualTo("RESOLVED");
      assertThat(detail.at("/incident/suspects/0/change/title").asString())
          .isEqualTo("revision 1 of hello");
      assertThat(detail.path("notifications"))
          .allSatisfy(n -> assertThat(n.path("state").asString()).isEqualTo("SENT"));
    }
  }

  @Test
  void acknowledgesSilencesAndEndsASilence() {
    configure("\"rules\":[]");
    String labels = "{\"alertname\":\"Disk\",\"instance\":\"" + application + "\"}";
    intake("firing", labels);
    JsonNode alert = only(labels);
    assertThat(alert.path("state").asString()).isEqualTo("FIRING");
    String id = alert.path("id").asString();
    HttpResponse<String> done =
        agent.post("/alerts/" + id + "/acknowledge", "{\"note\":\"on it\"}", "monitoring:write");
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(only(labels).path("acknowledgedBy").asString()).isNotEmpty();
    assertThat(agent.post("/alerts/" + id + "/acknowledge", "{}", "monitoring:write").statusCode())
        .isEqualTo(409);
    JsonNode incident = json("/incidents/" + only(labels).path("incidentId").asString());
    assertThat(incident.at("/incident/state").asString()).isEqualTo("ACKNOWLEDGED");
    intake("resolved", labels);
    assertThat(json("/alerts/" + id).at("/alert/state").asString()).isEqualTo("RESOLVED");
    String silence =
        "{\"rule\":\"Di*\",\"reason\":\"moving disks\",\"to\":\"%s\"}"
            .formatted(Instant.now().plus(Duration.ofHours(1)));
    HttpResponse<String> silenced = agent.post("/silences", silence, "monitoring:write");
    assertThat(silenced.statusCode()).isEqualTo(201);
    intake("firing", labels);
    JsonNode quiet = only(labels);
    assertThat(quiet.path("muted").asString()).contains("moving disks");
    assertThat(quiet.path("incidentId").isNull()).isTrue();
    String silenceId = Json.mapper().readTree(silenced.body()).path("id").asString();
    assertThat(agent.delete("/silences/" + silenceId, "monitoring:write").statusCode())
        .isEqualTo(200);
    assertThat(only(labels).path("incidentId").asString("")).isNotEmpty();
    intake("resolved", labels);
  }

  @Test
  void aDeploymentThatDoesNotComeUpIsAnIncidentUntilItsEnvironmentIsGone() {
    TestService service = service(3, 0);
    UUID run = Ids.next();
    bus.publish(
        new DeploymentFailed(service.ref(application, "stable"), "it does not answer"), run);
    AlertRaised alert = bus.await(AlertRaised.class, e -> application.equals(e.applicationId()));
    assertThat(alert.severity()).isEqualTo("critical");
    assertThat(alert.description()).isEqualTo("it does not answer");
    assertThat(alert.suspects().getFirst().revision()).isEqualTo(3);
    assertThat(alert.suspects().getFirst().runId()).isEqualTo(run);
    JsonNode told = json("/alerts/" + alert.alertId());
    assertThat(told.at("/alert/incidentId").asString()).isNotEmpty();
    bus.publish(new EnvironmentRemoved(application, "hello", "test", "gone"), run);
    bus.await(AlertResolved.class, e -> e.alertId().equals(alert.alertId()));
  }

  @Test
  void costsThatMoveAreToldOnceByTheRoutesLikeAllOthersAndSamplesAreNot() {
    try (var receiver = new TestReceiver()) {
      orchestrator.secret("hook", "whsec_c2VjcmV0");
      configure(
          """
          "channels":[{"name":"hook","kind":"WEBHOOK","url":"%s","secret":"hook"}],
          "routes":[{"atLeast":"WARNING","channels":["hook"]}]
          """
              .formatted(receiver.url()));
      CostAnomalyDetected sample = costs("sample of " + application, true);
      bus.publish(sample, Ids.next());
      CostAnomalyDetected real = costs("real " + application, false);
      bus.publish(real, Ids.next());
      AlertRaised alert = bus.await(AlertRaised.class, e -> e.title().equals(real.title()));
      assertThat(alert.severity()).isEqualTo("warning");
      assertThat(alert.description()).contains("120.50 EUR at stake since 2026-05-01", "usage");
      // The next import finds the same again.
      bus.publish(real, Ids.next());
      CostAnomalyDetected other = costs("other " + application, false);
      bus.publish(other, Ids.next());
      bus.await(AlertRaised.class, e -> e.title().equals(other.title()));
      assertThat(bus.seen(AlertRaised.class).stream().filter(e -> e.title().equals(real.title())))
          .hasSize(1);
      assertThat(bus.seen(AlertRaised.class)).noneMatch(e -> e.title().equals(sample.title()));
      JsonNode told = json("/alerts/" + alert.alertId()).path("alert");
      assertThat(told.at("/what/labels/service").asString()).isEqualTo("Compute");
      assertThat(told.path("endsAt").asString()).isNotEmpty();
      TestReceiver.Got got = Await.value("a notification", () -> receiver.first(real.title()));
      assertThat(got.body()).contains("120.50 EUR at stake");
      assertThat(
              receiver.seen().stream()
                  .filter(one -> one.body().contains("\"change\":\"OPENED\""))
                  .filter(one -> one.body().contains(real.title())))
          .hasSize(1);
    }
  }

  @Test
  void tellsOwnersByTheirRouteOfTagsThatAreMissing() {
    try (var receiver = new TestReceiver();
        var others = new TestReceiver()) {
      String owner = "owner-" + Ids.next();
      orchestrator.secret("hook", "whsec_c2VjcmV0");
      configure(
          """
          "channels":[{"name":"hook","kind":"WEBHOOK","url":"%s","secret":"hook"},
            {"name":"others","kind":"WEBHOOK","url":"%s","secret":"hook"}],
          "routes":[{"application":"%s","channels":["hook"]}, {"channels":["others"]}]
          """
              .formatted(receiver.url(), others.url(), owner));
      TagsNoticed mine = tags(owner, TagsNoticed.Stage.ENDING);
      bus.publish(mine, Ids.next());
      bus.publish(tags("somebody-else", TagsNoticed.Stage.FOUND), Ids.next());
      String title = "1 resource of " + owner + " does not keep the tag policy 'environments'";
      TestReceiver.Got got = Await.value("a notification", () -> receiver.first(title));
      assertThat(got.body())
          .contains("set env, owner on aws.ec2.instance web (i-0abc)", "The time is nearly over");
      Await.value("the other one", () -> others.first("of somebody-else does not keep"));
      assertThat(receiver.seen()).noneMatch(one -> one.body().contains("somebody-else"));
      bus.publish(mine, Ids.next());
      bus.publish(tags(owner, TagsNoticed.Stage.FOUND), Ids.next());
      bus.await(AlertRaised.class, e -> e.title().equals(title) && e.severity().equals("info"));
      assertThat(
              bus.seen(AlertRaised.class).stream()
                  .filter(e -> e.title().equals(title) && e.severity().equals("warning")))
          .hasSize(1);
    }
  }

  private static TagsNoticed tags(String owner, TagsNoticed.Stage stage) {
    var item =
        new TagsNoticed.Item(
            Ids.next(),
            "123456789012",
            "aws.ec2.instance",
            "i-0abc",
            "web",
            Instant.parse("2026-05-08T00:00:00Z"));
    return new TagsNoticed("environments", stage, owner, List.of("env", "owner"), List.of(item));
  }

  private static CostAnomalyDetected costs(String title, boolean sample) {
    LocalDate start = LocalDate.of(2026, 5, 1);
    return new CostAnomalyDetected(
        Ids.next(),
        start,
        start.plusDays(1),
        "AWS",
        null,
        "Compute",
        null,
        null,
        new Money("120.50", "EUR"),
        "usage",
        title,
        null,
        sample);
  }

  @Test
  void takesAStormInAndTellsOfItOnce() {
    configure("\"rules\":[]");
    assertThat(agent.post("/intake/webhook", "{\"alerts\":[null]}", "monitoring:write").body())
        .contains("An alert has no labels");
    String alerts =
        IntStream.range(0, 300)
            .mapToObj(i ->
                "{\"status\":\"firing\",\"labels\":{\"alertname\":\"Storm\",\"app\":\"%s\",\"n\":\"%d\"}}"
                    .formatted(application, i))
            .collect(joining(",", "{\"alerts\":[", "]}"));
    takeIn(alerts);
    takeIn(alerts);
    JsonNode first = json("/alerts?rule=Storm&limit=1").path("items").path(0);
    String incident = first.path("incidentId").asString();
    assertThat(incident).isNotEmpty();
    assertThat(
            agent
                .bean(JdbcClient.class)
                .sql("select count(*) from alert where incident_id = ?::uuid and state = 'FIRING'")
                .param(incident)
                .query(Integer.class)
                .single())
        .isEqualTo(300);
    JsonNode entries = json("/incidents/" + incident).path("entries");
    assertThat(entries.size()).isLessThan(6);
    assertThat(entries.toString()).contains("299 more at the same time");
    takeIn(alerts.replace("\"firing\"", "\"resolved\""));
    assertThat(json("/incidents/" + incident).at("/incident/state").asString())
        .isEqualTo("RESOLVED");
  }

  @Test
  void theSameAlertFromTwoReplicasAtOnceIsOne() throws Exception {
    configure("\"rules\":[]");
    String labels = "{\"alertname\":\"Twice\",\"instance\":\"" + application + "\"}";
    var threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = Thread.ofVirtual().start(() -> intake("firing", labels));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    String id = only(labels).path("id").asString();
    assertThat(bus.seen(AlertRaised.class).stream().filter(e -> e.title().equals("Twice")))
        .hasSizeLessThanOrEqualTo(1);
    bus.await(AlertRaised.class, e -> e.alertId().toString().equals(id));
    intake("resolved", labels);
  }

  @Test
  void burnsABudgetAndTellsTheGate() {
    TestService service = service(1, 0);
    configure(
        """
        "objectives":[{"name":"hello-%s","application":"hello","target":0.99,"windowDays":30}]
        """
            .formatted(application));
    stable(service, Ids.next());
    service.counting(10, 0);
    Await.until("a first reading", () -> !state(service).equals("UNKNOWN"));
    pause();
    service.counting(1000, 500);
    BudgetChanged budget =
        bus.await(
            BudgetChanged.class,
            e -> e.objective().equals("hello-" + application) && e.remaining() < 0);
    assertThat(budget.burnRate()).isGreaterThan(14);
    AlertRaised alert =
        bus.await(AlertRaised.class, e -> e.title().contains("'hello-" + application + "' burns"));
    assertThat(alert.severity()).isIn("critical", "warning");
    JsonNode view = json("/objectives/hello-" + application).path("view");
    assertThat(view.at("/budget/burnRate").asDouble()).isGreaterThan(14);
  }

  @Test
  void readsAPrometheusAndSaysWhatItCannotRead(@TempDir Path folder) throws Exception {
    Tools.path("prometheus");
    TestService service = service(1, 0);
    try (var prometheus = TestPrometheus.scraping(folder, service)) {
      configure(
          """
          "sources":[{"name":"main","url":"%s"}],
          "signals":[
            {"name":"up","source":"main","query":"sum(up)","seconds":1},
            {"name":"nothing","source":"main","query":"absent_metric","seconds":1},
            {"name":"nan","source":"main","query":"vector(0)/0","seconds":1},
            {"name":"wrong","source":"main","query":"sum(","seconds":1}],
          "rules":[{"name":"too-few","kind":"THRESHOLD","signal":"up","below":5,"forSeconds":1}]
          """
              .formatted(prometheus.url()));
      Await.until("a value", () -> byKey("up").path("value").asDouble(0) == 1);
      Await.until("no series", () -> failure("nothing").contains("no series"));
      Await.until("NaN", () -> failure("nan").contains("NaN"));
      Await.until("a wrong query", () -> failure("wrong").contains("parse error"));
      AlertRaised alert =
          bus.await(AlertRaised.class, e -> e.title().equals("everything: up is too low"));
      assertThat(alert.description()).contains("below 5");
      JsonNode course = json("/signals/course?key=up");
      assertThat(course.path("points")).isNotEmpty();
      JsonNode tried =
          Json.mapper()
              .readTree(
                  agent
                      .post(
                          "/backtests",
                          "{\"rule\":{\"name\":\"x\",\"kind\":\"THRESHOLD\",\"signal\":\"up\",\"above\":0}}",
                          "monitoring:read")
                      .body());
      assertThat(tried.path("times").asInt()).isEqualTo(1);
    }
    Await.until("the loss of the source", () -> failure("up").contains("cannot be reached"));
    configure("\"rules\":[]");
    Await.until("the end of what nobody looks at", () -> openAlerts("too-few").isEmpty());
    assertThat(byKey("up").path("endedAt").asString("")).isNotEmpty();
  }

  private static void pause() {
    try {
      Thread.sleep(2500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void configure(String more) {
    version++;
    String document =
        """
        {"scrapeSeconds":1,"historyHours":24,"maxErrorRatio":1,"windowSeconds":30,
         "minRequests":20,"downAfterFailures":2,%s}
        """
            .formatted(more);
    orchestrator.configure(version, Json.mapper().readTree(document));
    Await.until(
        "the configuration", () -> agent.bean(LiveConfiguration.class).version() == version);
  }

  private JsonNode signal(String name) {
    JsonNode items = json("/signals?applicationId=" + application + "&name=" + name).path("items");
    return items.isEmpty() ? Json.mapper().createObjectNode() : items.get(0);
  }

  private static JsonNode byKey(String key) {
    for (JsonNode item : json("/signals?text=" + key).path("items")) {
      if (item.at("/signal/key").asString("").equals(key)) {
        return item;
      }
    }
    return Json.mapper().createObjectNode();
  }

  private static String failure(String key) {
    return byKey(key).path("failure").asString("");
  }

  private static JsonNode openAlerts(String rule) {
    return json("/alerts?rule=" + rule).path("items");
  }

  private static void intake(String status, String labels) {
    takeIn("{\"alerts\":[{\"status\":\"%s\",\"labels\":%s}]}".formatted(status, labels));
  }

  private static void takeIn(String body) {
    assertThat(agent.post("/intake/webhook", body, "monitoring:write").statusCode()).isEqualTo(200);
    Await.until("it is taken in", () -> json("/intake").at("/backlog/waiting").asInt() == 0);
  }

  private static JsonNode only(String labels) {
    JsonNode wanted = Json.mapper().readTree(labels);
    JsonNode found = null;
    for (JsonNode alert : json("/alerts").path("items")) {
      if (alert.at("/what/labels").equals(wanted)) {
        assertThat(found).isNull();
        found = alert;
      }
    }
    assertThat(found).isNotNull();
    return found;
  }
}
