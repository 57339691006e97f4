package dev.hexad.cloud.kubernetes;

import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.contracts.message.Json;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Objects of one cluster as trees. What is throttled or fails on the way is tried again by the
 * client. Thread-safe.
 */
final class ClusterApi {
  /** Has the API server leave everything but the metadata at home. */
  private static final String NAMES =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

  private static final long SECONDS = 30;
  private static final int PAGE = 500;

  private final HttpClient http;
  private final String root;

  ClusterApi(KubernetesClient client) {
    this.http = client.getHttpClient();
    this.root = client.getMasterUrl().toString().replaceFirst("/+$", "");
  }

  JsonNode get(String path) {
    JsonNode found = find(path);
    if (found == null) {
      throw refused(ProviderException.Kind.NOT_FOUND, "there is no " + path);
    }
    return found;
  }

  /** What is there; null when it is not. */
  @Nullable JsonNode find(String path) {
    Answer answer = send("GET", path, "application/json", null, null);
    return answer.status() == 404 ? null : require(answer);
  }

  /** Gives all of a kind, page by page; none where the cluster does not serve it. */
  void each(Kind kind, Consumer<JsonNode> found) {
    String accept = kind.namesOnly() ? NAMES : "application/json";
    String next = "";
    do {
      String path = kind.all() + "?limit=" + PAGE + (next.isEmpty() ? "" : "&continue=" + next);
      Answer answer = send("GET", path, accept, null, null);
      if (answer.status() == 404) {
        return;
      }
      JsonNode page = require(answer);
      page.path("items").forEach(found);
      next = page.at("/metadata/continue").asString("");
    } while (!next.isEmpty());
  }

  /** Sets the fields of a merge patch; null takes one away. */
  void patch(String path, JsonNode fields) {
    require(
        send(
            "PATCH",
            path + "?fieldManager=hexad",
            "application/json",
            "application/merge-patch+json",
            Json.write(fields)));
  }

  /** Deletes the object of this identity, and no other one of the same name. */
  void delete(String path, String uid) {
    var options = Json.mapper().createObjectNode().put("kind", "DeleteOptions");
    options.put("apiVersion", "v1").putObject("preconditions").put("uid", uid);
    Answer answer =
        send("DELETE", path, "application/json", "application/json", Json.write(options));
    if (answer.status() != 404) {
      require(answer);
    }
  }

  private record Answer(int status, String body) {
    String message() {
      try {
        return Json.mapper().readTree(body).path("message").asString(body);
      } catch (JacksonException e) {
        return body.strip();
      }
    }
  }

  private Answer send(
      String method,
      String path,
      String accept,
      @Nullable String contentType,
      @Nullable String body) {
    HttpRequest.Builder request =
        http.newHttpRequestBuilder()
            .uri(root + path)
            .header("Accept", accept)
            .timeout(SECONDS, TimeUnit.SECONDS);
    request.method(method, contentType, body);
    CompletableFuture<HttpResponse<String>> sent = http.sendAsync(request.build(), String.class);
    try {
      HttpResponse<String> response = sent.get(3 * SECONDS, TimeUnit.SECONDS);
      String text = response.body();
      return new Answer(response.code(), text == null ? "" : text);
    } catch (ExecutionException | TimeoutException e) {
      sent.cancel(true);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ProviderException(
          ProviderException.Kind.UNREACHABLE,
          "The API server does not answer: " + cause.getMessage(),
          e);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new ProviderException(ProviderException.Kind.UNREACHABLE, "It was interrupted.", e);
    }
  }

  private static JsonNode require(Answer answer) {
    if (answer.status() / 100 == 2) {
      return Json.mapper().readTree(answer.body());
    }
    throw refused(
        switch (answer.status()) {
          case 401 -> ProviderException.Kind.CREDENTIALS;
          case 403 -> ProviderException.Kind.DENIED;
          case 404 -> ProviderException.Kind.NOT_FOUND;
          case 429 -> ProviderException.Kind.THROTTLED;
          // The place in a list is forgotten after some minutes.
          case 410 -> ProviderException.Kind.FAILED;
          default ->
              answer.status() >= 500
                  ? ProviderException.Kind.FAILED
                  : ProviderException.Kind.REFUSED;
        },
        answer.status() + ": " + answer.message());
  }

  private static ProviderException refused(ProviderException.Kind kind, String why) {
    return ProviderException.of(kind, "The cluster answers " + why);
  }
}
