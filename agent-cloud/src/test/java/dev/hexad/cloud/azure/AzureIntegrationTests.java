package dev.hexad.cloud.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.GoldenFile;
import dev.hexad.cloud.WithAgent;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AzureIntegrationTests extends WithAgent {
  private static final String WEB = "type = azure.compute.virtualmachine and name = web";

  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String SOMEBODY = "ce2ce14e-85d7-4629-bdbc-454d0519d987";

  private AzureCloud azure;

  @Override
  protected void prepare() throws Exception {
    azure = new AzureCloud();
    orchestrator.secret("azure", azure.secret);
  }

  @Override
  protected ObjectNode configuration() {
    ObjectNode settings = super.configuration();
    ((ObjectNode) settings.get("actions")).put("maxPercent", 100).putArray("grants").add(READER);
    return settings;
  }

  @Override
  protected JsonNode account() {
    return Json.tree(azure.settings());
  }

  @Override
  protected String provider() {
    return "azure";
  }

  @Override
  protected void release() {
    if (azure != null) {
      azure.close();
    }
  }

  @AfterEach
  void everyCallWasAsTheDocumentsSay() {
    assertThat(azure.cloud.violations).isEmpty();
  }

  private JsonNode thing(String end) {
    return azure.things.entrySet().stream()
        .filter(thing -> thing.getKey().endsWith(end))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Test
  @Order(1)
  void readsAllTablesPageByPage() {
    assertThat(notRead("shop")).isEmpty();
    JsonNode web = found(WEB + " and owner = anna and state = running").get(0);
    assertThat(web.get("region").asString()).isEqualTo("westeurope");
    assertThat(web.get("account").asString()).isEqualTo(AzureCloud.SUBSCRIPTION);
    String uid = web.get("uid").asString();
    assertThat(
            get("/resources/" + uid + "/relations")
                .get("items")
                .valueStream()
                .map(link -> link.get("verb").asString() + " " + link.get("type").asString()))
        .contains(
            "in azure.resources.resourcegroup",
            "uses azure.compute.disk",
            "uses azure.network.networkinterface");
    assertThat(found("type = azure.sql.server-database")).hasSize(1);
    assertThat(found("type = azure.authorization.*")).hasSize(4);
    assertThat(kept())
        .contains("westeurope")
        .doesNotContain("canary-azure-31", "canary-password-5d", AzureCloud.TOKEN);
  }

  @Test
  void asksAgainWhenItIsTooFastAndForANewTokenWhenTheOldOneIsRefused() {
    azure.cloud.refuse("POST /providers/.*", 429);
    azure.cloud.refuse("POST /providers/.*", 503);
    sync();
    azure.cloud.token("another");
    sync();
    assertThat(notRead("shop")).isEmpty();
  }

  @Test
  void stopsAMachineOnceThoughTheAnswerIsLostAndStartsIt() {
    azure.cloud.loseAnswerTo("POST .*/deallocate");
    JsonNode act = done("stop", Map.of(), WEB);
    String power = "/properties/extended/instanceView/powerState/code";
    assertThat(thing("/virtualmachines/web").at(power).asString())
        .isEqualTo("PowerState/deallocated");
    assertThat(azure.cloud.count("POST .*/deallocate")).isEqualTo(1);
    undone(act);
    assertThat(thing("/virtualmachines/web").at(power).asString()).isEqualTo("PowerState/running");
  }

  @Test
  @Order(Integer.MAX_VALUE - 2)
  void followsWhatGoesOnToItsEndAlsoAfterARestart() {
    azure.work.hold(true);
    JsonNode act = begun("stop", WEB);
    assertThat(act.at("/steps/0/operation").asString())
        .startsWith("STATUS /subscriptions/" + AzureCloud.SUBSCRIPTION);
    takeOver();
    azure.work.hold(false);
    JsonNode ended = ended(act);
    assertThat(ended.at("/act/state").asString()).as(ended.toString()).isEqualTo("DONE");
    azure.work.failNext("There is no room in westeurope.");
    JsonNode start = ask("start", Map.of(), WEB, false);
    post("token:bert", "/acts/" + id(start) + "/approve", "cloud:approve");
    assertThat(ended(start).at("/steps/0/problem").asString())
        .isEqualTo("Failed, AllocationFailed: There is no room in westeurope.");
    ((ObjectNode) thing("/virtualmachines/web").at("/properties/extended/instanceView/powerState"))
        .put("code", "PowerState/running");
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void looksAtTheThingWhenTheNameOfTheOperationIsForgotten() {
    azure.work.hold(true);
    JsonNode act = begun("stop", WEB);
    azure.work.hold(false);
    azure.work.asked();
    azure.work.asked();
    azure.work.forget();
    JsonNode ended = ended(act);
    assertThat(ended.at("/act/state").asString()).as(ended.toString()).isEqualTo("DONE");
    undone(ended);
  }

  @Test
  void tagsAndUndoesExactlyThat() {
    JsonNode before = thing("/virtualmachines/web").get("tags").deepCopy();
    JsonNode act = done("tag", Map.of("tags", Map.of("env", "test", "cost", "42")), WEB);
    assertThat(thing("/virtualmachines/web").at("/tags/cost").asString()).isEqualTo("42");
    undone(act);
    assertThat(thing("/virtualmachines/web").get("tags")).isEqualTo(before);
  }

  @Test
  void saysWhoDidWhatAndWhatFailed() {
    Instant now = Instant.now();
    String start = "Microsoft.Compute/virtualMachines/start/action";
    String machine = "/virtualmachines/web";
    azure.did(machine, "anna@shop.example", start, "Succeeded", now.minusSeconds(90_000));
    azure.did(machine, "", start, "Started", now.minusSeconds(62));
    ObjectNode own = azure.did(machine, "", start, "Succeeded", now.minusSeconds(60));
    ((ObjectNode) own.get("claims")).put("appid", "hexad");
    ObjectNode refused =
        azure.did(machine, "bert@shop.example", start, "Failed", now.minusSeconds(40));
    ((ObjectNode) refused.get("properties"))
        .put("statusMessage", "{\"error\": {\"code\": \"X\", \"message\": \"There is a lock.\"}}");
    azure.did("/disks/web", "eve@shop.example", start, "Failed", now.minusSeconds(30));
    assertThat(agent.post("/trail/readings", "", "cloud:write").body()).contains("FRESH");
    String id = thing(machine).get("id").asString();
    assertThat(
            get("/trail?limit=200&resource=" + id)
                .get("items")
                .valueStream()
                .filter(entry -> entry.get("source").asString().equals("activity-log"))
                .map(entry ->
                    entry.get("who").asString()
                        + " "
                        + entry.get("ownAct").asBoolean()
                        + " "
                        + entry.path("problem").asString("")))
        .containsExactly(
            "bert@shop.example false There is a lock.", "hexad true ", "anna@shop.example false ");
    assertThat(get("/trail?who=eve").get("items").toString()).contains("Forbidden", "203.0.113.8");
  }

  @Test
  void givesARoleThatMayBeGivenAndTakesItBack() {
    var reader = Map.of("role", READER, "principal", SOMEBODY, "kind", "ServicePrincipal");
    JsonNode act = done("attach-policy", reader, WEB);
    assertThat(azure.assignments).hasSize(1);
    assertThat(ask("attach-policy", reader, WEB, true).at("/steps/0/state").asString())
        .isEqualTo("UNNEEDED");
    undone(act);
    assertThat(azure.assignments).isEmpty();
    var owner =
        Map.of(
            "role", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "principal", SOMEBODY, "kind", "User");
    assertThat(ask("attach-policy", owner, WEB, true).at("/steps/0/problem").asString())
        .contains("is not among what may be given");
  }

  @Test
  @Order(3)
  void resizesAMachineAndBack() {
    JsonNode act = done("resize", Map.of("vmSize", "Standard_B2s"), WEB);
    String size = "/properties/hardwareProfile/vmSize";
    assertThat(thing("/virtualmachines/web").at(size).asString()).isEqualTo("Standard_B2s");
    undone(act);
    assertThat(thing("/virtualmachines/web").at(size).asString()).isEqualTo("Standard_B1s");
  }

  @Test
  @Order(2)
  void findsWhatShouldNotBeSo() {
    audit();
    assertThat(open())
        .contains(
            "azure-access-custom-owner",
            "azure-access-owner",
            "azure-address-unused",
            "azure-disk-encryption",
            "azure-disk-public",
            "azure-disk-unattached",
            "azure-nsg-ssh-open",
            "azure-sql-public",
            "azure-storage-https",
            "azure-storage-open-network",
            "azure-storage-public-blobs",
            "azure-storage-tls",
            "azure-vault-purge",
            "azure-vm-password")
        .doesNotContain(
            "azure-access-service-contributor",
            "azure-nsg-rdp-open",
            "azure-sql-tls",
            "azure-vault-rbac",
            "azure-vm-unmanaged");
  }

  @Test
  void deletesWhatNothingUsesAndNothingElse() {
    done("delete", Map.of(), "type = azure.compute.disk and name = old");
    done("delete", Map.of(), "type = azure.network.publicipaddress");
    assertThat(azure.things.keySet())
        .noneMatch(id -> id.endsWith("/disks/old") || id.endsWith("/idle"));
    JsonNode used = ask("delete", Map.of(), "type = azure.compute.disk and name = web", true);
    assertThat(used.at("/steps/0/problem").asString()).contains("It is attached");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void namesExactlyThePermissionsThatItTakes() throws IOException {
    var acting = new TreeSet<String>();
    AzureActions.all(() -> CloudSettings.DEFAULT)
        .forEach(action -> acting.addAll(action.permissions()));
    assertThat(AzurePermissions.ofActs(azure.cloud.calls)).isEqualTo(acting);
    var granting = new TreeSet<>(Assignments.PERMISSIONS);
    acting.removeAll(granting);
    GoldenFile.check("azure-grant.json", role("Hexad grants", granting));
    GoldenFile.check("azure-read.json", role("Hexad reads", Set.copyOf(AzureAccount.PERMISSIONS)));
    GoldenFile.check("azure-write.json", role("Hexad acts", acting));
  }

  private static JsonNode role(String name, Set<String> actions) {
    ObjectNode role = Json.mapper().createObjectNode();
    role.put("Name", name).put("IsCustom", true).put("Description", "What the code calls.");
    role.set("Actions", Json.tree(List.copyOf(new TreeSet<>(actions))));
    role.putArray("NotActions");
    role.putArray("AssignableScopes").add("/subscriptions/00000000-0000-0000-0000-000000000000");
    return role;
  }
}
