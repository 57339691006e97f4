package dev.hexad.iac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.iac.settings.IacSettings;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plans that are very large, or whose provider does not survive. */
class HardPlansIntegrationTests extends WithTerraform {
  @Test
  void plansFiveThousandResources() throws Exception {
    var plan =
        plan(
            in("large", Map.of()),
            repository.commit(
                """
                resource "terraform_data" "many" {
                  count = 5000
                  input = "value ${count.index}"
                }
                """));
    assertThat(plan.toAdd()).isEqualTo(5000);
    JsonNode kept = Json.mapper().readTree(agent.get("/plans/" + plan.planId(), "iac:read").body());
    assertThat(kept.at("/plan/toAdd").asInt()).isEqualTo(5000);
  }

  @Test
  void saysWhichProviderCrashed() throws Exception {
    Path provider =
        folder.resolve(
            "mirror/example.org/acme/crash/1.0.0/linux_amd64/terraform-provider-crash_v1.0.0");
    Files.createDirectories(provider.getParent());
    Files.writeString(provider, "#!/bin/sh\necho panic: out of luck >&2\nexit 2\n");
    assertThat(provider.toFile().setExecutable(true)).isTrue();
    var settings = (ObjectNode) Json.tree(IacSettings.DEFAULT);
    settings
        .putObject("providers")
        .put("mirror", folder.resolve("mirror").toString())
        .put("direct", false)
        .putArray("allowed");
    orchestrator.configure(40, settings);
    Await.until(
        "the mirror",
        () -> orchestrator.heartbeats().stream().anyMatch(h -> h.configurationVersion() == 40));
    Problem problem =
        fail(
            TestBus.command(
                "iac.plan",
                in("crashing", Map.of()),
                Ids.next(),
                repository.commit(
                    """
                    terraform {
                      required_providers {
                        crash = { source = "example.org/acme/crash" }
                      }
                    }
                    resource "crash_thing" "a" {}
                    """)));
    assertThat(problem.type()).endsWith("step-failed");
    assertThat(problem.detail()).contains("terraform-provider-crash_v1.0.0 plugin crashed");
    assertThat(agent.get("/backend/crashing", "iac:write").statusCode())
        .as("no lock")
        .isLessThan(300);
    JsonNode states = Json.mapper().readTree(agent.get("/state?limit=500", "iac:read").body());
    states.get("items").forEach(state -> assertThat(state.hasNonNull("lock")).isFalse());
  }
}
