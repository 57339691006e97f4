package dev.hexad.iac.hosted;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The part of Terraform Cloud's API that runs need, in one organization. */
final class HostedApi {
  private static final int MOST_PAGES = 10;

  private final HostedHttp http;
  private final String organization;

  HostedApi(HostedHttp http, String organization) {
    this.http = http;
    this.organization = organization;
  }

  HostedHttp http() {
    return http;
  }

  HostedWorkspace workspace(String name) throws InterruptedException {
    String path = "/organizations/" + organization + "/workspaces/" + name;
    String what = "workspace '" + organization + "/" + name + "'";
    return HostedWorkspace.of(http.get(path, what).path("data"));
  }

  /** A configuration version that waits for its sources. */
  record Upload(String id, String url) {}

  /**
   * Makes a configuration version that starts no run by itself.
   *
   * @param speculative for plans that can never be applied
   */
  Upload createConfiguration(String workspace, boolean speculative) throws InterruptedException {
    JsonNode made =
        http.post(
                "/workspaces/" + workspace + "/configuration-versions",
                document(
                    "configuration-versions",
                    Map.of("auto-queue-runs", false, "speculative", speculative),
                    Map.of()),
                "a configuration version")
            .path("data");
    return new Upload(
        made.path("id").asString(""), made.path("attributes").path("upload-url").asString(""));
  }

  void upload(Upload to, Path archive) throws IOException, InterruptedException {
    http.upload(to.url(), archive, "the upload of the configuration");
  }

  /** How far a configuration version is: {@code pending}, {@code uploaded}, {@code errored}. */
  JsonNode configuration(String id) throws InterruptedException {
    return http.get("/configuration-versions/" + id, "configuration version")
        .at("/data/attributes");
  }

  /** What a run is made for. */
  record NewRun(
      String workspace,
      String configuration,
      String message,
      boolean planOnly,
      boolean destroy,
      boolean refreshOnly,
      Map<String, String> variables) {}

  HostedRun createRun(NewRun wish) throws InterruptedException {
    var about = new HashMap<String, Object>();
    about.put("message", wish.message());
    about.put("auto-apply", false);
    about.put("plan-only", wish.planOnly());
    about.put("is-destroy", wish.destroy());
    about.put("refresh-only", wish.refreshOnly());
    List<Map<String, String>> variables = new ArrayList<>();
    wish.variables()
        .forEach((name, value) ->
            variables.add(Map.of("key", name, "value", HostedVariables.expression(value))));
    about.put("variables", variables);
    JsonNode made =
        http.post(
            "/runs",
            document(
                "runs",
                about,
                Map.of(
                    "workspace",
                    related("workspaces", wish.workspace()),
                    "configuration-version",
                    related("configuration-versions", wish.configuration()))),
            "a run");
    return HostedRun.of(made.path("data"));
  }

  HostedRun run(String id) throws InterruptedException {
    return HostedRun.of(http.get("/runs/" + id, "run " + id).path("data"));
  }

  /** The run that was made of a configuration version, if there is one. */
  Optional<HostedRun> runOf(String workspace, String configuration) throws InterruptedException {
    int page = 1;
    while (page > 0 && page <= MOST_PAGES) {
      JsonNode answer =
          http.get(
              "/workspaces/%s/runs?page%%5Bnumber%%5D=%d&page%%5Bsize%%5D=100"
                  .formatted(workspace, page),
              "runs");
      for (JsonNode each : answer.path("data")) {
        HostedRun run = HostedRun.of(each);
        if (configuration.equals(run.configuration())) {
          return Optional.of(run);
        }
      }
      page = answer.at("/meta/pagination/next-page").asInt(0);
    }
    return Optional.empty();
  }

  /** Where the log of a plan is; null as long as there is none. */
  @Nullable String planLog(String plan) throws InterruptedException {
    return logAddress(http.get("/plans/" + plan, "plan " + plan));
  }

  /** An apply with what it has done so far. */
  record Applied(@Nullable String log, int added, int changed, int destroyed) {}

  Applied apply(String id) throws InterruptedException {
    JsonNode document = http.get("/applies/" + id, "apply " + id);
    JsonNode about = document.at("/data/attributes");
    return new Applied(
        logAddress(document),
        about.path("resource-additions").asInt(0),
        about.path("resource-changes").asInt(0),
        about.path("resource-destructions").asInt(0));
  }

  private static @Nullable String logAddress(JsonNode document) {
    String url = document.at("/data/attributes/log-read-url").asString("");
    return url.isBlank() ? null : url;
  }

  /** The plan as {@code show -json} writes it, in clear; null while it is not there. */
  @Nullable String planJson(String plan, int largest) throws InterruptedException {
    return http.download("/plans/" + plan + "/json-output", "JSON of the plan " + plan, largest);
  }

  /** Does {@code apply}, {@code discard}, {@code cancel} or {@code force-cancel} to a run. */
  void act(String run, String action, String comment) throws InterruptedException {
    http.post(
        "/runs/" + run + "/actions/" + action, Map.of("comment", comment), action + " of " + run);
  }

  /** The current state as {@code show -json} writes it, in clear; null while it is not there. */
  @Nullable String stateJson(String workspace, int largest) throws InterruptedException {
    String url =
        http.get("/workspaces/" + workspace + "/current-state-version", "state of the workspace")
            .at("/data/attributes/hosted-json-state-download-url")
            .asString("");
    return url.isBlank() ? null : http.at(url, "JSON of the state", largest);
  }

  /** The newest versions of the state. */
  List<HostedStateVersion> stateVersions(String workspace) throws InterruptedException {
    String path =
        "/state-versions?filter%%5Bworkspace%%5D%%5Bname%%5D=%s&filter%%5Borganization%%5D%%5Bname%%5D=%s&page%%5Bsize%%5D=50"
            .formatted(encoded(workspace), encoded(organization));
    return http.get(path, "state versions")
        .path("data")
        .valueStream()
        .map(HostedStateVersion::of)
        .toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, Object> document(
      String type, Map<String, ?> attributes, Map<String, ?> relationships) {
    var data = new HashMap<String, Object>(Map.of("type", type, "attributes", attributes));
    if (!relationships.isEmpty()) {
      data.put("relationships", relationships);
    }
    return Map.of("data", data);
  }

  private static Map<String, Object> related(String type, String id) {
    return Map.of("data", Map.of("type", type, "id", id));
  }
}
