package dev.hexad.cd.target.http;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A provider's JSON API. What is throttled is asked again; what may have been taken although no
 * answer came is asked again only where that does no harm. Thread-safe.
 */
public final class Api {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final long BYTES = 16 * 1024 * 1024;
  private static final int ATTEMPTS = 4;
  private static final Set<String> REPEATABLE = Set.of("GET", "PUT", "DELETE");

  private final String provider;
  private final URI base;
  private final Supplier<Secret> token;

  /**
   * Speaks with one account.
   *
   * @param provider its name, for messages
   * @param base where the paths begin
   * @param token asked for each time, so that a replaced one is taken
   */
  public Api(String provider, URI base, Supplier<Secret> token) {
    this.provider = provider;
    this.base = base;
    this.token = token;
  }

  /** What is sent. */
  private record Content(byte[] bytes, Map<String, String> headers) {}

  private record Answer(int status, byte[] body, Duration pause) {}

  /** For one place in a path or a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  public JsonNode get(String path) {
    return send("GET", path, null);
  }

  /** Empty when the provider says that there is no such thing. */
  public Optional<JsonNode> find(String path) {
    try {
      return Optional.of(get(path));
    } catch (HexadException e) {
      if (e.type() == ProblemType.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public JsonNode post(String path, @Nullable JsonNode body) {
    return send("POST", path, json(body));
  }

  /** Sends bytes as they are; doing so again does no harm. */
  public void upload(String path, byte[] bytes, Map<String, String> headers) {
    send("POST", path, new Content(bytes, headers), true);
  }

  public JsonNode put(String path, JsonNode body) {
    return send("PUT", path, json(body));
  }

  public JsonNode patch(String path, JsonNode body) {
    return send("PATCH", path, json(body));
  }

  /** Removes it; nothing happens when it is gone. */
  public void delete(String path) {
    try {
      send("DELETE", path, null);
    } catch (HexadException e) {
      if (e.type() != ProblemType.NOT_FOUND) {
        throw e;
      }
    }
  }

  private static @Nullable Content json(@Nullable JsonNode body) {
    return body == null
        ? null
        : new Content(
            Json.write(body).getBytes(StandardCharsets.UTF_8),
            Map.of("Content-Type", "application/json"));
  }

  private JsonNode send(String method, String path, @Nullable Content content) {
    return send(method, path, content, REPEATABLE.contains(method));
  }

  private JsonNode send(String method, String path, @Nullable Content content, boolean repeatable) {
    Secret secret = token.get();
    for (int attempt = 1; ; attempt++) {
      try {
        Answer answer = once(method, path, content, secret);
        boolean throttled = answer.status() == 429 || answer.status() == 503;
        if (throttled && attempt < ATTEMPTS) {
          Thread.sleep(answer.pause());
          continue;
        }
        if (answer.status() / 100 == 2) {
          return tree(answer.body());
        }
        throw Failure.of(
            provider, method, path, answer.status(), tree(answer.body()), secret.reveal());
      } catch (IOException e) {
        if (!repeatable || attempt >= ATTEMPTS) {
          throw new HexadException(
              ProblemType.UPSTREAM_FAILED,
              "%s did not answer %s %s: %s"
                  .formatted(provider, method, Failure.plain(path), Failure.words(e)),
              e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new HexadException(ProblemType.INTERRUPTED, "It was interrupted.", e);
      }
    }
  }

  private Answer once(String method, String path, @Nullable Content content, Secret secret)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base.toString().replaceFirst("/$", "") + path))
            .timeout(TIMEOUT)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + secret.reveal())
            .method(
                method,
                content == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(content.bytes()));
    if (content != null) {
      content.headers().forEach(request::header);
    }
    HttpResponse<byte[]> response =
        HTTP.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES));
    return new Answer(response.statusCode(), response.body(), Failure.pause(response.headers()));
  }

  /** What is not JSON counts as text. */
  private static JsonNode tree(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return Json.mapper().createObjectNode();
    }
    try {
      return Json.mapper().readTree(text);
    } catch (JacksonException e) {
      return Json.tree(text);
    }
  }
}
