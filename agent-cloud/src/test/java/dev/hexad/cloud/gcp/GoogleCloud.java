package dev.hexad.cloud.gcp;

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
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project with a small shop in it, as the published documents describe its answers. Calls that
 * the copies of them lack are in {@code contracts}: after {@code compute/v1}, {@code
 * cloudresourcemanager/v3} and {@code logging/v2} of googleapis/google-api-go-client.
 */
final class GoogleCloud implements AutoCloseable {
  static final String TOKEN = "canary-token-90ab";
  private static final String EMAIL = "hexad@shop-1.iam.gserviceaccount.com";
  private static final int PAGE = 3;
  private static final Pattern BETWEEN =
      Pattern.compile(
          "logName:\"cloudaudit.googleapis.com\" AND NOT logName:\"data_access\""
              + " AND timestamp>=\"([^\"]+)\" AND timestamp<=\"([^\"]+)\"");

  final StrictCloud cloud;
  final GoogleAssets assets = new GoogleAssets();
  final SlowWork work = new SlowWork();

  /** What acts change, by path, for example {@code projects/p/zones/z/disks/d}. */
  final Map<String, ObjectNode> things = new TreeMap<>();

  /** Who may do what in the project. */
  final ObjectNode policy =
      Json.mapper()
          .createObjectNode()
          .put("etag", "1")
          .set("bindings", Json.mapper().createArrayNode());

  /** What was written down, in any order. */
  final List<ObjectNode> entries = new CopyOnWriteArrayList<>();

  final String key;
  private final KeyPair keys;

  GoogleCloud() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    cloud =
        new StrictCloud(
            List.of(
                new Contract("gcp/cloudasset-v1.json", null, "", List.of()),
                new Contract("gcp/compute-v1.json", "gcp-compute.json", "/compute/v1", List.of()),
                new Contract("gcp/run-v2.json", null, "", List.of()),
                new Contract("gcp/cloudresourcemanager-v3.json", "gcp-access.json", "", List.of())),
            this::login,
            this::answer);
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    key =
        Json.write(
            Map.of(
                "type",
                "service_account",
                "project_id",
                "shop-1",
                "private_key_id",
                "k1",
                "private_key",
                pem,
                "client_email",
                EMAIL,
                "client_id",
                "1",
                "token_uri",
                cloud.url() + "/token"));
    things.put("projects/shop-1/zones/europe-west1-b/instances/web", assets.data("instances/web"));
    things.put("projects/shop-1/zones/europe-west1-b/disks/old", assets.data("disks/old"));
    things.put("projects/shop-1/zones/europe-west1-b/disks/web", assets.data("disks/web"));
    things.put(
        "projects/shop-1/regions/europe-west1/addresses/idle", assets.data("addresses/idle"));
    things.put("projects/shop-1/locations/europe-west1/services/api", assets.data("services/api"));
  }

  AccountSettings settings() {
    return Json.read(
        """
        {"name": "shop", "provider": "GCP", "scope": "projects/shop-1",
         "credentialsSecret": "google", "endpoint": "%s", "callsPerSecond": 500}
        """
            .formatted(cloud.url()),
        AccountSettings.class);
  }

  Secret secret(String name) {
    return Secret.of(key);
  }

  /** Gives a token to who has signed with the key, and to nobody else. */
  private @Nullable Reply login(Call call) {
    if (!call.path().equals("/token")) {
      return null;
    }
    Map<String, String> form = StrictCloud.form(call.body());
    String[] parts = form.getOrDefault("assertion", "").split("\\.");
    JsonNode claims = Json.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
    boolean good =
        form.get("grant_type").equals("urn:ietf:params:oauth:grant-type:jwt-bearer")
            && isSigned(parts)
            && claims.path("iss").asString().equals(EMAIL)
            && claims.path("aud").asString().equals("https://oauth2.googleapis.com/token")
            && claims.path("scope").asString().endsWith("/auth/cloud-platform");
    if (!good) {
      return Reply.of(401, Map.of("error", "invalid_grant"));
    }
    cloud.token(TOKEN);
    return Reply.of(200, Map.of("access_token", TOKEN, "token_type", "Bearer", "expires_in", 3600));
  }

  private boolean isSigned(String[] parts) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(keys.getPublic());
      signature.update(
          (parts[0] + "." + parts[1]).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private Reply answer(Call call) {
    if (call.path().startsWith("/v1/")) {
      return page(call);
    }
    if (call.path().equals("/v3/projects/shop-1")) {
      return Reply.of(200, Map.of("name", "projects/7", "projectId", "shop-1", "state", "ACTIVE"));
    }
    if (call.path().equals("/v2/entries:list")) {
      return entries(call.json());
    }
    if (call.path().startsWith("/v3/projects/shop-1:")) {
      return call.path().endsWith(":getIamPolicy")
          ? Reply.of(200, policy)
          : set((ObjectNode) call.json().get("policy"));
    }
    work.asked();
    String path = call.path().replaceFirst("^/(compute/v1|v2)/", "");
    if (path.contains("/operations/")) {
      return operation(call, path);
    }
    if (call.method().equals("POST") && path.endsWith("/instances")) {
      return made(call, path);
    }
    String own = path.replaceFirst("/(start|stop|setLabels|setMachineType|createSnapshot)$", "");
    ObjectNode thing = things.get(own);
    if (thing == null) {
      return Reply.error(404, "The resource '" + own + "' was not found");
    }
    if (call.method().equals("GET")) {
      return Reply.of(200, thing);
    }
    String verb = path.substring(own.length());
    if (verb.matches("/start|/stop")) {
      thing.put("status", verb.equals("/stop") ? "STOPPING" : "STAGING");
    }
    String name = work.begin(() -> change(call, own, verb, thing));
    String place = own.replaceFirst("/[^/]+/[^/]+$", "") + "/operations/" + name;
    return Reply.of(200, told(call, place, SlowWork.Standing.RUNNING));
  }

  private Reply made(Call call, String path) {
    assertThat(call.query().get("sourceInstanceTemplate"))
        .isEqualTo("projects/shop-1/global/instanceTemplates/web-v2");
    ObjectNode machine = (ObjectNode) call.json();
    String own = path + "/" + machine.get("name").asString();
    if (things.containsKey(own)) {
      return Reply.error(409, "The resource '" + own + "' already exists");
    }
    things.put(own, machine.put("status", "STAGING"));
    String name = work.begin(() -> machine.put("status", "RUNNING"));
    String place = path.replaceFirst("/instances$", "") + "/operations/" + name;
    return Reply.of(200, told(call, place, SlowWork.Standing.RUNNING));
  }

  /** Only who has read the policy as it is now may set it. */
  private Reply set(ObjectNode wish) {
    if (!wish.path("etag").asString("").equals(policy.get("etag").asString())) {
      return Reply.error(409, "There were concurrent policy changes.");
    }
    policy.removeAll();
    policy.setAll(wish);
    policy.put("etag", wish.get("etag").asString() + "1");
    return Reply.of(200, policy);
  }

  /** Somebody did something. */
  ObjectNode wrote(String who, String method, String resource, Instant at) {
    ObjectNode entry = Json.mapper().createObjectNode();
    entry.put("logName", "projects/shop-1/logs/cloudaudit.googleapis.com%2Factivity");
    entry.put("insertId", "i" + entries.size()).put("timestamp", at.toString());
    entry
        .putObject("resource")
        .put("type", "gce_instance")
        .putObject("labels")
        .put("zone", "europe-west1-b");
    ObjectNode told = entry.putObject("protoPayload");
    told.put("@type", "type.googleapis.com/google.cloud.audit.AuditLog");
    told.put("serviceName", "compute.googleapis.com").put("methodName", method);
    told.put("resourceName", resource);
    told.putObject("authenticationInfo").put("principalEmail", who);
    told.putObject("requestMetadata").put("callerIp", "203.0.113.7");
    entries.add(entry);
    return entry;
  }

  private Reply entries(JsonNode question) {
    Matcher bounds = BETWEEN.matcher(question.get("filter").asString());
    if (!bounds.matches()
        || !question.get("resourceNames").path(0).asString().equals("projects/shop-1")) {
      return Reply.error(400, "Unparseable filter: " + question);
    }
    Instant from = Instant.parse(bounds.group(1));
    Instant until = Instant.parse(bounds.group(2));
    List<ObjectNode> all =
        entries.stream()
            .filter(entry -> !entry.get("logName").asString().contains("data_access"))
            .filter(entry -> {
              Instant at = Instant.parse(entry.get("timestamp").asString());
              return !at.isBefore(from) && !at.isAfter(until);
            })
            .sorted(Comparator.comparing(entry -> entry.get("timestamp").asString()))
            .toList();
    int start = Integer.parseInt(question.path("pageToken").asString("0"));
    int end = Math.min(all.size(), start + PAGE);
    ObjectNode page = Json.mapper().createObjectNode();
    page.set("entries", Json.tree(all.subList(start, end)));
    if (end < all.size()) {
      page.put("nextPageToken", Integer.toString(end));
    }
    return new Reply(200, page);
  }

  private Reply operation(Call call, String path) {
    SlowWork.Standing standing = work.standing(AssetName.last(path));
    return standing == null
        ? Reply.error(404, "The operation '" + path + "' was not found")
        : Reply.of(200, told(call, path, standing));
  }

  private ObjectNode told(Call call, String path, SlowWork.Standing standing) {
    String why = work.why(AssetName.last(path));
    ObjectNode operation = Json.mapper().createObjectNode();
    boolean over = standing != SlowWork.Standing.RUNNING;
    if (call.path().startsWith("/v2/")) {
      operation.put("name", path).put("done", over);
      if (standing == SlowWork.Standing.FAILED) {
        operation.putObject("error").put("code", 9).put("message", why);
      }
      return operation;
    }
    operation.put("kind", "compute#operation").put("name", AssetName.last(path));
    operation.put("selfLink", "https://www.googleapis.com/compute/v1/" + path);
    operation.put("status", over ? "DONE" : "RUNNING").put("progress", over ? 100 : 40);
    if (standing == SlowWork.Standing.FAILED) {
      operation
          .putObject("error")
          .putArray("errors")
          .addObject()
          .put("code", "ZONE_RESOURCE_POOL_EXHAUSTED")
          .put("message", why);
    }
    return operation;
  }

  private void change(Call call, String own, String verb, ObjectNode thing) {
    switch (call.method() + verb) {
      case "DELETE" -> things.remove(own);
      case "POST/start" -> thing.put("status", "RUNNING");
      case "POST/stop" -> thing.put("status", "TERMINATED");
      case "POST/setLabels", "POST/setMachineType", "PATCH" ->
          thing.setAll((ObjectNode) call.json());
      case "POST/createSnapshot" ->
          things.put(
              "projects/shop-1/global/snapshots/" + call.json().path("name").asString(),
              (ObjectNode) call.json());
      default -> throw new IllegalStateException("not offered: " + call);
    }
  }

  private Reply page(Call call) {
    boolean policies = call.query().get("contentType").equals("IAM_POLICY");
    List<ObjectNode> all = policies ? assets.policies() : assets.resources();
    int from = Integer.parseInt(call.query().getOrDefault("pageToken", "0"));
    int to = Math.min(all.size(), from + PAGE);
    ObjectNode page = Json.mapper().createObjectNode();
    ArrayNode items = page.putArray("assets");
    all.subList(from, to).forEach(items::add);
    if (to < all.size()) {
      page.put("nextPageToken", Integer.toString(to));
    }
    return new Reply(200, page);
  }

  @Override
  public void close() {
    cloud.close();
  }
}
