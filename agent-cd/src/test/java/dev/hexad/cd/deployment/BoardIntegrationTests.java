package dev.hexad.cd.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cd.TestApplication;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the dashboard reads. */
class BoardIntegrationTests {
  private static CdFixture cd;
  private static ImageRef image;

  @BeforeAll
  static void start() {
    TestApplication.requireNode();
    cd = new CdFixture();
    image = TestApplication.push(cd.registry, "one");
  }

  @AfterAll
  static void stop() throws Exception {
    if (cd != null) {
      cd.close();
    }
  }

  private static JsonNode get(String path) {
    return Json.mapper().readTree(cd.agent.get(path, "cd:read").body());
  }

  @Test
  void readsAllPagesOnceAndNothingElse() {
    List<UUID> applications = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      applications.add(Ids.next());
      cd.deploy(applications.getLast(), image);
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = get("/environments?limit=2&application=HELL&cursor=" + cursor);
      page.get("items").forEach(item -> seen.add(item.get("applicationId").asString()));
      cursor = page.path("nextCursor").asString("");
    } while (!cursor.isEmpty());
    assertThat(seen)
        .containsExactlyElementsOf(applications.stream().map(UUID::toString).sorted().toList());
    assertThat(get("/environments?application=nobody").get("items")).isEmpty();
    assertThat(get("/environments?cursor=bad").get("detail").asString())
        .contains("not given out by this list");
  }

  @Test
  void tellsWhatRunsAndHowTheLastOneWent() {
    UUID application = Ids.next();
    DeployParameters.Result good = cd.deploy(application, image);
    cd.agent.bean(Supervisor.class).keep();
    ImageRef bad = new ImageRef(image.repository(), "none", "sha256:" + "0".repeat(64));
    cd.failure(
        cd.sendDeploy(
            application,
            CdFixture.parameters(
                bad, DeployParameters.Strategy.REPLACE, null, java.util.Map.of())));
    JsonNode row = get("/environments?applicationId=" + application).at("/items/0");
    assertThat(row.at("/stable/revision").asInt()).isEqualTo(good.revision());
    assertThat(row.at("/stable/health").asString()).isEqualTo("HEALTHY");
    assertThat(row.at("/stable/image").asString()).isEqualTo(image.pinned());
    assertThat(row.at("/latest/state").asString()).isEqualTo("FAILED");
    assertThat(row.at("/latest/reason").asString()).isNotBlank();
    assertThat(row.path("closed").asString("")).isEmpty();
    assertThat(row.get("url").asString()).startsWith("http://127.0.0.1:");
    JsonNode first = get("/deployments?limit=1&applicationId=" + application);
    assertThat(first.at("/items/0/revision").asInt()).isEqualTo(2);
    JsonNode next =
        get(
            "/deployments?applicationId="
                + application
                + "&cursor="
                + first.get("nextCursor").asString());
    assertThat(next.get("items")).hasSize(1);
    assertThat(next.at("/items/0/revision").asInt()).isEqualTo(1);
  }
}
