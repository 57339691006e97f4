package dev.hexad.cloud.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.GoldenFile;
import dev.hexad.cloud.WithAgent;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GoogleIntegrationTests extends WithAgent {
  private static final String WEB = "type = gcp.compute.instance and name = web";

  private GoogleCloud google;

  @Override
  protected void prepare() throws Exception {
    google = new GoogleCloud();
    orchestrator.secret("google", google.key);
  }

  @Override
  protected ObjectNode configuration() {
    ObjectNode settings = super.configuration();
    ObjectNode actions = (ObjectNode) settings.get("actions");
    actions.put("maxPercent", 100).putArray("grants").add("roles/viewer");
    settings.set(
        "templates",
        Json.mapper()
            .readTree(
                """
                [{"name": "web", "type": "gcp.compute.instance",
                  "settings": {"zone": "europe-west1-b", "instanceTemplate": "web-v2"},
                  "choices": {"machineType": ["e2-small", "e2-medium"]}}]
                """));
    return settings;
  }

  @Override
  protected JsonNode account() {
    return Json.tree(google.settings());
  }

  @Override
  protected String provider() {
    return "gcp";
  }

  @Override
  protected void release() {
    if (google != null) {
      google.close();
    }
  }

  @AfterEach
  void everyCallWasAsTheDocumentsSay() {
    assertThat(google.cloud.violations).isEmpty();
  }

  private JsonNode thing(String end) {
    return google.things.entrySet().stream()
        .filter(thing -> thing.getKey().endsWith(end))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Test
  void readsAssetsAndPoliciesPageByPage() {
    assertThat(notRead("shop")).isEmpty();
    JsonNode web = found(WEB + " and owner = anna and state = running").get(0);
    assertThat(web.get("region").asString()).isEqualTo("europe-west1-b");
    assertThat(web.get("account").asString()).isEqualTo("shop-1");
    String uid = web.get("uid").asString();
    assertThat(
            get("/resources/" + uid + "/relations")
                .get("items")
                .valueStream()
                .map(link -> link.get("verb").asString() + " " + link.get("type").asString()))
        .contains(
            "uses gcp.compute.network", "uses gcp.compute.subnetwork", "uses gcp.compute.disk");
    assertThat(found("type = gcp.iam.policy")).hasSize(2);
    assertThat(google.cloud.count("GET /v1/projects/shop-1/assets")).isGreaterThan(5);
    assertThat(kept())
        .contains("europe-west1")
        .doesNotContain("canary-google-77", GoogleCloud.TOKEN, "PRIVATE KEY");
  }

  @Test
  void asksAgainWhenItIsTooFastAndForANewTokenWhenTheOldOneIsRefused() {
    google.cloud.refuse("GET /v1/.*", 429);
    google.cloud.refuse("GET /v1/.*", 503);
    assertThat(sync().changed()).isZero();
    google.cloud.token("another");
    assertThat(sync().changed()).isZero();
    assertThat(notRead("shop")).isEmpty();
  }

  @Test
  void keepsWhatItKnowsWhenItMayNoLongerRead() {
    for (int i = 0; i < 2; i++) {
      google.cloud.refuse("GET /v1/.*", 403);
    }
    sync();
    assertThat(notRead("shop")).hasSize(2).allMatch(scope -> scope.contains("DENIED"));
    assertThat(found(WEB)).hasSize(1);
    sync();
    assertThat(notRead("shop")).isEmpty();
  }

  @Test
  @Order(1)
  void stopsAMachineOnceThoughTheAnswerIsLostAndStartsIt() {
    google.cloud.loseAnswerTo("POST .*/stop");
    JsonNode act = done("stop", Map.of(), WEB);
    assertThat(thing("instances/web").get("status").asString()).isEqualTo("TERMINATED");
    assertThat(google.cloud.count("POST .*/stop")).isEqualTo(1);
    undone(act);
    assertThat(thing("instances/web").get("status").asString()).isEqualTo("RUNNING");
  }

  @Test
  @Order(2)
  void labelsMachinesDisksAndServices() {
    for (String filter :
        List.of(WEB, "type = gcp.run.service", "type = gcp.compute.disk and name = web")) {
      JsonNode act = done("tag", Map.of("tags", Map.of("cost", "42")), filter);
      undone(act);
    }
    assertThat(thing("instances/web").at("/labels/owner").asString()).isEqualTo("anna");
    assertThat(thing("instances/web").path("labels").has("cost")).isFalse();
  }

  @Test
  @Order(3)
  void scalesAServiceAndBack() {
    JsonNode act = done("scale", Map.of("minInstances", 3), "type = gcp.run.service");
    assertThat(thing("services/api").at("/scaling/minInstanceCount").asInt()).isEqualTo(3);
    undone(act);
    assertThat(thing("services/api").at("/scaling/minInstanceCount").asInt()).isEqualTo(1);
  }

  @Test
  @Order(4)
  void takesASnapshotOnceADayAndDeletesWhatNothingUses() {
    String old = "type = gcp.compute.disk and name = old";
    done("snapshot", Map.of(), old);
    JsonNode again = ask("snapshot", Map.of(), old, true);
    assertThat(again.at("/steps/0/state").asString()).isEqualTo("UNNEEDED");
    done("delete", Map.of(), old);
    done("delete", Map.of(), "type = gcp.compute.address");
    assertThat(google.things.keySet()).noneMatch(t -> t.endsWith("/old") || t.endsWith("/idle"));
    JsonNode used = ask("delete", Map.of(), "type = gcp.compute.disk and name = web", true);
    assertThat(used.at("/steps/0/problem").asString()).contains("A machine uses it");
  }

  @Test
  @Order(5)
  void followsAnOperationToItsEndAlsoAfterARestart() {
    google.work.hold(true);
    JsonNode act = begun("stop", WEB);
    assertThat(act.at("/act/state").asString()).isEqualTo("RUNNING");
    assertThat(act.at("/steps/0/operation").asString())
        .matches("COMPUTE projects/shop-1/zones/europe-west1-b/operations/operation-\\d+");
    Await.until(
        "its progress",
        () -> get("/acts/" + id(act)).at("/steps/0/progress").asString("").equals("running, 40 %"));
    takeOver();
    google.work.hold(false);
    JsonNode ended = ended(act);
    assertThat(ended.at("/act/state").asString()).as(ended.toString()).isEqualTo("DONE");
    assertThat(thing("instances/web").get("status").asString()).isEqualTo("TERMINATED");
    undone(ended);
  }

  @Test
  @Order(6)
  void saysWhatTheProviderSaysWhenItFails() {
    done("stop", Map.of(), WEB);
    google.work.failNext("The zone has no room.");
    long before = google.cloud.count("POST .*/start");
    JsonNode act = ask("start", Map.of(), WEB, false);
    post("token:bert", "/acts/" + id(act) + "/approve", "cloud:approve");
    JsonNode ended = ended(act);
    assertThat(ended.at("/act/state").asString()).isEqualTo("FAILED");
    assertThat(ended.at("/steps/0/problem").asString()).isEqualTo("The zone has no room.");
    assertThat(google.cloud.count("POST .*/start")).isEqualTo(before + 1);
    ((ObjectNode) thing("instances/web")).put("status", "TERMINATED");
    google.work.failNext("The image is gone.");
    JsonNode scale = ask("scale", Map.of("minInstances", 5), "type = gcp.run.service", false);
    post("token:bert", "/acts/" + id(scale) + "/approve", "cloud:approve");
    assertThat(ended(scale).at("/steps/0/problem").asString()).isEqualTo("The image is gone.");
  }

  @Test
  @Order(7)
  void whoStopsWaitingStopsNothingElse() {
    google.work.hold(true);
    JsonNode act = begun("start", WEB);
    JsonNode left = post("token:anna", "/acts/" + id(act) + "/stop-waiting", "cloud:write");
    assertThat(left.at("/steps/0/state").asString()).isEqualTo("LEFT");
    assertThat(left.at("/steps/0/problem").asString())
        .contains("a test", "what the provider does goes on");
    assertThat(ended(act).at("/act/state").asString()).isEqualTo("PARTLY");
    assertThat(
            agent
                .post("/acts/" + id(act) + "/stop-waiting", "{\"reason\": \"x\"}", "cloud:write")
                .statusCode())
        .isEqualTo(409);
    google.work.hold(false);
    Await.until(
        "the machine",
        () -> {
          google.work.asked();
          return thing("instances/web").get("status").asString().equals("RUNNING");
        });
  }

  @Test
  @Order(8)
  void givesARoleOfAProjectThatMayBeGivenAndTakesItBack() {
    String project = "type = gcp.cloudresourcemanager.project";
    var viewer = Map.of("role", "roles/viewer", "member", "user:bert@example.com");
    ObjectNode conditional = ((ArrayNode) google.policy.get("bindings")).addObject();
    conditional.put("role", "roles/viewer").putArray("members").add("user:anna@example.com");
    conditional.putObject("condition").put("title", "soon over").put("expression", "true");
    JsonNode before = google.policy.get("bindings").deepCopy();
    JsonNode act = done("attach-policy", viewer, project);
    assertThat(google.policy.get("bindings").toString()).contains("user:bert@example.com");
    undone(act);
    assertThat(google.policy.get("bindings")).isEqualTo(before);
    var owner = Map.of("role", "roles/owner", "member", "user:bert@example.com");
    JsonNode refused = ask("attach-policy", owner, project, true);
    assertThat(refused.at("/steps/0/problem").asString())
        .isEqualTo("roles/owner is not among what may be given; add it to actions.grants.");
  }

  @Test
  @Order(9)
  void setsNoPolicyThatSomebodyElseHasChangedMeanwhile() {
    String project = "type = gcp.cloudresourcemanager.project";
    var viewer = Map.of("role", "roles/viewer", "member", "group:all@example.com");
    google.cloud.refuse("POST .*:setIamPolicy", 409);
    JsonNode act = ask("attach-policy", viewer, project, false);
    post("token:bert", "/acts/" + id(act) + "/approve", "cloud:approve");
    assertThat(ended(act).at("/act/state").asString()).isEqualTo("FAILED");
    assertThat(google.policy.toString()).doesNotContain("all@example.com");
  }

  @Test
  @Order(10)
  void makesAMachineByATemplateOnceAndDeletesItAgain() {
    String project = "type = gcp.cloudresourcemanager.project";
    google.cloud.loseAnswerTo("POST .*/instances");
    var wish =
        Map.of("template", "web", "name", "web-7", "choices", Map.of("machineType", "e2-medium"));
    JsonNode act = done("create-instance", wish, project);
    assertThat(thing("/instances/web-7").get("status").asString()).isEqualTo("RUNNING");
    assertThat(thing("/instances/web-7").get("machineType").asString())
        .isEqualTo("zones/europe-west1-b/machineTypes/e2-medium");
    assertThat(google.cloud.count("POST .*/instances")).isEqualTo(1);
    undone(act);
    assertThat(google.things.keySet()).noneMatch(path -> path.endsWith("/web-7"));
    var other = Map.of("template", "web", "name", "a1", "choices", Map.of("zone", "moon"));
    assertThat(ask("create-instance", other, project, true).at("/steps/0/problem").asString())
        .contains("leaves no choice of zone=moon");
  }

  @Test
  @Order(11)
  void resizesAStoppedMachine() {
    done("stop", Map.of(), WEB);
    JsonNode act = done("resize", Map.of("machineType", "e2-medium"), WEB);
    assertThat(thing("instances/web").get("machineType").asString()).endsWith("/e2-medium");
    undone(act);
    assertThat(thing("instances/web").get("machineType").asString()).doesNotContain("e2-medium");
    done("start", Map.of(), WEB);
  }

  @Test
  void saysWhoDidWhatAndWhatWasRefused() {
    Instant now = Instant.now();
    String web = "projects/shop-1/zones/europe-west1-b/instances/web";
    String stop = "v1.compute.instances.stop";
    google.wrote("anna@example.com", stop, web, now.minusSeconds(90_000));
    ObjectNode begun =
        google.wrote("hexad@shop-1.iam.gserviceaccount.com", stop, web, now.minusSeconds(60));
    begun.putObject("operation").put("id", "o1").put("first", true);
    ObjectNode over =
        google.wrote("hexad@shop-1.iam.gserviceaccount.com", stop, web, now.minusSeconds(55));
    over.putObject("operation").put("id", "o1").put("last", true);
    ObjectNode refused =
        google.wrote("bert@example.com", "v1.compute.instances.delete", web, now.minusSeconds(50));
    ((ObjectNode) refused.get("protoPayload"))
        .putObject("status")
        .put("code", 7)
        .put("message", "PERMISSION_DENIED");
    google
        .wrote("eve@example.com", "v1.compute.instances.get", web, now.minusSeconds(45))
        .put("logName", "projects/shop-1/logs/cloudaudit.googleapis.com%2Fdata_access");
    google.cloud.refuse("POST /v2/entries:list", 429);
    assertThat(agent.post("/trail/readings", "", "cloud:write").body()).contains("FRESH");
    JsonNode items = get("/trail?limit=200&resource=//compute.googleapis.com/" + web).get("items");
    assertThat(
            items
                .valueStream()
                .filter(entry -> entry.get("source").asString().equals("cloud-audit-logs"))
                .map(entry ->
                    entry.get("who").asString()
                        + " "
                        + entry.get("what").asString()
                        + " "
                        + entry.get("ownAct").asBoolean()
                        + " "
                        + entry.path("problem").asString("")))
        .containsExactly(
            "bert@example.com compute:v1.compute.instances.delete false PERMISSION_DENIED",
            "hexad@shop-1.iam.gserviceaccount.com compute:v1.compute.instances.stop true ",
            "anna@example.com compute:v1.compute.instances.stop false ");
    assertThat(items.toString()).contains("203.0.113.7", "europe-west1-b");
  }

  @Test
  void findsWhatShouldNotBeSo() {
    audit();
    assertThat(open())
        .contains(
            "gcp-compute-default-account",
            "gcp-compute-default-network",
            "gcp-compute-flow-logs",
            "gcp-compute-full-scope",
            "gcp-compute-os-login",
            "gcp-compute-public-ip",
            "gcp-compute-serial-port",
            "gcp-compute-ssh-open",
            "gcp-iam-basic-roles",
            "gcp-iam-key-old",
            "gcp-iam-outside-people",
            "gcp-iam-service-account-admin",
            "gcp-iam-token-creator",
            "gcp-kms-rotation",
            "gcp-logging-sink-off",
            "gcp-sql-open",
            "gcp-sql-public-ip",
            "gcp-sql-ssl",
            "gcp-storage-public",
            "gcp-storage-uniform")
        .doesNotContain(
            "gcp-compute-rdp-open",
            "gcp-compute-database-open",
            "gcp-compute-shielded",
            "gcp-compute-ip-forward",
            "gcp-sql-backup",
            "gcp-iam-public");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void namesExactlyThePermissionsThatItTakes() throws IOException {
    var acting = new TreeSet<String>();
    GoogleActions.all(Clock.systemUTC(), () -> CloudSettings.DEFAULT)
        .forEach(action -> acting.addAll(action.permissions()));
    var declared = new TreeSet<>(acting);
    declared.addAll(GoogleAccount.PERMISSIONS);
    assertThat(GooglePermissions.of(google.cloud.calls)).isEqualTo(declared);
    GoldenFile.checkText(
        "gcp-read.yaml",
        GooglePermissions.role("Hexad reads", new TreeSet<>(GoogleAccount.PERMISSIONS)));
    var granting = new TreeSet<>(Bindings.PERMISSIONS);
    acting.removeAll(granting);
    GoldenFile.checkText("gcp-grant.yaml", GooglePermissions.role("Hexad grants", granting));
    GoldenFile.checkText("gcp-write.yaml", GooglePermissions.role("Hexad acts", acting));
  }
}
