package dev.hexad.finops.saving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.message.Json;
import dev.hexad.finops.FinopsAgentApplication;
import dev.hexad.finops.refresh.RefreshStore;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestServers;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A bill, and what the Cloud and Monitoring agents say of the resources in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LooksIntegrationTests {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private static final String LONG_AGO = Instant.now().minus(200, ChronoUnit.DAYS).toString();
  private static final String LOGS = "arn:aws:logs:eu-west-1:1:log-group:/aws/lambda/old";
  private static final String GOOGLE_DISK =
      "//compute.googleapis.com/projects/p/zones/z/disks/data";
  private static final String GOOGLE_IMAGE =
      "//compute.googleapis.com/projects/p/global/images/base";
  private static final String AZURE =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute";
  private static final String AZURE_DISK = AZURE + "/disks/old_OsDisk";
  private static final String AZURE_IMAGE = AZURE + "/images/golden";
  private static final String REPOSITORY = "arn:aws:ecr:eu-west-1:1:repository/team/web";

  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private final Set<String> told = new HashSet<>();
  private TestAgent agent;
  private JdbcClient jdbc;

  @BeforeAll
  void start() {
    TestServers.shared();
    orchestrator.configure(
        9,
        Json.mapper()
            .readTree(
                """
                {"forecastDays": 30, "machines": {"cpu": "machine-cpu", "memory": "machine-memory",
                  "label": "instance_id", "connections": "connections", "databaseLabel": "db"}}
                """));
    agent = TestAgent.start(FinopsAgentApplication.class, "finops", orchestrator);
    Await.until("the configuration", () -> agent.bean(LiveConfiguration.class).version() == 9);
    jdbc = agent.bean(JdbcClient.class);
    jdbc.sql(
            "truncate work_done, charge, cost_day, cost_import, cost_dimension, cost_detail,"
                + " cost_source, saving, machine_use, leftover, saving_look")
        .update();
    assertThat(agent.post("/imports?source=main", bill(), "finops:write").statusCode())
        .isEqualTo(201);
    Await.until(
        "all to be worked out",
        () -> {
          RefreshStore.State state = agent.bean(RefreshStore.class).state();
          return state.done() >= state.wanted();
        });
  }

  @AfterAll
  void stop() {
    agent.close();
    orchestrator.close();
  }

  /** Others know nothing at first. */
  @BeforeEach
  void nothing() {
    cloud("type = ", "");
    monitoring("", "");
    Set.copyOf(told).forEach(question -> tell(question, ""));
  }

  private static String bill() {
    var charges = new HashMap<String, String>();
    charges.putAll(
        Map.of(
            "arn:aws:ec2:eu-west-1:1:volume/vol-1",
            "5,$0.08 per GB-month of gp3 storage",
            "arn:aws:ec2:eu-west-1:1:volume/vol-2",
            "4,$0.08 per GB-month of gp2 storage",
            "arn:aws:ec2:eu-west-1:1:snapshot/snap-1",
            "3,$0.05 per GB-month of snapshot data",
            "arn:aws:rds:eu-west-1:1:db:orders",
            "8,$0.3 per RDS db.m5.large Instance Hour",
            "arn:aws:rds:eu-west-1:1:db:old",
            "2,$0.115 per GB-month of provisioned storage",
            LOGS,
            "1,$0.03 per GB-month of log storage",
            REPOSITORY,
            "6,$0.10 per GB-month of data storage",
            "arn:aws:ec2:eu-west-1:1:instance/i-7",
            "10,$0.384 per On Demand Linux m5.2xlarge Instance Hour",
            "arn:aws:ec2:eu-west-1:1:instance/i-8",
            "9,$0.192 per On Demand Linux m5.xlarge Instance Hour"));
    charges.putAll(
        Map.of(
            GOOGLE_DISK,
            "7,Storage PD Capacity",
            GOOGLE_IMAGE,
            "2,Storage Image",
            AZURE_DISK,
            "3,Premium SSD Managed Disks",
            AZURE_IMAGE,
            "1,Snapshots LRS"));
    var csv =
        new StringBuilder(
            "ServiceName,ProviderName,BilledCost,BillingCurrency,ChargePeriodStart,ResourceId,ChargeDescription\n");
    for (int i = 0; i < 30; i++) {
      for (Map.Entry<String, String> charge : charges.entrySet()) {
        String[] costAndWhat = charge.getValue().split(",", 2);
        csv.append(
            "Cloud,AWS,%s,USD,%s,%s,%s\n"
                .formatted(
                    costAndWhat[0], TODAY.minusDays(29 - i), charge.getKey(), costAndWhat[1]));
      }
    }
    return csv.toString();
  }

  private void cloud(String filter, String items) {
    tell(
        "/api/v1/cloud/resources?limit=500&q=" + URLEncoder.encode(filter, StandardCharsets.UTF_8),
        items);
  }

  private void tell(String question, String items) {
    told.add(question);
    orchestrator.agent(question, "{\"items\":[" + items + "],\"nextCursor\":null}");
  }

  private static String resource(String type, String id, String name, String state) {
    return """
    {"uid":"x","version":1,"provider":"aws","account":"1","region":"eu-west-1","service":"s",
     "type":"%s","id":"%s","name":"%s","state":"%s","createdAt":"%s","validFrom":"%s"}
    """
        .formatted(type, id, name, state, LONG_AGO, LONG_AGO);
  }

  private void monitoring(String signal, String items) {
    tell("/api/v1/monitoring/signals/summary?name=" + signal, items);
  }

  private static String summary(
      String label, String value, String unit, int days, double p95, double p99, double max) {
    return """
    {"signal":{"id":1,"key":"s{%1$s}","name":"s","application":null,"environment":null,
       "unit":"%3$s","labels":{"%1$s":"%2$s"}},
     "values":%5$d,"hours":%4$d,"days":%6$d,"mean":1,"p50":1,"p95":%7$s,"p99":%8$s,"max":%9$s}
    """
        .formatted(label, value, unit, days * 24, days * 2880, days, p95, p99, max);
  }

  /** The open savings by rule and the end of the resource. */
  private Map<String, JsonNode> savings() {
    agent.bean(Looks.class).refresh();
    agent.bean(Savings.class).refresh();
    var found = new HashMap<String, JsonNode>();
    json("/savings?state=open")
        .get("items")
        .forEach(saving ->
            found.put(
                saving.get("rule").stringValue()
                    + " "
                    + saving.get("resource").stringValue().replaceFirst("^.*[/:]", ""),
                saving));
    return found;
  }

  private JsonNode json(String path) {
    return Json.mapper().readTree(agent.get(path, "finops:read").body());
  }

  private String problem(String topic) {
    for (JsonNode look : json("/savings/looks").get("items")) {
      if (look.get("topic").stringValue().equals(topic)) {
        return look.path("problem").asString("");
      }
    }
    return "never asked";
  }

  private static void holds(JsonNode saving, String monthly, String action, String q) {
    assertThat(saving).isNotNull();
    assertThat(new BigDecimal(saving.get("monthly").stringValue())).isEqualByComparingTo(monthly);
    assertThat(saving.at("/cloudAct/action").asString()).isEqualTo(action);
    assertThat(saving.at("/cloudAct/q").asString()).isEqualTo(q);
    assertThat(saving.get("risk").stringValue()).isNotBlank();
    assertThat(saving.get("change").stringValue()).isNotBlank();
  }

  @Test
  void findsWhatTheInventoryShowsToBeOfNoUse() {
    String volume = resource("aws.ec2.volume", "vol-1", "vol-1", "available");
    String other = resource("aws.ec2.volume", "vol-2", "vol-2", "in-use");
    cloud("type = aws.ec2.volume and state = available", volume);
    cloud(
        "type = aws.ec2.instance and state = stopped",
        resource("aws.ec2.instance", "i-9", "old", "stopped"));
    cloud("type = aws.ec2.volume and linked = \"i-9\"", other);
    cloud("type = aws.ec2.image", "");
    cloud(
        "type = aws.rds.instance and state = stopped",
        resource("aws.rds.instance", "arn:aws:rds:eu-west-1:1:db:old", "old", "stopped"));
    Map<String, JsonNode> found = savings();
    holds(
        found.get("UNATTACHED_VOLUME vol-1"),
        "150",
        "delete-volume",
        "type = aws.ec2.volume and id = \"vol-1\"");
    holds(
        found.get("STOPPED_MACHINE vol-2"),
        "120",
        "snapshot",
        "type = aws.ec2.volume and id = \"vol-2\"");
    assertThat(found).as("it is not saved twice").doesNotContainKey("OLD_VOLUME_TYPE vol-2");
    assertThat(found.get("STOPPED_DATABASE old").get("cloudAct").isNull()).isTrue();
    nothing();
    Map<String, JsonNode> later = savings();
    assertThat(later).doesNotContainKeys("UNATTACHED_VOLUME vol-1", "STOPPED_MACHINE vol-2");
    assertThat(later).containsKey("OLD_VOLUME_TYPE vol-2");
  }

  @Test
  void findsImagesThatNoMachineIsMadeOf() {
    cloud("type = aws.ec2.image", resource("aws.ec2.image", "ami-1", "base", "available"));
    cloud(
        "type = aws.ec2.snapshot and linked = \"ami-1\"",
        resource("aws.ec2.snapshot", "snap-1", "snap-1", "completed"));
    holds(
        savings().get("OLD_IMAGE snap-1"),
        "90",
        "deregister-image",
        "type = aws.ec2.image and id = \"ami-1\"");
    cloud(
        "type = aws.ec2.instance and linked = \"ami-1\"",
        resource("aws.ec2.instance", "i-7", "web", "running"));
    assertThat(savings()).doesNotContainKey("OLD_IMAGE snap-1");
  }

  @Test
  void findsDisksAndImagesOfGoogleThatNoMachineWorksWith() {
    cloud(
        "type = gcp.compute.instance and state = terminated",
        resource("gcp.compute.instance", "//compute/old", "old", "terminated"));
    cloud(
        "type = gcp.compute.disk and linked = \"//compute/old\"",
        resource("gcp.compute.disk", GOOGLE_DISK, "data", "ready"));
    cloud("type = gcp.compute.image", resource("gcp.compute.image", GOOGLE_IMAGE, "base", "ready"));
    Map<String, JsonNode> found = savings();
    holds(
        found.get("STOPPED_MACHINE data"),
        "210",
        "snapshot",
        "type = gcp.compute.disk and id = \"" + GOOGLE_DISK + "\"");
    assertThat(found.get("OLD_IMAGE base").get("monthly").stringValue()).startsWith("60");
    cloud(
        "type = gcp.compute.disk and linked = \"" + GOOGLE_IMAGE + "\"",
        resource("gcp.compute.disk", "//compute/other", "other", "ready"));
    assertThat(savings()).doesNotContainKey("OLD_IMAGE base");
  }

  /** No act of the Cloud agent takes a snapshot of a disk there. */
  @Test
  void findsDisksAndImagesOfAzureThatNoMachineWorksWith() {
    cloud(
        "type = azure.compute.virtualmachine and state = deallocated",
        resource("azure.compute.virtualmachine", AZURE + "/virtualMachines/old", "old", "x"));
    cloud(
        "type = azure.compute.disk and linked = \"" + AZURE + "/virtualMachines/old\"",
        resource("azure.compute.disk", AZURE_DISK, "old_OsDisk", "reserved"));
    cloud(
        "type = azure.compute.image",
        resource("azure.compute.image", AZURE_IMAGE, "golden", "succeeded"));
    Map<String, JsonNode> found = savings();
    assertThat(found.get("STOPPED_MACHINE old_OsDisk").get("monthly").stringValue())
        .startsWith("90");
    assertThat(found.get("STOPPED_MACHINE old_OsDisk").path("cloudAct").isObject()).isFalse();
    assertThat(found.get("OLD_IMAGE golden").get("monthly").stringValue()).startsWith("30");
    cloud(
        "type = azure.compute.virtualmachinescaleset and linked = \"" + AZURE_IMAGE + "\"",
        resource(
            "azure.compute.virtualmachinescaleset",
            AZURE + "/virtualMachineScaleSets/w",
            "w",
            "x"));
    assertThat(savings()).doesNotContainKey("OLD_IMAGE golden");
  }

  @Test
  void findsLogsOfFunctionsThatAreGone() {
    cloud("type = aws.logs.group", resource("aws.logs.group", LOGS + ":*", "/aws/lambda/old", ""));
    assertThat(savings()).as("no function is known").doesNotContainKey("ORPHANED_LOGS old");
    cloud("type = aws.lambda.function", resource("aws.lambda.function", "arn:fresh", "fresh", ""));
    holds(
        savings().get("ORPHANED_LOGS old"),
        "30",
        "delete-log-group",
        "type = aws.logs.group and id = \"" + LOGS + ":*\"");
    cloud("type = aws.lambda.function", resource("aws.lambda.function", "arn:old", "old", ""));
    assertThat(savings()).doesNotContainKey("ORPHANED_LOGS old");
  }

  @Test
  void findsRepositoriesThatNothingRunsFrom() {
    cloud("type = aws.ecr.repository", resource("aws.ecr.repository", REPOSITORY, "team/web", ""));
    assertThat(savings()).doesNotContainKey("UNUSED_IMAGES web");
    assertThat(problem("images")).contains("not known for 90 days");
    deployed("shop", "registry/team/api", 120);
    assertThat(savings()).containsKey("UNUSED_IMAGES web");
    deployed("web", "registry/team/web", 110);
    assertThat(savings()).as("it still runs").doesNotContainKey("UNUSED_IMAGES web");
    jdbc.sql("truncate work_done").update();
  }

  private void deployed(String application, String image, int daysAgo) {
    jdbc.sql(
            """
            insert into work_done (id, kind, application, environment, title, image, at)
            values (gen_random_uuid(), 'DEPLOY', ?, 'prod', 'x', ?, ?)
            """)
        .params(application, image, Timestamp.from(Instant.now().minus(daysAgo, ChronoUnit.DAYS)))
        .update();
  }

  @Test
  void readsHowMuchMachinesAreUsed() {
    monitoring("machine-cpu", summary("instance_id", "i-7", "%", 14, 20, 30, 45));
    monitoring("machine-memory", summary("instance_id", "i-7", "", 14, 0.2, 0.3, 0.4));
    JsonNode saving = savings().get("OVERSIZED_MACHINE i-7");
    holds(saving, "150", "resize", "type = aws.ec2.instance and id = \"i-7\"");
    assertThat(saving.at("/cloudAct/parameters/instanceType").asString())
        .as("the size is that of the bill")
        .isEqualTo("m5.xlarge");
    JsonNode machines = json("/machines").get("items");
    assertThat(machines).hasSize(2);
    assertThat(machines.get(0).get("size").stringValue()).isEqualTo("m5.2xlarge");
    assertThat(machines.get(0).get("missing").isNull()).isTrue();
    assertThat(machines.get(1).get("missing").stringValue()).isEqualTo("nobody has measured it");
    monitoring("machine-memory", summary("instance_id", "i-7", "", 14, 0.2, 0.3, 0.9));
    assertThat(savings()).as("its memory would not fit").doesNotContainKey("OVERSIZED_MACHINE i-7");
    monitoring("machine-memory", "");
    assertThat(savings()).doesNotContainKey("OVERSIZED_MACHINE i-7");
    assertThat(json("/machines").at("/items/0/missing").asString())
        .isEqualTo("its memory is not measured");
    monitoring("machine-cpu", summary("instance_id", "i-7", "cores", 14, 20, 30, 45));
    savings();
    assertThat(problem("machines")).contains("is no share: 20.0 cores");
    nothing();
    savings();
    assertThat(problem("machines")).contains("no signal 'machine-cpu' with the label");
  }

  @Test
  void findsDatabasesThatNobodyIsConnectedTo() {
    monitoring("connections", summary("db", "orders", "", 14, 0, 0, 0));
    holds(
        savings().get("IDLE_DATABASE orders"),
        "240",
        "stop",
        "type = aws.rds.instance and name = \"orders\"");
    monitoring("connections", summary("db", "orders", "", 5, 0, 0, 0));
    assertThat(savings()).doesNotContainKey("IDLE_DATABASE orders");
    assertThat(problem("databases")).contains("1 of 1 databases have too few values");
    monitoring("connections", summary("db", "orders", "", 14, 0, 1, 3));
    assertThat(savings()).doesNotContainKey("IDLE_DATABASE orders");
    assertThat(problem("databases")).isEmpty();
  }
}
