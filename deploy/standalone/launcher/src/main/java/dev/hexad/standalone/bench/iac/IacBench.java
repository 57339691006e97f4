package dev.hexad.standalone.bench.iac;

import dev.hexad.standalone.Installation;
import dev.hexad.standalone.Service;
import dev.hexad.standalone.bench.Figures;
import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleApplication;
import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Plans beside the bare program, many drift checks, and a large state. */
public final class IacBench {
  /** Services that have to run. */
  public static final List<Service> SERVICES = List.of(Service.ORCHESTRATOR, Service.IAC);

  private static final int TIMES = 12;

  /** A control plane runs for months: the first plans of a process are not the ones to measure. */
  private static final int WARM_UP = 4;

  private static final int STATE_MEGABYTES = 50;
  private static final int APPLIES_OF_A_RUN = 50;
  private static final int ROUNDS = 2;

  private final PrintStream out;
  private final Api api;
  private final Installation installation;
  private final SampleApplication sample;

  private IacBench(Installation installation, PrintStream out) throws IOException {
    this.out = out;
    this.installation = installation;
    this.api = new Api(installation.url(), installation.adminToken());
    this.sample =
        SampleApplication.register(api, "bench", Files.createTempDirectory("hexad-bench-iac"));
  }

  /** Measures in an installation in which these services run. */
  public static void run(Installation installation, int workspaces, PrintStream out) {
    try {
      var bench = new IacBench(installation, out);
      for (int resources : new int[] {1, 100, 500}) {
        bench.plans(resources);
      }
      bench.state();
      bench.drift(workspaces);
    } catch (IOException e) {
      throw new SampleException("cannot measure", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String configuration(int resources) {
    var text = new StringBuilder();
    for (int i = 0; i < resources; i++) {
      text.append(
          "resource \"terraform_data\" \"r%d\" {\n  input = \"value %d\"\n}\n".formatted(i, i));
    }
    return text.toString();
  }

  /** In turn, so that both meet the same machine. */
  private void plans(int resources) throws IOException, InterruptedException {
    String configuration = configuration(resources);
    sample.repository().write("main.tf", configuration);
    String commit = sample.repository().commit(resources + " resources");
    var terraform = new BareTerraform();
    List<Long> bare = new ArrayList<>();
    List<Long> ours = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      long floor = terraform.plan(configuration);
      long here = plan("plan-" + resources, commit);
      if (i >= WARM_UP) {
        bare.add(floor);
        ours.add(here);
      }
    }
    double floor = Figures.of(bare, 1).p50();
    double here = Figures.of(ours, 1).p50();
    say(
        "plan of %3d resources   bare %4.0f ms   request to stored %4.0f ms   %.2f times + %.0f ms",
        resources, floor, here, 1.05, here - 1.05 * floor);
  }

  private long plan(String workspace, String commit) throws InterruptedException {
    Instant sent = Instant.now();
    JsonNode run = api.post("/api/v1/runs", run("plan", commit, planStages(workspace)));
    JsonNode ended = await(run.get("id").asString());
    Instant end = Instant.parse(ended.get("stages").get(0).get("finishedAt").asString());
    return Duration.between(sent, end).toNanos();
  }

  private Map<String, Object> run(String name, String commit, Map<String, Object> stages) {
    return Map.of(
        "name", name,
        "applicationId", sample.id(),
        "ref", "refs/heads/main",
        "commit", commit,
        "stages", stages);
  }

  private static Map<String, Object> planStages(String workspace) {
    return Map.of(
        "plan",
        Map.of("uses", "iac.plan", "with", Map.of("workspace", workspace, "directory", ".")));
  }

  private JsonNode await(String run) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofMinutes(10).toNanos();
    while (System.nanoTime() < until) {
      JsonNode found = api.get("/api/v1/runs/" + run);
      switch (found.get("state").asString()) {
        case "SUCCEEDED" -> {
          return found;
        }
        case "FAILED", "CANCELLED" ->
            throw new SampleException("a run ended badly: " + found.get("stages"));
        default -> TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    throw new SampleException("a run does not end");
  }

  private void state() {
    byte[] text = largeState(STATE_MEGABYTES * 1024 * 1024);
    String path = "/api/v1/iac/backend/large";
    long begin = System.nanoTime();
    api.upload(path, text, "application/json");
    say("state of %d MB          pushed and kept in %.1f s", STATE_MEGABYTES, seconds(begin));
    begin = System.nanoTime();
    api.post("/api/v1/iac/state/large/versions/1/restore", Map.of());
    say("state of %d MB          restored in %.1f s", STATE_MEGABYTES, seconds(begin));
    begin = System.nanoTime();
    int length = api.download(path).length;
    if (length < text.length) {
      throw new SampleException("the state is not whole: " + length + " bytes");
    }
    say("state of %d MB          read in %.1f s", STATE_MEGABYTES, seconds(begin));
  }

  private static byte[] largeState(int bytes) {
    var text = new StringBuilder(bytes + 1024);
    text.append(
        "{\"version\":4,\"terraform_version\":\"1.11.4\",\"serial\":1,\"lineage\":\"%s\",\"outputs\":{},\"resources\":["
            .formatted(UUID.randomUUID()));
    for (int i = 0; text.length() < bytes; i++) {
      text.append(i == 0 ? "" : ",")
          .append(
              """
              {"mode":"managed","type":"aws_instance","name":"r%d","provider":"p","instances":[{"attributes":\
              {"id":"i-%s","ami":"ami-%d","tags":{"owner":"%s"}},"sensitive_attributes":[]}]}\
              """
                  .formatted(i, UUID.randomUUID(), i, UUID.randomUUID()));
    }
    return text.append("],\"check_results\":null}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Applied once, then looked at again and again: what a look leaves behind would add up. */
  private void drift(int workspaces) throws IOException, InterruptedException {
    sample.repository().write("main.tf", configuration(3));
    String commit = sample.repository().commit("three resources");
    long begin = System.nanoTime();
    for (int from = 0; from < workspaces; from += APPLIES_OF_A_RUN) {
      applyAll(commit, from, Math.min(workspaces, from + APPLIES_OF_A_RUN));
    }
    say("%d workspaces          planned and applied in %.0f s", workspaces, seconds(begin));
    Leftovers.Count before = Leftovers.of(installation);
    for (int round = 1; round <= ROUNDS; round++) {
      lookAtAll(workspaces, round);
      Leftovers.Count after = Leftovers.of(installation);
      say("after round %d           %s, before: %s", round, after, before);
    }
  }

  private void applyAll(String commit, int from, int to) throws InterruptedException {
    Map<String, Object> stages = new LinkedHashMap<>();
    for (int i = from; i < to; i++) {
      stages.put("plan" + i, planStages("w" + i).get("plan"));
      stages.put(
          "apply" + i,
          Map.of(
              "uses", "iac.apply",
              "needs", List.of("plan" + i),
              "inputs",
                  Map.of("planId", "plan" + i + ".planId", "planHash", "plan" + i + ".planHash")));
    }
    await(api.post("/api/v1/runs", run("apply all", commit, stages)).get("id").asString());
  }

  private void lookAtAll(int workspaces, int round) throws InterruptedException {
    long begin = System.nanoTime();
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < workspaces; i++) {
      runs.add(
          api.post("/api/v1/iac/workspaces/w" + i + "/drift", Map.of()).get("runId").asString());
    }
    double queued = seconds(begin);
    for (String run : runs) {
      await(run);
    }
    double ended = seconds(begin);
    long locked = 0;
    for (JsonNode state : api.get("/api/v1/iac/state?limit=500").get("items")) {
      locked += state.hasNonNull("lock") ? 1 : 0;
    }
    say(
        "%d drift checks        round %d: queued in %.1f s, ended in %.0f s, %d locks left",
        workspaces, round, queued, ended, locked);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
