package dev.hexad.standalone.bench.drift;

import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleApplication;
import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Applications with their objects in a folder of manifests, deployed as a user would do it. */
record Applications(Api api, BenchObjects objects, Path folder) {
  private static final long LIMIT_NANOS = 1_800_000_000_000L;
  private static final long LOOK_MILLIS = 500;

  /** Registers and deploys all of them; gives the ids of what is stable then. */
  List<String> deploy() throws IOException, InterruptedException {
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < objects.applications(); i++) {
      runs.add(begin(i));
    }
    long end = System.nanoTime() + LIMIT_NANOS;
    for (String run : runs) {
      awaitEnd(run, end);
    }
    List<String> stable = new ArrayList<>();
    api.get("/api/v1/cd/environments?limit=250")
        .get("items")
        .forEach(place -> stable.add(place.at("/stable/id").asString("")));
    if (stable.size() != runs.size() || stable.contains("")) {
      throw new SampleException("of " + runs.size() + " deployments stable are " + stable);
    }
    return stable;
  }

  private String begin(int number) throws IOException {
    String namespace = BenchObjects.namespace(number);
    var application = SampleApplication.register(api, namespace, folder);
    Files.createDirectories(folder.resolve(namespace).resolve("k8s"));
    application
        .repository()
        .write(
            "k8s/objects.yaml",
            objects.of(number).stream()
                .map(item -> item.tree().toString())
                .collect(Collectors.joining("\n---\n")));
    String commit = application.repository().commit("Describe the objects");
    Map<String, Object> image =
        Map.of(
            "repository", BenchObjects.IMAGE, "tag", "1.0.0", "digest", "sha256:" + "0".repeat(64));
    Map<String, Object> with =
        Map.of(
            "environment",
            "production",
            "target",
            "kubernetes",
            "healthTimeoutSeconds",
            600,
            "image",
            image,
            "settings",
            Map.of("cluster", "main", "namespace", namespace, "manifests", "k8s"));
    Map<String, Object> stage = Map.of("uses", "cd.deploy", "timeoutSeconds", 1800, "with", with);
    JsonNode run =
        api.post(
            "/api/v1/runs",
            Map.of(
                "name",
                "Deploy",
                "applicationId",
                application.id(),
                "commit",
                commit,
                "stages",
                Map.of("deploy", stage)));
    return run.get("id").asString();
  }

  private void awaitEnd(String id, long end) throws InterruptedException {
    while (System.nanoTime() < end) {
      JsonNode run = api.get("/api/v1/runs/" + id);
      String state = run.get("state").asString();
      if (state.equals("SUCCEEDED")) {
        return;
      }
      if (!state.equals("RUNNING") && !state.equals("QUEUED")) {
        String why = run.at("/stages/0/problem/detail").asString(run.path("reason").asString(""));
        throw new SampleException("a deployment ended as " + state + ": " + why);
      }
      Thread.sleep(LOOK_MILLIS);
    }
    throw new SampleException("the deployments did not end in time");
  }
}
