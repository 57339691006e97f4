package dev.hexad.agent.enrolment;

import dev.hexad.contracts.manifest.Enrolment;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The orchestrator's REST API as far as agents use it. Thread-safe. */
public final class OrchestratorClient {
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
  private final String baseUrl;
  private volatile @Nullable String serviceToken;

  OrchestratorClient(String baseUrl) {
    this.baseUrl = baseUrl.replaceFirst("/+$", "");
  }

  /** The orchestrator answered, but not with success. */
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String body;

    RefusedException(int status, String body) {
      super("the orchestrator answered " + status + ": " + body);
      this.status = status;
      this.body = body;
    }

    public int status() {
      return status;
    }

    /** What the answer says is wrong, for people. */
    public String detail() {
      try {
        return Json.mapper().readTree(body).path("detail").asString(String.valueOf(status));
      } catch (JacksonException e) {
        return String.valueOf(status);
      }
    }
  }

  Enrolment.Lease enrol(Enrolment.Request request, String enrolmentToken)
      throws IOException, InterruptedException {
    return lease(send("POST", "/api/v1/enrolments", enrolmentToken, Json.write(request)));
  }

  Enrolment.Lease beat(String agent, UUID instance, Enrolment.Heartbeat heartbeat)
      throws IOException, InterruptedException {
    String path = "/api/v1/enrolments/" + agent + "/" + instance;
    return lease(send("PUT", path, serviceToken, Json.write(heartbeat)));
  }

  void leave(String agent, UUID instance) throws IOException, InterruptedException {
    send("DELETE", "/api/v1/enrolments/" + agent + "/" + instance, serviceToken, "");
  }

  /**
   * The value of a secret that an operator stored.
   *
   * @throws IOException when the orchestrator does not answer or refuses
   */
  public Secret secret(String name) throws IOException, InterruptedException {
    String path = "/api/v1/secrets/" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "/value";
    return Secret.of(
        Json.mapper().readTree(send("GET", path, serviceToken, "")).get("value").stringValue());
  }

  /**
   * A wish for a run of one commit of an application.
   *
   * @param ref full, for example {@code refs/heads/main}
   * @param author of the commit, null when that is not known
   * @param stages as in {@code hexad.yml}
   */
  public record NewRun(
      String name,
      UUID applicationId,
      String ref,
      String commit,
      @Nullable String author,
      JsonNode stages) {}

  /**
   * Starts a run; the same key starts it once.
   *
   * @return id of the run
   * @throws IOException when the orchestrator does not answer or refuses
   */
  public UUID start(NewRun wish, String key) throws IOException, InterruptedException {
    String answer =
        send("POST", "/api/v1/runs", serviceToken, Json.write(wish), "Idempotency-Key", key);
    return UUID.fromString(Json.mapper().readTree(answer).get("id").stringValue());
  }

  private record RelayedDecision(String by, boolean approved, String subject) {}

  /**
   * Says that somebody of a Git host approves what waits at a gate.
   *
   * @param by for example {@code github:anna}
   * @param subject hash of what was looked at
   * @throws RefusedException when the gate does not take it
   */
  public void relayDecision(UUID run, String stage, String by, String subject)
      throws IOException, InterruptedException {
    String path =
        "/api/v1/runs/%s/stages/%s/relayed-decision"
            .formatted(run, URLEncoder.encode(stage, StandardCharsets.UTF_8));
    send("POST", path, serviceToken, Json.write(new RelayedDecision(by, true, subject)));
  }

  /**
   * An application that the orchestrator knows.
   *
   * @param team who owns it, null for nobody
   */
  public record KnownApplication(UUID id, String name, @Nullable String team) {}

  private record ApplicationPage(List<KnownApplication> items, @Nullable String nextCursor) {}

  /** All applications, by name. */
  public List<KnownApplication> applications() throws IOException, InterruptedException {
    var all = new ArrayList<KnownApplication>();
    String cursor = "";
    do {
      String path =
          "/api/v1/applications?limit=500"
              + (cursor.isEmpty()
                  ? ""
                  : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
      ApplicationPage page = Json.read(send("GET", path, serviceToken, ""), ApplicationPage.class);
      all.addAll(page.items());
      cursor = Objects.requireNonNullElse(page.nextCursor(), "");
    } while (!cursor.isEmpty());
    return all;
  }

  /** Stops a run. */
  public void cancel(UUID run, String reason) throws IOException, InterruptedException {
    String path =
        "/api/v1/runs/%s/cancel?reason=%s"
            .formatted(run, URLEncoder.encode(reason, StandardCharsets.UTF_8));
    send("POST", path, serviceToken, "");
  }

  /**
   * A lease as the orchestrator tells it.
   *
   * @param position 0 for who has it, 1 for the next one
   * @param waitsFor who stands before, the holder first
   */
  public record LeaseView(
      UUID id,
      List<String> resources,
      boolean granted,
      @Nullable Long token,
      int position,
      List<String> waitsFor) {}

  private record LeaseWish(List<String> resources, int ttlSeconds, String reason) {}

  /** Takes a place in line for a lease; the same key takes one place. */
  public LeaseView requestLease(String key, List<String> resources, int ttlSeconds, String reason)
      throws IOException, InterruptedException {
    String wish = Json.write(new LeaseWish(resources, ttlSeconds, reason));
    return Json.read(
        send("POST", "/api/v1/leases", serviceToken, wish, "Idempotency-Key", key),
        LeaseView.class);
  }

  /** Answers when it is granted, or after so many seconds, 5 at most. */
  public LeaseView lease(UUID id, int waitSeconds) throws IOException, InterruptedException {
    String path = "/api/v1/leases/" + id + "?waitSeconds=" + waitSeconds;
    return Json.read(send("GET", path, serviceToken, ""), LeaseView.class);
  }

  public LeaseView renewLease(UUID id) throws IOException, InterruptedException {
    String path = "/api/v1/leases/" + id + "/renew";
    return Json.read(send("POST", path, serviceToken, ""), LeaseView.class);
  }

  public void releaseLease(UUID id) throws IOException, InterruptedException {
    send("DELETE", "/api/v1/leases/" + id, serviceToken, "");
  }

  /**
   * A change that may have caused a signal.
   *
   * @param score 0 to 1
   * @param change what changed, as the change graph tells it
   * @param evidence sentences that speak for or against it
   */
  public record SuspectView(double score, ChangeView change, List<String> evidence) {}

  /** A change in the ledger. */
  public record ChangeView(
      UUID eventId,
      Instant at,
      String kind,
      String subject,
      String title,
      @Nullable UUID applicationId,
      @Nullable String environment,
      @Nullable String author,
      @Nullable String commit,
      @Nullable UUID runId,
      int distance) {}

  /**
   * Who is suspected, the most likely first.
   *
   * @param verdict {@code suspects} or {@code none}
   * @param reason of the verdict, for people
   */
  public record SuspectsView(String verdict, String reason, List<SuspectView> suspects) {}

  /**
   * Which changes may have caused a signal of an application.
   *
   * @param signal errors, latency, saturation, availability or cost
   * @throws IOException when the orchestrator does not answer or refuses
   */
  public SuspectsView suspects(
      UUID applicationId, @Nullable String environment, Instant at, String signal)
      throws IOException, InterruptedException {
    String path =
        "/api/v1/suspects?applicationId=%s&at=%s&signal=%s".formatted(applicationId, at, signal);
    if (environment != null) {
      path += "&environment=" + URLEncoder.encode(environment, StandardCharsets.UTF_8);
    }
    return Json.read(send("GET", path, serviceToken, ""), SuspectsView.class);
  }

  /** The body of what stands at a path. */
  String get(String path) throws IOException, InterruptedException {
    return send("GET", path, serviceToken, "");
  }

  /** The body of the answer to another. */
  String post(String path, Object body) throws IOException, InterruptedException {
    return send("POST", path, serviceToken, Json.write(body));
  }

  private Enrolment.Lease lease(String body) {
    Enrolment.Lease lease = Json.read(body, Enrolment.Lease.class);
    serviceToken = lease.serviceToken();
    return lease;
  }

  private String send(
      String method, String path, @Nullable String token, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new RefusedException(response.statusCode(), response.body());
    }
    return response.body();
  }
}
