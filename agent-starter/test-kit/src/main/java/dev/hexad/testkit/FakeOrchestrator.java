package dev.hexad.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.manifest.Enrolment;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.identity.SignedIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** The orchestrator as agents see it: enrolment, heartbeat, secrets; it signs real identities. */
public final class FakeOrchestrator implements AutoCloseable {
  /** The only enrolment token that is accepted. */
  public static final String ENROLMENT_TOKEN = "hxe_test";

  private static final int LEASE_SECONDS = 4;

  private final HttpServer server;
  private final ECKey key;
  private final List<Enrolment.Request> enrolments = new CopyOnWriteArrayList<>();
  private final List<Enrolment.Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> runs = new ConcurrentHashMap<>();
  private final List<Act> acts = new CopyOnWriteArrayList<>();
  private final Map<String, String> agents = new ConcurrentHashMap<>();
  private final FakeLeases leases = new FakeLeases();
  private volatile long configurationVersion;

  /** Null in JSON, as the orchestrator says it, until somebody configures the agent. */
  private volatile JsonNode configuration = NullNode.getInstance();

  private volatile String suspects =
      "{\"verdict\":\"none\",\"reason\":\"nothing changed\",\"suspects\":[]}";

  /** What an agent has done to a run, such as to cancel it. */
  public record Act(String path, JsonNode body) {}

  public FakeOrchestrator() {
    try {
      key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/api/v1/enrolments", this::enrolments);
    server.createContext("/api/v1/secrets", this::secrets);
    server.createContext("/api/v1/runs", this::runs);
    server.createContext("/api/v1/suspects", exchange -> answer(exchange, 200, suspects));
    server.createContext("/api/v1/leases", leases::handle);
    server.createContext("/api/v1/", this::gateway);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Arguments that point an agent here. */
  public List<String> arguments() {
    return List.of(
        "--hexad.orchestrator-url=" + url(), "--hexad.enrolment-token=" + ENROLMENT_TOKEN);
  }

  public List<Enrolment.Request> enrolments() {
    return List.copyOf(enrolments);
  }

  public List<Enrolment.Heartbeat> heartbeats() {
    return List.copyOf(heartbeats);
  }

  /** Hands this configuration out with the next heartbeat. */
  public void configure(long version, JsonNode document) {
    configuration = document;
    configurationVersion = version;
  }

  public void secret(String name, String value) {
    secrets.put(name, value);
  }

  /** A header value that an agent accepts for a minute. */
  public String identity(String audience, String... scopes) {
    return identityOf("token:test", audience, scopes);
  }

  /** The same for somebody of this name. */
  public String identityOf(String subject, String audience, String... scopes) {
    var identity = new Identity("default", subject, Set.of(scopes));
    return SignedIdentity.sign(key, identity, audience, Instant.now(), Duration.ofMinutes(1));
  }

  private void enrolments(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    switch (exchange.getRequestMethod()) {
      case "POST" -> {
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        if (!("Bearer " + ENROLMENT_TOKEN).equals(token)) {
          answer(exchange, 401, "{}");
          return;
        }
        Enrolment.Request request = Json.read(body, Enrolment.Request.class);
        enrolments.add(request);
        answer(exchange, 200, Json.write(lease(request.instanceId(), true)));
      }
      case "PUT" -> {
        Enrolment.Heartbeat heartbeat = Json.read(body, Enrolment.Heartbeat.class);
        heartbeats.add(heartbeat);
        boolean stale = heartbeat.configurationVersion() != configurationVersion;
        answer(exchange, 200, Json.write(lease(enrolments.getLast().instanceId(), stale)));
      }
      default -> answer(exchange, 204, "");
    }
  }

  private Enrolment.Lease lease(java.util.UUID instance, boolean withConfiguration) {
    String keys = new JWKSet(key.toPublicJWK()).toString();
    return new Enrolment.Lease(
        instance,
        "ENABLED",
        LEASE_SECONDS,
        "service-token",
        keys,
        configurationVersion,
        withConfiguration ? configuration : null);
  }

  private void secrets(HttpExchange exchange) throws IOException {
    String[] parts = exchange.getRequestURI().getPath().split("/");
    String value = secrets.get(parts[4]);
    if (value == null) {
      answer(exchange, 404, "{}");
    } else {
      answer(exchange, 200, Json.write(Map.of("value", value)));
    }
  }

  private void runs(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonNode wish = body.length == 0 ? NullNode.getInstance() : Json.mapper().readTree(body);
    if (key == null) {
      acts.add(new Act(exchange.getRequestURI().getPath(), wish));
      answer(exchange, 200, "{}");
      return;
    }
    runs.putIfAbsent(key, wish);
    answer(exchange, 202, Json.write(Map.of("id", Ids.derived("run", key))));
  }

  /**
   * What another agent answers through the gateway to requests whose path and query begin so, for
   * example {@code /api/v1/cloud/trail?resource=i-1}, the longest that fits; no other agent is
   * there at first.
   */
  public void agent(String begin, String answer) {
    agents.put(begin, answer);
  }

  private void gateway(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String asked = exchange.getRequestURI().toString();
    acts.add(
        new Act(asked, body.length == 0 ? NullNode.getInstance() : Json.mapper().readTree(body)));
    String answer =
        agents.entrySet().stream()
            .filter(known -> asked.startsWith(known.getKey()))
            .max(Comparator.comparingInt(known -> known.getKey().length()))
            .map(Map.Entry::getValue)
            .orElse(null);
    answer(exchange, answer == null ? 404 : 200, answer == null ? "{}" : answer);
  }

  /** What is answered to who asks for suspects; nobody is suspected at first. */
  public void suspects(String answer) {
    suspects = answer;
  }

  /** Runs that agents have started, by their keys. */
  public Map<String, JsonNode> runs() {
    return Map.copyOf(runs);
  }

  public List<Act> acts() {
    return List.copyOf(acts);
  }

  /** The leases that agents hold and wait for. */
  public FakeLeases leases() {
    return leases;
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
