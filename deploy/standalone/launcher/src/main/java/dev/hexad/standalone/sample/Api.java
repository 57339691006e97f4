package dev.hexad.standalone.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Hexad's REST API, as any automation would call it. */
public final class Api {
  public static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String url;
  private final String token;

  public Api(String url, String token) {
    this.url = url;
    this.token = token;
  }

  public JsonNode get(String path) {
    return json(path, request(path).GET());
  }

  public JsonNode post(String path, Object body) {
    return json(
        path,
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  public void put(String path, Object body) {
    json(
        path,
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** Changes the live configuration of an agent. */
  public void configure(String agent, Consumer<ObjectNode> change) {
    String path = "/api/v1/agents/" + agent + "/configuration";
    JsonNode current = get(path);
    JsonNode document = current.has("document") ? current.get("document") : current.get("defaults");
    ObjectNode changed = ((ObjectNode) document).deepCopy();
    change.accept(changed);
    json(
        path,
        request(path)
            .header("Content-Type", "application/json")
            .header("If-Match", "\"" + current.path("version").asLong() + "\"")
            .PUT(HttpRequest.BodyPublishers.ofString(changed.toString())));
  }

  public JsonNode upload(String path, byte[] body, String type) {
    return json(
        path,
        request(path)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /** What a path answers, as it is. */
  public byte[] download(String path) {
    try {
      var response =
          http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new SampleException(path + " answered " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new SampleException(path + " did not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SampleException("interrupted", e);
    }
  }

  /** Delivers a webhook the way GitHub does: signed, without a token. */
  public JsonNode deliver(String path, String delivery, String signature, byte[] body) {
    return json(
        path,
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("User-Agent", "GitHub-Hookshot/demo")
            .header("X-GitHub-Event", "push")
            .header("X-GitHub-Delivery", delivery)
            .header("X-Hub-Signature-256", signature)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /** What a visitor sees; a status that is not 200 is told as text. */
  public String visit(String address) {
    try {
      var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5));
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          ? response.body().strip()
          : "status " + response.statusCode();
    } catch (IOException e) {
      return "no answer: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SampleException("interrupted", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode json(String path, HttpRequest.Builder request) {
    try {
      var response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() / 100 != 2) {
        throw new SampleException(
            path + " answered " + response.statusCode() + ": " + response.body());
      }
      return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    } catch (IOException e) {
      throw new SampleException(path + " did not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SampleException("interrupted", e);
    }
  }
}
