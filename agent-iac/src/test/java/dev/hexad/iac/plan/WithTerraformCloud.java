package dev.hexad.iac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.iac.hosted.FakeTerraformCloud;
import dev.hexad.iac.settings.IacSettings;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.node.ObjectNode;

/** The agent with a Terraform Cloud for the workspaces {@code tfc-*}. */
abstract class WithTerraformCloud extends WithTerraform {
  FakeTerraformCloud cloud;
  ChangeRef change;

  @BeforeAll
  void configure() throws Exception {
    cloud = new FakeTerraformCloud();
    orchestrator.secret("tfc", FakeTerraformCloud.TOKEN);
    orchestrator.secret("old", "canary-token-that-ended");
    var settings = (ObjectNode) Json.tree(IacSettings.DEFAULT);
    settings.putArray("terraformCloud").add(entry("old-*", "old")).add(entry("tfc-*", "tfc"));
    orchestrator.configure(3, settings);
    Await.until(
        "the configuration",
        () -> orchestrator.heartbeats().stream().anyMatch(h -> h.configurationVersion() == 3));
    change = repository.commit("resource \"terraform_data\" \"svc\" {}\n");
  }

  private ObjectNode entry(String workspaces, String secret) {
    return Json.mapper()
        .createObjectNode()
        .put("workspaces", workspaces)
        .put("organization", "acme")
        .put("address", cloud.address())
        .put("tokenSecret", secret);
  }

  @AfterAll
  void stopCloud() {
    if (cloud != null) {
      cloud.close();
    }
  }

  @AfterEach
  void conforms() {
    assertThat(cloud.violations).isEmpty();
  }

  Envelope planning(String workspace) {
    return TestBus.command("iac.plan", in(workspace, Map.of()), Ids.next(), change);
  }
}
