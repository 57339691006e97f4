package dev.hexad.standalone.demo;

import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleApplication;
import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The main job, step by step, on a running installation; every claim is checked. */
public final class Story {
  /** Passes the tests, which greet a few times only, and fails once the ring is full. */
  private static final String DEFECT =
      """
      const recent = new Uint16Array(16);
      let next = 0;

      /** The greeting for a name; remembers how long the last names were. */
      export function greeting(name) {
        const known = (name ?? '').trim();
        if (next >= recent.length) {
          throw new RangeError(`no place ${next} in the ring of recent names`);
        }
        recent[next++] = known.length;
        return `Hello, ${known === '' ? 'stranger' : known}!`;
      }
      """;

  private static final String CONTAINERS = "type = docker.container";
  private static final int VISITS = 30;
  private static final int PATIENCE_SECONDS = 40;

  private final Api api;
  private final Path examples;
  private final Path folder;
  private final Narrator narrator;
  private final RunWatch runs;

  /**
   * @param examples the folder of examples in the source tree
   * @param folder where the sample repositories live
   */
  public Story(String url, String token, Path examples, Path folder, PrintStream out) {
    this.api = new Api(url, token);
    this.examples = examples;
    this.folder = folder;
    this.narrator = new Narrator(out);
    this.runs = new RunWatch(api, narrator);
  }

  /**
   * Plays the story.
   *
   * @throws SampleException when a step does not hold
   */
  public void play() {
    narrator.step("An application: a Git repository, registered with its webhook");
    SampleApplication hello = SampleApplication.register(api, "hello", folder);
    narrator.say("registered 'hello' from " + hello.repository().url());

    narrator.step("A signed push: CI verifies, clones, tests, builds and pushes an image");
    JsonNode good = pushGood(hello);
    String address = stage(good, "canary").at("/result/url").asString();

    narrator.step("Deployed and watched: Monitoring gave its verdict, the run is green");
    expectAnswers(address);

    narrator.step("A push with a defect that its tests do not see");
    String commit = pushDefect(hello);
    expectAlert(hello, commit);
    expectAnswers(address);

    narrator.step("Infrastructure, inventory, cost");
    infrastructure();
    inventory();
    cost();
  }

  private JsonNode pushGood(SampleApplication hello) {
    String before = hello.repository().head();
    hello.repository().copy(examples.resolve("hello"));
    hello.repository().write("release.txt", "released " + Instant.now() + "\n");
    String commit = hello.repository().commit("feat: Greet by name");
    String run = hello.push(before, commit, "feat: Greet by name");
    narrator.say("push of " + commit.substring(0, 8) + " accepted, run " + run.substring(0, 8));
    JsonNode end = runs.toTheEnd(run);
    expect(state(end).equals("SUCCEEDED"), "the first run should be green, but: " + why(end));
    return end;
  }

  private String pushDefect(SampleApplication hello) {
    String before = hello.repository().head();
    hello.repository().write("greeting.mjs", DEFECT);
    String commit = hello.repository().commit("feat: Remember recent names");
    String run = hello.push(before, commit, "feat: Remember recent names");
    narrator.say("push of " + commit.substring(0, 8) + " accepted, run " + run.substring(0, 8));
    JsonNode end = runs.toTheEnd(run);
    expect(state(end).equals("FAILED"), "the defect should fail its verdict: " + why(end));
    expect(state(stage(end, "build")).equals("SUCCEEDED"), "the tests should not see the defect");
    expect(state(stage(end, "verify")).equals("FAILED"), "the verdict should be a failure");
    expect(state(stage(end, "rollback")).equals("SUCCEEDED"), "CD should have rolled back");
    return commit;
  }

  private void expectAlert(SampleApplication hello, String commit) {
    boolean named = false;
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (System.nanoTime() < end) {
      for (JsonNode alert : api.get("/api/v1/alerts?applicationId=" + hello.id()).get("items")) {
        JsonNode suspect = alert.at("/suspects/0");
        if (!suspect.path("commit").asString("").equals(commit)) {
          continue;
        }
        if (!named) {
          named = true;
          narrator.say("alert: " + alert.get("title").asString());
          narrator.note(
              "suspect: commit "
                  + commit.substring(0, 8)
                  + " by "
                  + suspect.path("author").asString("?"));
        }
        if (alert.get("state").asString().equals("RESOLVED")) {
          narrator.say("alert resolved: " + alert.get("resolution").asString());
          return;
        }
      }
      RunWatch.pause();
    }
    throw new SampleException(
        named ? "the alert did not resolve" : "no alert names the commit " + commit);
  }

  private void expectAnswers(String address) {
    String answer = "";
    for (int i = 0; i < VISITS; i++) {
      answer = api.visit(address + "/?name=Hexad");
      expect(answer.equals("Hello, Hexad!"), address + " answered '" + answer + "'");
    }
    narrator.say(address + " answers \"" + answer + "\", " + VISITS + " times of " + VISITS);
  }

  private void infrastructure() {
    if (!onPath("terraform") && !onPath("tofu")) {
      narrator.say("iac       skipped: neither terraform nor tofu is on the path");
      return;
    }
    SampleApplication sample = SampleApplication.register(api, "infrastructure", folder);
    sample.repository().copy(examples.resolve("infrastructure"));
    sample.repository().commit("feat: Describe the infrastructure");
    JsonNode run =
        api.post(
            "/api/v1/runs",
            Map.of("applicationId", sample.id(), "name", "Apply the sample infrastructure"));
    JsonNode end = runs.toTheEnd(run.get("id").asString());
    expect(state(end).equals("SUCCEEDED"), "the infrastructure should be applied: " + why(end));
  }

  private void inventory() {
    api.configure("cloud", Story::askForApplications);
    api.put("/api/v1/cloud/views/Containers", Map.of("filter", CONTAINERS, "sort", "name"));
    JsonNode run =
        api.post(
            "/api/v1/runs",
            Map.of(
                "name",
                "Read the inventory",
                "stages",
                Map.of("inventory", Map.of("uses", "cloud.sync"))));
    JsonNode end = runs.toTheEnd(run.get("id").asString());
    expect(state(end).equals("SUCCEEDED"), "the inventory should be read: " + why(end));
    JsonNode policy = policy();
    narrator.say(
        "view 'Containers' saved; tag policy '%s': %d of %d containers name no application"
            .formatted(
                policy.at("/policy/name").asString(),
                policy.path("violating").asInt(),
                policy.path("total").asInt()));
  }

  /** The agent takes its configuration a little later. */
  private JsonNode policy() {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (System.nanoTime() < end) {
      JsonNode items = api.get("/api/v1/cloud/tag-policies").get("items");
      if (!items.isEmpty()) {
        return items.get(0);
      }
      RunWatch.pause();
    }
    throw new SampleException("the Cloud agent does not know its tag policy");
  }

  /** What the inventory shows are the real containers of this machine, if it has an engine. */
  private static void askForApplications(ObjectNode settings) {
    ObjectNode policy = settings.putArray("tagPolicies").addObject();
    policy.put("name", "applications").put("resources", CONTAINERS).put("graceDays", 7);
    policy.putArray("required").add("application");
    policy.putObject("allowed");
    policy.putObject("defaults");
    policy.putObject("takenFrom").putArray("application").add("application.name");
  }

  private void cost() {
    Path bill = examples.resolve("bill").resolve("focus-sample.csv");
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(bill);
    } catch (IOException e) {
      throw new SampleException("cannot read " + bill, e);
    }
    api.upload("/api/v1/finops/imports?source=sample-bill&sample=true", bytes, "text/csv");
    JsonNode costs = api.get("/api/v1/finops/costs?groupBy=service");
    narrator.say("sample bill imported (sample data); cost by service:");
    costs
        .get("items")
        .forEach(item ->
            narrator.note(
                "%-24s %10s %s"
                    .formatted(
                        item.get("key").asString(),
                        item.get("amount").asString(),
                        item.get("currency").asString())));
  }

  private static String why(JsonNode run) {
    return run.path("reason").asString(state(run));
  }

  private static boolean onPath(String program) {
    String path = System.getenv("PATH");
    for (String entry : (path == null ? "" : path).split(java.io.File.pathSeparator)) {
      if (Files.isExecutable(Path.of(entry, program))) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode stage(JsonNode run, String id) {
    for (JsonNode stage : run.get("stages")) {
      if (stage.get("id").asString().equals(id)) {
        return stage;
      }
    }
    throw new SampleException("the run has no stage " + id);
  }

  private static String state(JsonNode runOrStage) {
    return runOrStage.get("state").asString();
  }

  private static void expect(boolean held, String otherwise) {
    if (!held) {
      throw new SampleException(otherwise);
    }
  }
}
