package dev.hexad.cd.target.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.EcsSettings;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Placed;
import dev.hexad.cd.target.DeployTargetContract;
import dev.hexad.cd.target.RecordedProgress;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.Tools;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.databind.JsonNode;

/** Against the AWS emulator, which takes and keeps what ECS takes but runs no task. */
class EcsTargetIntegrationTests extends DeployTargetContract {
  private static final String TASK =
      """
      {"networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
       "containerDefinitions": [{"name": "app", "image": "box", "essential": true,
         "portMappings": [{"containerPort": 8080}],
         "environment": [{"name": "COLOUR", "value": "blue"}]}]}
      """;

  private static Process emulator;
  private static EcsClusters clusters;
  private static EcsTarget target;
  private static EcsClient ecs;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    String moto = Tools.path("moto_server");
    int port = Tools.freePort();
    var builder = new ProcessBuilder(moto, "-H", "127.0.0.1", "-p", String.valueOf(port));
    builder.environment().put("MOTO_ECS_SERVICE_RUNNING", "1");
    emulator =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Await.until("the emulator", () -> Tools.answers(port));
    var settings =
        new EcsSettings("eu-central-1", "main", "aws", URI.create("http://127.0.0.1:" + port));
    var missing =
        new EcsSettings("eu-central-1", "gone", "aws", URI.create("http://127.0.0.1:" + port));
    var all =
        new CdSettings(
            null,
            0,
            60,
            Map.of(),
            Map.of("main", settings, "gone", missing),
            Map.of(),
            null,
            Map.of(),
            null);
    clusters =
        new EcsClusters(
            () -> all,
            name -> Secret.of("{\"accessKeyId\": \"key\", \"secretAccessKey\": \"canary\"}"));
    target = new EcsTarget(clusters);
    ecs = clusters.of("main").ecs();
    ecs.createCluster(r -> r.clusterName("main"));
  }

  @AfterAll
  static void stop() {
    if (emulator != null) {
      clusters.close();
      emulator.descendants().forEach(ProcessHandle::destroy);
      emulator.destroy();
    }
  }

  @BeforeEach
  void write() throws IOException {
    file("ecs/task-definition.json", TASK);
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Override
  protected DeployTarget target() {
    return target;
  }

  @Override
  protected ImageRef image(String version) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(version.getBytes(StandardCharsets.UTF_8));
    return new ImageRef(
        "registry.example.com/team/box", version, "sha256:" + HexFormat.of().formatHex(digest));
  }

  @Override
  protected JsonNode settings() {
    return Json.tree(Map.of("cluster", "main"));
  }

  @Override
  protected Path sources() {
    return folder;
  }

  @Override
  protected boolean scales() {
    return true;
  }

  private Placed deploy(Revision revision) throws Exception {
    return target.deploy(revision, render(revision), RecordedProgress.after(null));
  }

  private Rendered render(Revision revision) throws Exception {
    return target.render(revision, () -> folder);
  }

  private Revision first() throws Exception {
    return revision(1, image("one"), Map.of());
  }

  @Test
  void registersOncePerDeployment() throws Exception {
    Revision revision = first();
    Placed placed = deploy(revision);
    assertThat(deploy(revision)).isEqualTo(placed);
    assertThat(ecs.listTaskDefinitions(r -> r.familyPrefix("hello-test")).taskDefinitionArns())
        .filteredOn(arn -> arn.equals(placed.handle().get("taskDefinition").asString()))
        .hasSize(1);
    target.delete(placed.handle());
  }

  @Test
  void leavesTheServiceOfSomebodyElseAlone() throws Exception {
    file("ecs/service.json", "{\"desiredCount\": 1}");
    Placed placed = deploy(first());
    ecs.createService(r ->
        r.cluster("main")
            .serviceName("theirs")
            .desiredCount(1)
            .taskDefinition(placed.handle().get("taskDefinition").asString()));
    Revision wish = with(Map.of("cluster", "main", "service", "theirs"));
    assertThatThrownBy(() -> deploy(wish))
        .hasMessageContaining("'theirs' is there already")
        .hasMessageContaining("adopt: true");
    Revision taken = with(Map.of("cluster", "main", "service", "theirs", "adopt", true));
    Placed adopted = deploy(taken);
    assertThat(deploy(with(Map.of("cluster", "main", "service", "theirs"))).handle())
        .isNotEqualTo(adopted.handle());
    target.delete(adopted.handle());
    target.delete(placed.handle());
  }

  private Revision with(Map<String, Object> settings) throws Exception {
    Revision plain = first();
    return new Revision(
        plain.deploymentId(),
        plain.applicationId(),
        plain.application(),
        plain.environment(),
        plain.number(),
        plain.image(),
        plain.commit(),
        plain.env(),
        plain.strategy(),
        Json.tree(settings));
  }

  @Test
  void bringsDriftBack() throws Exception {
    Revision revision = first();
    Rendered rendered = render(revision);
    Placed placed = target.deploy(revision, rendered, RecordedProgress.after(null));
    target.scale(placed.handle(), 4);
    assertThat(target.diff(rendered, placed.handle()).toString())
        .contains("desiredCount")
        .contains("4");
    target.heal(rendered, placed.handle());
    assertThat(target.diff(rendered, placed.handle())).isEmpty();
    target.delete(placed.handle());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'containerDefinition': []} | no field 'containerDefinition'; there are",
        "{'containerDefinitions': [{'image': 'box', 'memory': '512'}]} | containerDefinitions[0].memory must be a whole number",
        "{'containerDefinitions': [{'image': 'other'}]} | No container in 'ecs/task-definition.json' runs the image",
        "[1] | is not an object",
        "{'family': | is not JSON"
      })
  void namesWhatIsWrongWithATaskDefinition(String text, String message) throws Exception {
    file("ecs/task-definition.json", text.replace('\'', '"'));
    assertThatThrownBy(() -> render(first())).hasMessageContaining(message);
  }

  @Test
  void namesWhatIsWrongWithTheRest() throws Exception {
    file("ecs/service.json", "{\"cluster\": \"other\"}");
    assertThatThrownBy(() -> render(first())).hasMessageContaining("'cluster' is set by Hexad");
    Files.delete(folder.resolve("ecs/service.json"));
    assertThatThrownBy(
            () -> render(with(Map.of("cluster", "main", "taskDefinition", "../../etc/passwd"))))
        .hasMessageContaining("leads out of the repository");
    assertThatThrownBy(() -> render(with(Map.of("cluster", "moon"))))
        .hasMessageContaining("no ECS cluster 'moon'")
        .hasMessageContaining("gone, main");
    assertThatThrownBy(() -> deploy(with(Map.of("cluster", "gone"))))
        .hasMessageContaining("There is no ECS cluster 'gone'");
    assertThatThrownBy(() -> render(with(Map.of("family", "x"))))
        .hasMessageContaining("knows no setting family");
  }

  @Test
  void tellsNoSecretOfItsCredentials() {
    var bad =
        new EcsClusters(
            () ->
                new CdSettings(
                    null,
                    0,
                    60,
                    Map.of(),
                    Map.of("main", new EcsSettings("eu-central-1", "main", "aws", null)),
                    Map.of(),
                    null,
                    Map.of(),
                    null),
            name -> Secret.of("canary"));
    assertThatThrownBy(() -> new EcsService(bad.of("main"), "x").find())
        .hasMessageContaining("secret 'aws' is not")
        .hasMessageNotContaining("canary")
        .hasNoCause();
    bad.close();
  }
}
