package dev.hexad.iac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.ApplyParameters;
import dev.hexad.contracts.command.PlanParameters;
import dev.hexad.contracts.event.ApplyCompleted;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.PlanCompleted;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.iac.settings.IacSettings;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.TestBus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PlanAndApplyIntegrationTests extends WithTerraform {
  private static final String TWO =
      """
      variable "secret" {
        type      = string
        sensitive = true
        default   = "none"
      }
      resource "terraform_data" "open" { input = "hello" }
      resource "terraform_data" "closed" { input = var.secret }
      """;

  @Test
  void appliesExactlyWhatItPlanned() throws Exception {
    var plan = plan(in("exact", Map.of()), repository.commit(TWO));
    assertThat(plan.toAdd()).isEqualTo(2);
    assertThat(plan.changes())
        .extracting(PlanParameters.ResourceChange::address)
        .containsExactlyInAnyOrder("terraform_data.open", "terraform_data.closed");
    assertThat(bus.await(PlanCompleted.class, e -> e.planId().equals(plan.planId())).planHash())
        .isEqualTo(plan.planHash());

    var applied = apply(plan.planId(), plan.planHash());

    assertThat(applied).isEqualTo(new ApplyParameters.Result(plan.planId(), 2, 0, 0));
    bus.await(ApplyCompleted.class, e -> e.planId().equals(plan.planId()) && e.added() == 2);
    assertThat(agent.get("/plans/" + plan.planId(), "iac:read").body())
        .contains("\"state\":\"APPLIED\"", "terraform_data.open");
    assertThat(data().resolve("plans").resolve(plan.planId().toString())).doesNotExist();
    assertThat(plan(in("exact", Map.of()), repository.commit(TWO + "\n")).changes()).isEmpty();
  }

  @Test
  void doesARepeatedApplyOnce() throws Exception {
    var plan = plan(in("repeated", Map.of()), repository.commit(TWO + "#r\n"));
    apply(plan.planId(), plan.planHash());
    Problem problem = fail(applying(plan.planId(), plan.planHash()));
    assertThat(problem.type()).endsWith("conflict");
    assertThat(problem.detail()).contains("is applied");
    assertThat(bus.seen(ApplyCompleted.class))
        .filteredOn(e -> e.planId().equals(plan.planId()))
        .hasSize(1);
  }

  @Test
  void refusesAnotherHash() throws Exception {
    var plan = plan(in("hash", Map.of()), repository.commit(TWO + "#h\n"));
    Problem problem = fail(applying(plan.planId(), "0".repeat(64)));
    assertThat(problem.type()).endsWith("invalid");
    assertThat(problem.detail()).contains("another hash");
  }

  @Test
  void refusesAPlanFileThatWasChanged() throws Exception {
    var plan = plan(in("tampered", Map.of()), repository.commit(TWO + "#t\n"));
    Path file = data().resolve("plans/" + plan.planId() + "/plan.bin");
    Files.writeString(file, "x", StandardOpenOption.APPEND);
    assertThat(fail(applying(plan.planId(), plan.planHash())).detail())
        .contains("not what was planned");
  }

  @Test
  void refusesAPlanThatANewerOneMadeStale() throws Exception {
    ChangeRef change = repository.commit(TWO + "#s\n");
    var old = plan(in("stale", Map.of()), change);
    plan(in("stale", Map.of()), change);
    Problem problem = fail(applying(old.planId(), old.planHash()));
    assertThat(problem.type()).endsWith("conflict");
    assertThat(problem.detail()).contains("stale", "newer plan");
  }

  @Test
  void refusesADiscardedPlan() throws Exception {
    var plan = plan(in("discarded", Map.of()), repository.commit(TWO + "#d\n"));
    String path = "/plans/" + plan.planId() + "/discard";
    assertThat(agent.post(path, "", "iac:read").statusCode()).isEqualTo(403);
    assertThat(agent.post(path, "", "iac:write").statusCode()).isEqualTo(200);
    assertThat(fail(applying(plan.planId(), plan.planHash())).detail()).contains("discarded");
  }

  @Test
  void showsNoSecretAnywhere() throws Exception {
    String canary = "canary-" + UUID.randomUUID();
    var plan = plan(in("secret", Map.of("secret", canary)), repository.commit(TWO + "#c\n"));
    Envelope apply = applying(plan.planId(), plan.planHash());
    succeed(apply);
    String rows =
        agent
            .bean(JdbcClient.class)
            .sql("select string_agg(p::text, ' ') from plan p")
            .query(String.class)
            .single();
    assertThat(rows).contains("(sensitive value)").doesNotContain(canary);
    assertThat(log(plan.planId())).contains("2 to add").doesNotContain(canary);
    assertThat(log(id(apply))).contains("Apply complete").doesNotContain(canary);
    assertThat(agent.get("/plans/" + plan.planId(), "iac:read").body())
        .contains("(sensitive value)")
        .doesNotContain(canary);
    assertThat(state("secret")).contains(canary);
  }

  private String state(String workspace) {
    return agent.get("/backend/" + workspace, "iac:write").body();
  }

  @Test
  void destroysWhatTheWorkspaceHolds() throws Exception {
    ChangeRef change = repository.commit(TWO + "#x\n");
    var create = plan(in("gone", Map.of()), change);
    apply(create.planId(), create.planHash());
    var destroy = plan(new PlanParameters("gone", "infra", Map.of(), true), change);
    assertThat(destroy.toDestroy()).isEqualTo(2);
    assertThat(apply(destroy.planId(), destroy.planHash()).destroyed()).isEqualTo(2);
  }

  @Test
  void saysWhyAnApplyFailed() throws Exception {
    String breaking = provisioned("exit 3");
    var plan = plan(in("failing", Map.of()), repository.commit(breaking));
    Problem problem = fail(applying(plan.planId(), plan.planHash()));
    assertThat(problem.type()).endsWith("step-failed");
    assertThat(problem.detail()).contains("local-exec");
    assertThat(agent.get("/plans/" + plan.planId(), "iac:read").body())
        .contains("\"state\":\"STALE\"");
  }

  @Test
  void endsACancelledApplyWithEverythingThatItStarted() throws Exception {
    Path mark = folder.resolve("slow");
    String slow = provisioned("echo begun > " + mark + "; exec sleep 31415");
    var plan = plan(in("slow", Map.of()), repository.commit(slow));
    Envelope apply = applying(plan.planId(), plan.planHash());
    bus.send(apply);
    Await.until("the slow step", () -> Files.exists(mark) && !read(mark).isBlank());
    assertThat(sleeping()).isTrue();
    bus.cancel("iac", apply);
    bus.await(CommandCancelled.class, e -> e.commandId().equals(id(apply)));
    Await.until("end of the slow step", () -> !sleeping());
    assertThat(fail(applying(plan.planId(), plan.planHash())).detail()).contains("stopped");
  }

  private static boolean sleeping() {
    return ProcessHandle.allProcesses()
        .anyMatch(process -> process.info().commandLine().orElse("").contains("sleep 31415"));
  }

  private static String provisioned(String command) {
    return """
    resource "terraform_data" "step" {
      provisioner "local-exec" {
        command = "%s"
      }
    }
    """
        .formatted(command);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void seesNothingOfTheAgent() throws Exception {
    Path look = folder.resolve("look");
    String command =
        "{ ls /proc | grep -c '^[0-9]'; cat /proc/*/cmdline | grep -c jav[a];"
            + " ls ../../../..; cat %1$s/canary; } > %2$s 2>&1 || true".formatted(data(), look);
    Files.writeString(data().resolve("canary"), "canary-key");
    var plan = plan(in("curious", Map.of()), repository.commit(provisioned(command)));
    apply(plan.planId(), plan.planHash());
    List<String> seen = Files.readAllLines(look);
    assertThat(Integer.parseInt(seen.getFirst())).as("processes").isLessThan(10);
    assertThat(seen.get(1)).as("processes of the agent").isEqualTo("0");
    assertThat(seen).anyMatch(line -> line.contains("No such file"));
    assertThat(String.join(" ", seen)).doesNotContain("canary-key", "state.port");
  }

  @Test
  void stopsWhatWritesWithoutEnd() throws Exception {
    var defaults = (ObjectNode) Json.tree(IacSettings.DEFAULT);
    configure(3, defaults.put("maxOutputMegabytes", 1));
    var plan = plan(in("loud", Map.of()), repository.commit(provisioned("yes loud")));
    Problem problem = fail(applying(plan.planId(), plan.planHash()));
    assertThat(problem.detail()).contains("1 MB of output");
    configure(4, Json.tree(IacSettings.DEFAULT));
  }

  @Test
  void refusesWhatItCannotPlan() throws Exception {
    ChangeRef change = repository.commit(TWO + "#e\n");
    assertThat(planProblem(new PlanParameters("../x", "infra", Map.of(), null), change).detail())
        .contains("workspace");
    assertThat(planProblem(new PlanParameters("x", "../..", Map.of(), null), change).detail())
        .contains("no directory");
    assertThat(planProblem(in("x", Map.of("colour", "red")), change).detail())
        .contains("no variable colour");
    ChangeRef lost =
        repository.commit("terraform {\n  backend \"local\" { path = \"here.tfstate\" }\n}\n");
    assertThat(planProblem(in("x", Map.of()), lost).detail()).contains("does not last");
    Problem broken = planProblem(in("x", Map.of()), repository.commit("\nresource {}\n"));
    assertThat(broken.type()).endsWith("step-failed");
    assertThat(broken.detail()).contains("main.tf:2: Missing type for resource");
  }

  @Test
  void usesTheVersionThatTheRepositoryAsksFor() throws Exception {
    Path program =
        Stream.of(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, "terraform"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow();
    Path other = folder.resolve("tools/terraform/1.2.3/terraform");
    Files.createDirectories(other.getParent());
    Files.writeString(other, "#!/bin/sh\nexec '" + program + "' \"$@\"\n");
    assertThat(other.toFile().setExecutable(true)).isTrue();
    var defaults = (ObjectNode) Json.tree(IacSettings.DEFAULT);
    configure(5, defaults.put("toolFolder", folder.resolve("tools").toString()));
    repository.write("infra/.terraform-version", "1.2.3\n");
    try {
      var plan = plan(in("versions", Map.of()), repository.commit(TWO + "#v\n"));
      assertThat(agent.get("/plans/" + plan.planId(), "iac:read").body())
          .contains("\"toolVersion\":\"1.2.3\"");
      apply(plan.planId(), plan.planHash());
      repository.write("infra/.terraform-version", "0.0.1\n");
      Problem problem = planProblem(in("versions", Map.of()), repository.commit(TWO + "#w\n"));
      assertThat(problem.type()).endsWith("tool-missing");
      assertThat(problem.detail()).contains("no terraform 0.0.1", "1.2.3", "tools/terraform/0.0.1");
    } finally {
      repository.remove("infra/.terraform-version");
      configure(6, Json.tree(IacSettings.DEFAULT));
    }
  }

  private void configure(int version, JsonNode settings) {
    orchestrator.configure(version, settings);
    Await.until(
        "the configuration",
        () ->
            orchestrator.heartbeats().stream().anyMatch(h -> h.configurationVersion() == version));
  }

  private Problem planProblem(PlanParameters parameters, ChangeRef change) {
    return fail(TestBus.command("iac.plan", parameters, Ids.next(), change));
  }

  @Test
  void leavesADeclaredBackendAlone() throws Exception {
    Path own = folder.resolve("own.tfstate");
    String configuration = "terraform {\n  backend \"local\" { path = \"" + own + "\" }\n}\n" + TWO;
    var plan = plan(in("own", Map.of()), repository.commit(configuration));
    apply(plan.planId(), plan.planHash());
    assertThat(own).content().contains("terraform_data");
    assertThat(agent.get("/backend/own", "iac:write").statusCode()).isEqualTo(204);
  }
}
