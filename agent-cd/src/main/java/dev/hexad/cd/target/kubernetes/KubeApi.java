package dev.hexad.cd.target.kubernetes;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects of any kind in one cluster, as trees. What is throttled or fails on the way is tried
 * again by the client; applying is the same however often it is done. Thread-safe.
 */
final class KubeApi {
  /** Who holds the fields that are applied. */
  static final String MANAGER = "hexad";

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int PAGE = 500;

  private final KubernetesClient client;
  private final HttpClient http;
  private final String root;

  KubeApi(KubernetesClient client) {
    this.client = client;
    this.http = client.getHttpClient();
    this.root = client.getMasterUrl().toString().replaceFirst("/+$", "");
  }

  /** Namespace of the credentials, {@code default} when they name none. */
  String namespace() {
    String own = client.getNamespace();
    return own == null || own.isBlank() ? "default" : own;
  }

  /** Of the cluster, for example {@code v1.35.0}. */
  String gitVersion() {
    JsonNode version = require(send("GET", "/version", null, null), "its version");
    return version.path("gitVersion").asString("");
  }

  /** The kinds of a version of the API; empty when the cluster does not serve it. */
  Optional<JsonNode> kinds(String apiVersion) {
    return found(send("GET", ObjectRef.root(apiVersion), null, null), apiVersion);
  }

  Optional<ObjectNode> get(ObjectRef ref) {
    return found(send("GET", ref.path(), null, null), ref.id()).map(ObjectNode.class::cast);
  }

  /**
   * Applies on the server side.
   *
   * @param dry changes nothing, but says what would be
   */
  ObjectNode apply(ObjectRef ref, ObjectNode tree, boolean force, boolean dry) {
    String path =
        ref.path()
            + "?fieldManager="
            + MANAGER
            + "&fieldValidation=Strict&force="
            + force
            + (dry ? "&dryRun=All" : "");
    Answer answer = send("PATCH", path, "application/apply-patch+yaml", Json.write(tree));
    return (ObjectNode) require(answer, ref.id());
  }

  /** Sets the fields of a merge patch in the name of another manager, so that drift is seen. */
  void patch(ObjectRef ref, ObjectNode fields, String manager) {
    String path = ref.path() + "?fieldManager=" + manager;
    require(send("PATCH", path, "application/merge-patch+json", Json.write(fields)), ref.id());
  }

  /** Deletes with all that it owns; what is gone already is left alone. */
  void delete(ObjectRef ref) {
    found(send("DELETE", ref.path() + "?propagationPolicy=Background", null, null), ref.id());
  }

  /** All of a kind with these labels, read page by page. */
  List<JsonNode> list(ObjectRef of, String selector) {
    List<JsonNode> all = new ArrayList<>();
    String next = "";
    do {
      String path =
          of.collection()
              + "?limit="
              + PAGE
              + "&labelSelector="
              + URLEncoder.encode(selector, StandardCharsets.UTF_8)
              + (next.isEmpty() ? "" : "&continue=" + next);
      Optional<JsonNode> page = found(send("GET", path, null, null), of.plural());
      if (page.isEmpty()) {
        return all;
      }
      page.get().path("items").forEach(all::add);
      next = page.get().at("/metadata/continue").asString("");
    } while (!next.isEmpty());
    return all;
  }

  /** The last lines of a container; empty when it has none or cannot say. */
  String log(ObjectRef pod, String container, int lines, boolean previous) {
    String path =
        pod.path()
            + "/log?container="
            + container
            + "&tailLines="
            + lines
            + "&previous="
            + previous;
    Answer answer = send("GET", path, null, null);
    return answer.code() == 200 ? answer.body() : "";
  }

  private record Answer(int code, String body) {
    String message() {
      try {
        return Json.mapper().readTree(body).path("message").asString(body);
      } catch (JacksonException e) {
        return body.strip();
      }
    }
  }

  private Answer send(
      String method, String path, @Nullable String contentType, @Nullable String body) {
    HttpRequest.Builder request =
        http.newHttpRequestBuilder()
            .uri(root + path)
            .timeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    if (contentType == null || body == null) {
      request.method(method, null, null);
    } else {
      request.method(method, contentType, body);
    }
    CompletableFuture<HttpResponse<String>> sent = http.sendAsync(request.build(), String.class);
    try {
      HttpResponse<String> response = sent.get(2 * TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      String text = response.body();
      return new Answer(response.code(), text == null ? "" : text);
    } catch (ExecutionException | TimeoutException e) {
      sent.cancel(true);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "The API server does not answer (%s %s): %s"
              .formatted(method, path.replaceFirst("\\?.*", ""), cause.getMessage()),
          e);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "It was interrupted.", e);
    }
  }

  private static Optional<JsonNode> found(Answer answer, String what) {
    return answer.code() == 404 ? Optional.empty() : Optional.of(require(answer, what));
  }

  /** What was refused is said with the words of the API server, except for secrets. */
  private static JsonNode require(Answer answer, String what) {
    if (answer.code() / 100 == 2) {
      return Json.mapper().readTree(answer.body());
    }
    String said = what.startsWith("Secret/") ? "status " + answer.code() : answer.message();
    throw new HexadException(
        switch (answer.code()) {
          case 400, 413, 422 -> ProblemType.INVALID;
          case 401, 403 -> ProblemType.FORBIDDEN;
          case 404 -> ProblemType.NOT_FOUND;
          case 409 -> ProblemType.CONFLICT;
          case 429 -> ProblemType.RATE_LIMITED;
          default -> ProblemType.UPSTREAM_FAILED;
        },
        "The cluster refuses " + what + ": " + said);
  }
}
