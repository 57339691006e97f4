package dev.hexad.iac.hosted;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.contract.Contract;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/**
 * A loopback Terraform Cloud that holds both sides to its published document: what does not conform
 * is answered 400 or 500 and kept for the test to fail by. Every read of a run takes it one step
 * further along its script.
 */
public final class FakeTerraformCloud implements AutoCloseable {
  public static final String TOKEN = "canary-token-of-terraform-cloud";

  /** The usual way to a plan that waits for a yes. */
  public static final List<String> PLANS =
      List.of("pending", "plan_queued", "planning", "planned", "cost_estimating", "policy_checked");

  public final List<String> calls = new CopyOnWriteArrayList<>();
  public final List<String> violations = new CopyOnWriteArrayList<>();

  /** Names of the files of each upload, by configuration version. */
  public final Map<String, List<String>> uploads = new ConcurrentHashMap<>();

  /** What the run of each configuration version was asked to be. */
  public final Map<String, JsonNode> wishes = new ConcurrentHashMap<>();

  private final Map<String, Map<String, Object>> workspaces = new ConcurrentHashMap<>();
  private final Map<String, List<String>> scripts = new ConcurrentHashMap<>();
  private final Map<String, String> holds = new ConcurrentHashMap<>();
  private final Map<String, FakeRun> runs = new LinkedHashMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Contract contract;
  private final HttpServer http;
  private final FakeArchivist archivist;
  private int counter;

  public FakeTerraformCloud() throws IOException {
    contract = Contract.strict("terraform/tfc.openapi.json", "terraform-cloud.json");
    archivist = new FakeArchivist(uploads, violations);
    http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::handle);
    http.start();
  }

  public String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** Knows a workspace; the attributes go over the usual ones. */
  public void workspace(String name, Map<String, Object> attributes, String... script) {
    var all = new HashMap<String, Object>(Map.of("execution-mode", "remote", "locked", false));
    all.put("working-directory", "infra");
    all.putAll(attributes);
    workspaces.put(name, all);
    scripts.put("ws-" + name, script.length == 0 ? PLANS : List.of(script));
  }

  public void planJson(String json) {
    archivist.planJson = json;
  }

  public String planJson() {
    return archivist.planJson;
  }

  public void planLog(String text) {
    archivist.planLog = text;
  }

  /** Does the next call of this kind but loses the answer, or refuses it with a status. */
  public void fault(String call, int status) {
    faults.add(call + " " + status);
  }

  /** Lets the next runs of a workspace go no further than a status. */
  public void hold(String workspace, String status) {
    holds.put("ws-" + workspace, status);
  }

  /** Whether the newest run of a workspace has this status. */
  public synchronized boolean has(String workspace, String status) {
    return runs.values().stream()
        .filter(run -> run.workspace.equals("ws-" + workspace))
        .reduce((a, b) -> b)
        .filter(run -> run.status().equals(status))
        .isPresent();
  }

  public synchronized FakeRun run(String workspace) {
    return runs.values().stream()
        .filter(run -> run.workspace.equals("ws-" + workspace))
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  public long count(String regex) {
    return calls.stream().filter(call -> call.matches(regex)).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.startsWith(FakeArchivist.PATH)) {
        archivist.handle(exchange, path.substring(FakeArchivist.PATH.length()), body);
        return;
      }
      FakeReply reply = answer(exchange, path, new String(body, StandardCharsets.UTF_8));
      if (reply.status() == 0) {
        return;
      }
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", "application/vnd.api+json");
      byte[] text =
          reply.body() == null
              ? new byte[0]
              : Json.write(reply.body()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), text.length == 0 ? -1 : text.length);
      exchange.getResponseBody().write(text);
    }
  }

  private synchronized FakeReply answer(HttpExchange exchange, String path, String body) {
    String method = exchange.getRequestMethod();
    String below = path.replaceFirst("^/api/v2", "");
    String call = method + " " + below;
    var asked = new Contract.Call(method, below, FakeArchivist.query(exchange), body);
    List<String> wrong = new ArrayList<>(contract.wrong(asked));
    if (!"application/vnd.api+json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      wrong.add("the media type");
    }
    if (!wrong.isEmpty()) {
      violations.add(call + ": " + wrong);
      return FakeReply.error(400, wrong.toString());
    }
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return FakeReply.error(401, "unauthorized");
    }
    String fault =
        faults.stream()
            .filter(each -> call.matches(each.substring(0, each.lastIndexOf(' '))))
            .findFirst()
            .orElse(null);
    int status = 0;
    if (fault != null) {
      faults.remove(fault);
      status = Integer.parseInt(fault.substring(fault.lastIndexOf(' ') + 1));
      if (status != 0) {
        return FakeReply.error(status, "not now");
      }
    }
    calls.add(call);
    FakeReply reply = respond(method, below, body);
    wrong =
        reply.status() / 100 == 2 ? contract.wrong(asked, reply.status(), reply.body()) : List.of();
    if (!wrong.isEmpty()) {
      violations.add("answer to " + call + ": " + wrong);
      return FakeReply.error(500, wrong.toString());
    }
    return fault == null ? reply : FakeReply.empty(0);
  }

  private FakeReply respond(String method, String path, String body) {
    String[] parts = path.substring(1).split("/");
    return switch (method + " " + parts[0] + (parts.length > 2 ? "/" + parts[2] : "")) {
      case "GET organizations/workspaces" -> workspace(parts[3]);
      case "POST workspaces/configuration-versions" -> configuration("cv-" + ++counter, "pending");
      case "GET configuration-versions" ->
          configuration(parts[1], uploads.containsKey(parts[1]) ? "uploaded" : "pending");
      case "POST runs" -> create(Json.mapper().readTree(body).get("data"));
      case "GET runs" -> FakeReply.of(200, Map.of("data", runs.get(parts[1]).next(runs.values())));
      case "GET workspaces/runs" -> list(parts[1]);
      case "POST runs/actions" -> runs.get(parts[1]).act(parts[3]) ? accepted() : conflict();
      case "GET plans" -> plan(parts[1], "plans");
      case "GET applies" -> plan(parts[1], "applies");
      case "GET plans/json-output" ->
          new FakeReply(
              307, null, Map.of("Location", address() + "/archivist/json?signature=canary"));
      case "GET state-versions" -> states();
      case "GET workspaces/current-state-version" -> state();
      default -> throw new IllegalStateException(method + " " + path);
    };
  }

  private static FakeReply accepted() {
    return FakeReply.empty(202);
  }

  private static FakeReply conflict() {
    return FakeReply.error(409, "transition not allowed");
  }

  private FakeReply workspace(String name) {
    Map<String, Object> attributes = workspaces.get(name);
    return attributes == null
        ? FakeReply.error(404, "not found")
        : FakeReply.of(
            200,
            Map.of(
                "data",
                Map.of("id", "ws-" + name, "type", "workspaces", "attributes", attributes)));
  }

  private FakeReply configuration(String id, String status) {
    return FakeReply.of(
        status.equals("pending") && !uploads.containsKey(id) ? 201 : 200,
        Map.of(
            "data",
            Map.of(
                "id",
                id,
                "type",
                "configuration-versions",
                "attributes",
                Map.of(
                    "status",
                    status,
                    "upload-url",
                    address() + "/archivist/upload/" + id + "?sig=canary"))));
  }

  private FakeReply create(JsonNode data) {
    String workspace = data.at("/relationships/workspace/data/id").asString();
    String configuration = data.at("/relationships/configuration-version/data/id").asString();
    if (Boolean.TRUE.equals(workspaces.get(workspace.substring(3)).get("locked"))) {
      return FakeReply.error(409, "the workspace is locked by anna");
    }
    wishes.put(configuration, data.get("attributes"));
    boolean only = data.at("/attributes/plan-only").asBoolean();
    var run =
        new FakeRun("run-" + ++counter, workspace, configuration, only, scripts.get(workspace));
    run.holdAt(holds.getOrDefault(workspace, ""));
    runs.put(run.id, run);
    return FakeReply.of(201, Map.of("data", run.document()));
  }

  private FakeReply list(String workspace) {
    var found =
        runs.values().stream()
            .filter(run -> run.workspace.equals(workspace))
            .map(FakeRun::document)
            .toList();
    return FakeReply.of(200, Map.of("data", found.reversed()));
  }

  private FakeReply plan(String id, String type) {
    var attributes = new HashMap<String, Object>();
    attributes.put("log-read-url", address() + "/archivist/log/" + id + "?sig=canary-log");
    attributes.put("resource-additions", 3);
    attributes.put("resource-changes", 0);
    attributes.put("resource-destructions", 0);
    return FakeReply.of(
        200, Map.of("data", Map.of("id", id, "type", type, "attributes", attributes)));
  }

  private FakeReply state() {
    String url = address() + FakeArchivist.PATH + "state?sig=canary";
    return FakeReply.of(
        200,
        Map.of(
            "data",
            Map.of(
                "id", "sv-1",
                "type", "state-versions",
                "attributes", Map.of("serial", 7, "hosted-json-state-download-url", url))));
  }

  private static FakeReply states() {
    return FakeReply.of(
        200,
        Map.of(
            "data",
            List.of(
                Map.of(
                    "id", "sv-1",
                    "type", "state-versions",
                    "attributes",
                        Map.of("serial", 7, "size", 1234, "created-at", "2026-01-02T03:04:05Z")))));
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
