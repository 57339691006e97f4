package dev.hexad.cloud.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.rest.SlowWork;
import dev.hexad.cloud.rest.StrictCloud;
import dev.hexad.cloud.rest.StrictCloud.Call;
import dev.hexad.cloud.rest.StrictCloud.Reply;
import dev.hexad.cloud.settings.AccountSettings;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.testkit.contract.Contract;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A subscription with a small shop in it, as the published documents describe its answers. Calls
 * that the copies of them lack are in {@code contracts}: after {@code
 * Microsoft.Authorization/stable/2022-04-01} and {@code Microsoft.Insights/stable/2015-04-01} of
 * Azure/azure-rest-api-specs.
 */
final class AzureCloud implements AutoCloseable {
  static final String TOKEN = "canary-token-azure";
  static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
  private static final String PASSWORD = "canary-password-5d";
  private static final String TAGS = "/providers/microsoft.resources/tags/default";
  private static final int PAGE = 3;
  private static final String ASSIGNMENTS = "/providers/microsoft.authorization/roleassignments";
  private static final Pattern BETWEEN =
      Pattern.compile("eventTimestamp ge '(.*?)' and eventTimestamp le '(.*?)'");

  final StrictCloud cloud;
  final SlowWork work = new SlowWork();
  final String secret;

  /** What there is, by id in lower case. */
  final Map<String, ObjectNode> things = new TreeMap<>();

  /** Who did what. */
  final List<ObjectNode> events = new CopyOnWriteArrayList<>();

  /** Who has which role, by the id of the assignment. */
  final Map<String, ObjectNode> assignments = new TreeMap<>();

  private final JsonNode tables;

  AzureCloud() throws IOException {
    tables =
        Json.mapper().readTree(Files.readString(Path.of("src/test/resources/azure-rows.json")));
    for (String table : List.of("resources", "resourcecontainers")) {
      for (JsonNode row : tables.get(table)) {
        things.put(row.get("id").asString().toLowerCase(Locale.ROOT), (ObjectNode) row);
      }
    }
    things.values().stream()
        .filter(row -> row.get("type").asString().endsWith("virtualmachines"))
        .map(row -> (ObjectNode) row.get("properties"))
        .forEach(row -> row.putObject("hardwareProfile").put("vmSize", "Standard_B1s"));
    cloud =
        new StrictCloud(
            List.of(
                new Contract("azure/resourcegraph-2021-03-01.json", null, "", List.of()),
                new Contract("azure/subscriptions-2016-06-01.json", null, "", List.of()),
                new Contract(
                    "azure/resources-2025-04-01.json",
                    "azure-resources.json",
                    "",
                    List.of("scope"))),
            this::login,
            this::answer);
    secret =
        Json.write(
            Map.of(
                "tenant",
                "shop.example",
                "clientId",
                "hexad",
                "clientSecret",
                PASSWORD,
                "authority",
                cloud.url()));
  }

  AccountSettings settings() {
    return Json.read(
        """
        {"name": "shop", "provider": "AZURE", "scope": "%s", "credentialsSecret": "azure",
         "endpoint": "%s", "callsPerSecond": 500}
        """
            .formatted(SUBSCRIPTION, cloud.url()),
        AccountSettings.class);
  }

  Secret secret(String name) {
    return Secret.of(secret);
  }

  private @Nullable Reply login(Call call) {
    if (!call.path().equals("/shop.example/oauth2/v2.0/token")) {
      return null;
    }
    Map<String, String> wanted =
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            "hexad",
            "client_secret",
            PASSWORD,
            "scope",
            cloud.url() + "/.default");
    if (!StrictCloud.form(call.body()).equals(wanted)) {
      return Reply.of(401, Map.of("error", "invalid_client"));
    }
    cloud.token(TOKEN);
    return Reply.of(200, Map.of("access_token", TOKEN, "token_type", "Bearer", "expires_in", 3599));
  }

  private Reply answer(Call call) {
    String path = call.path().toLowerCase(Locale.ROOT);
    if (path.endsWith("/microsoft.resourcegraph/resources")) {
      return page(call.json());
    }
    if (path.equals("/subscriptions/" + SUBSCRIPTION)) {
      return Reply.of(200, Map.of("id", path, "displayName", "Shop", "state", "Enabled"));
    }
    if (path.endsWith("/eventtypes/management/values")) {
      return events(call);
    }
    if (path.contains(ASSIGNMENTS)) {
      return assignment(call, path);
    }
    work.asked();
    if (path.contains("/operations/")) {
      return operation(path);
    }
    String id = path.replaceFirst("(/instanceview|/start|/deallocate|" + TAGS + ")$", "");
    ObjectNode thing = things.get(id);
    if (thing == null) {
      return Reply.error(404, id + " was not found");
    }
    return switch (call.method() + path.substring(id.length())) {
      case "GET/instanceview" ->
          Reply.of(200, Map.of("statuses", List.of(Map.of("code", power(thing).get("code")))));
      case "GET" -> Reply.of(200, thing);
      case "GET" + TAGS -> Reply.of(200, tags(thing));
      case "PATCH" + TAGS -> patched(thing, call.json());
      case "POST/start" -> powered(thing, "PowerState/starting", "PowerState/running");
      case "POST/deallocate" -> powered(thing, "PowerState/deallocating", "PowerState/deallocated");
      case "PATCH" -> {
        JsonNode size = call.json().at("/properties/hardwareProfile");
        yield accepted(
            "Azure-AsyncOperation",
            id,
            () -> ((ObjectNode) thing.get("properties")).set("hardwareProfile", size));
      }
      case "DELETE" -> accepted("Location", id, () -> things.remove(id));
      default -> throw new IllegalStateException("not offered: " + call);
    };
  }

  private static ObjectNode power(ObjectNode machine) {
    return (ObjectNode) machine.at("/properties/extended/instanceView/powerState");
  }

  private Reply powered(ObjectNode machine, String now, String then) {
    power(machine).put("code", now);
    String id = machine.get("id").asString();
    return accepted("Azure-AsyncOperation", id, () -> power(machine).put("code", then));
  }

  /** The two ways of following what goes on, each with its header. */
  private Reply accepted(String header, String id, Runnable effect) {
    String name = work.begin(effect);
    String service = id.toLowerCase(Locale.ROOT).replaceFirst(".*/providers/([^/]+)/.*", "$1");
    String url =
        "%s/subscriptions/%s/providers/%s/locations/westeurope/operations/%s%s?api-version=2024-07-01"
            .formatted(
                cloud.url(),
                SUBSCRIPTION,
                service,
                name,
                header.equals("Location") ? "-location" : "");
    return new Reply(202, null, Map.of(header, url, "Retry-After", "0"));
  }

  private Reply operation(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    String name = last.replaceFirst("-location$", "");
    SlowWork.Standing standing = work.standing(name);
    if (standing == null) {
      return Reply.error(404, "the operation was not found");
    }
    if (!last.equals(name)) {
      return switch (standing) {
        case RUNNING -> Reply.empty(202);
        case DONE -> Reply.empty(204);
        case FAILED -> Reply.error(409, work.why(name));
      };
    }
    ObjectNode told = Json.mapper().createObjectNode().put("name", name);
    switch (standing) {
      case RUNNING -> told.put("status", "InProgress");
      case DONE -> told.put("status", "Succeeded");
      case FAILED -> {
        told.put("status", "Failed");
        told.putObject("error").put("code", "AllocationFailed").put("message", work.why(name));
      }
    }
    return Reply.of(200, told);
  }

  private static Map<String, Object> tags(ObjectNode thing) {
    JsonNode tags = thing.path("tags");
    return Map.of(
        "properties", Map.of("tags", tags.isObject() ? tags : Json.mapper().createObjectNode()));
  }

  private static Reply patched(ObjectNode thing, JsonNode patch) {
    ObjectNode tags =
        thing.path("tags") instanceof ObjectNode there ? there : thing.putObject("tags");
    for (Map.Entry<String, JsonNode> tag : patch.at("/properties/tags").properties()) {
      switch (patch.path("operation").asString()) {
        case "Merge" -> tags.set(tag.getKey(), tag.getValue());
        case "Delete" -> {
          if (tag.getValue().equals(tags.get(tag.getKey()))) {
            tags.remove(tag.getKey());
          }
        }
        default -> {
          return Reply.error(400, "the operation is not known");
        }
      }
    }
    return Reply.of(200, tags(thing));
  }

  private Reply page(JsonNode question) {
    if (!question.path("subscriptions").path(0).asString("").equals(SUBSCRIPTION)) {
      return Reply.error(403, "no access to the subscription");
    }
    String query = question.path("query").asString();
    String table = query.split(" ")[0];
    ArrayNode all = (ArrayNode) tables.get(table);
    var alive =
        all.valueStream()
            .filter(row ->
                table.startsWith("authorization")
                    || things.containsKey(row.get("id").asString().toLowerCase(Locale.ROOT)))
            .toList();
    return page(question, alive);
  }

  /** Somebody did something to a thing. */
  ObjectNode did(String thing, String caller, String operation, String status, Instant at) {
    String id =
        things.keySet().stream().filter(one -> one.endsWith(thing)).findFirst().orElseThrow();
    ObjectNode event = Json.mapper().createObjectNode();
    event.put("eventDataId", "e" + events.size()).put("eventTimestamp", at.toString());
    event.put("caller", caller).put("resourceId", things.get(id).get("id").asString());
    event.putObject("category").put("value", "Administrative");
    event.putObject("operationName").put("value", operation);
    event.putObject("status").put("value", status);
    event.putObject("subStatus").put("value", status.equals("Failed") ? "Forbidden" : "OK");
    event.putObject("httpRequest").put("clientIpAddress", "203.0.113.8");
    event.putObject("claims");
    event.putObject("properties");
    events.add(event);
    return event;
  }

  private Reply events(Call call) {
    Matcher bounds = BETWEEN.matcher(call.query().get("$filter"));
    assertThat(bounds.matches()).as(call.query().toString()).isTrue();
    Instant from = Instant.parse(bounds.group(1));
    Instant until = Instant.parse(bounds.group(2));
    List<ObjectNode> all =
        events.stream()
            .filter(event -> {
              Instant at = Instant.parse(event.get("eventTimestamp").asString());
              return !at.isBefore(from) && !at.isAfter(until);
            })
            .toList();
    int start = Integer.parseInt(call.query().getOrDefault("$skipToken", "0"));
    int end = Math.min(all.size(), start + PAGE);
    ObjectNode page = Json.mapper().createObjectNode();
    page.set("value", Json.tree(all.subList(start, end)));
    if (end < all.size()) {
      String query =
          call.query().entrySet().stream()
              .filter(one -> !one.getKey().equals("$skipToken"))
              .map(one ->
                  one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
              .collect(Collectors.joining("&"));
      page.put("nextLink", cloud.url() + call.path() + "?" + query + "&$skipToken=" + end);
    }
    return new Reply(200, page);
  }

  private Reply assignment(Call call, String path) {
    String scope = path.substring(0, path.indexOf(ASSIGNMENTS));
    switch (call.method()) {
      case "GET" -> {
        String principal = call.query().get("$filter").replaceFirst("principalId eq '(.*)'", "$1");
        ObjectNode page = Json.mapper().createObjectNode();
        ArrayNode value = page.putArray("value");
        assignments.values().stream()
            .filter(one -> scope.startsWith(one.at("/properties/scope").asString()))
            .filter(one -> one.at("/properties/principalId").asString().equals(principal))
            .forEach(value::add);
        return new Reply(200, page);
      }
      case "PUT" -> {
        ObjectNode made = Json.mapper().createObjectNode();
        made.put("id", path).put("name", path.substring(path.lastIndexOf('/') + 1));
        made.set("properties", call.json().get("properties"));
        ((ObjectNode) made.get("properties")).put("scope", scope);
        assignments.put(path, made);
        return new Reply(201, made);
      }
      default -> {
        ObjectNode gone = assignments.remove(path);
        return gone == null ? Reply.empty(204) : new Reply(200, gone);
      }
    }
  }

  private static Reply page(JsonNode question, List<? extends JsonNode> alive) {
    int from = Integer.parseInt(question.at("/options/$skipToken").asString("0"));
    int to = Math.min(alive.size(), from + PAGE);
    ObjectNode page = Json.mapper().createObjectNode();
    page.put("totalRecords", alive.size()).put("count", to - from).put("resultTruncated", "false");
    ArrayNode data = page.putArray("data");
    alive.subList(from, to).forEach(data::add);
    if (to < alive.size()) {
      page.put("$skipToken", Integer.toString(to));
    }
    return new Reply(200, page);
  }

  @Override
  public void close() {
    cloud.close();
  }
}
