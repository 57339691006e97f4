package dev.hexad.oci.client;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Requests over HTTP: https or this machine only, tried again with growing pauses, redirects
 * followed without the credentials when they lead elsewhere.
 */
final class RegistryHttp {
  private static final Set<Integer> BUSY = Set.of(429, 500, 502, 503, 504);
  private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_REDIRECTS = 5;
  private static final long FIRST_PAUSE = 100;
  private static final long LONGEST_PAUSE = 10_000;
  private static final int TOKEN_LIMIT = 256 * 1024;

  private final ClientOptions options;
  private final HttpClient client;

  RegistryHttp(ClientOptions options) {
    this.options = options;
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NEVER);
    if (options.tls() != null) {
      builder.sslContext(options.tls());
    }
    this.client = builder.build();
  }

  /** One request, which can be sent several times. */
  record Call(String method, URI uri, Map<String, String> headers, byte[] body) {
    Call(String method, URI uri, Map<String, String> headers) {
      this(method, uri, headers, new byte[0]);
    }
  }

  /** Where a registry is: https, unless it is on this machine and speaks plain http. */
  URI base(String registry) {
    String host = registry.equals("docker.io") ? "registry-1.docker.io" : registry;
    URI uri = URI.create("http://" + host);
    boolean plain = options.tls() == null && (isLoopback(uri) || options.plainHttp());
    return URI.create((plain ? "http://" : "https://") + host);
  }

  /**
   * Sends a request until it is answered with something other than "busy".
   *
   * @param authorization sent to the host of the request only; null for none
   */
  HttpResponse<InputStream> send(Call call, @Nullable Secret authorization) {
    for (int attempt = 1; ; attempt++) {
      HttpResponse<InputStream> answer = null;
      try {
        answer = follow(call, authorization);
        if (!BUSY.contains(answer.statusCode()) || attempt >= options.attempts()) {
          return answer;
        }
        discard(answer);
      } catch (IOException e) {
        if (attempt >= options.attempts()) {
          throw new HexadException(
              ProblemType.UPSTREAM_FAILED,
              call.uri().getAuthority() + " cannot be reached: " + e.getClass().getSimpleName(),
              e);
        }
      }
      pause(attempt, answer);
    }
  }

  private HttpResponse<InputStream> follow(Call call, @Nullable Secret authorization)
      throws IOException {
    URI uri = call.uri();
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      requireSafe(uri);
      HttpResponse<InputStream> answer =
          exchange(call, uri, sameOrigin(uri, call.uri()) ? authorization : null);
      var location = answer.headers().firstValue("Location");
      boolean reads = call.method().equals("GET") || call.method().equals("HEAD");
      if (!MOVED.contains(answer.statusCode()) || location.isEmpty() || !reads) {
        return answer;
      }
      discard(answer);
      URI next = uri.resolve(location.get());
      if (uri.getScheme().equals("https") && !"https".equals(next.getScheme())) {
        throw refused(next, "a redirect from https leads to it");
      }
      uri = next;
    }
    throw refused(uri, "there are too many redirects");
  }

  private HttpResponse<InputStream> exchange(Call call, URI uri, @Nullable Secret authorization)
      throws IOException {
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(options.timeout())
            .method(
                call.method(),
                call.body().length == 0 && !call.method().matches("P.*")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(call.body()));
    call.headers().forEach(request::header);
    if (authorization != null) {
      request.header("Authorization", authorization.reveal());
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.CANCELLED, "The request was interrupted.", e);
    }
  }

  /** Posts a form and reads the JSON that is answered; for tokens. */
  JsonNode postForm(URI uri, Map<String, String> form) {
    byte[] body =
        form.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"))
            .getBytes(StandardCharsets.UTF_8);
    var headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
    return tokenAnswer(send(new Call("POST", uri, headers, body), null), uri);
  }

  static JsonNode tokenAnswer(HttpResponse<InputStream> answer, URI uri) {
    if (answer.statusCode() != 200) {
      discard(answer);
      throw new HexadException(
          ProblemType.FORBIDDEN,
          uri.getAuthority()
              + " gave no token (HTTP "
              + answer.statusCode()
              + "); check the registry's credentials.");
    }
    try {
      return Json.mapper().readTree(read(answer, TOKEN_LIMIT));
    } catch (JacksonException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, uri.getAuthority() + " answered with no JSON.");
    }
  }

  static Secret token(JsonNode answer, String host, String... fields) {
    for (String field : fields) {
      String token = answer.path(field).asString("");
      if (!token.isEmpty()) {
        return Secret.of(token);
      }
    }
    throw new HexadException(ProblemType.UPSTREAM_FAILED, host + " answered without a token.");
  }

  /** The whole body, which has at most so many bytes. */
  static byte[] read(HttpResponse<InputStream> answer, long limit) {
    try (InputStream in = answer.body()) {
      var out = new ByteArrayOutputStream();
      byte[] buffer = new byte[16 * 1024];
      int n;
      while ((n = in.read(buffer)) >= 0) {
        if (out.size() + n > limit) {
          throw new HexadException(
              ProblemType.TOO_LARGE,
              answer.uri().getPath() + " is larger than " + limit + " bytes");
        }
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, answer.uri().getAuthority() + " broke off its answer.", e);
    }
  }

  static void discard(HttpResponse<InputStream> answer) {
    try {
      answer.body().close();
    } catch (IOException ignored) {
      // The connection is not used again, and nothing of the body was wanted.
    }
  }

  void requireSafe(URI uri) {
    boolean https = "https".equals(uri.getScheme());
    boolean http = "http".equals(uri.getScheme()) && (options.plainHttp() || isLoopback(uri));
    if (uri.getHost() == null || uri.getUserInfo() != null || !https && !http) {
      throw refused(uri, "it is not https");
    }
  }

  static boolean sameOrigin(URI a, URI b) {
    return a.getScheme().equals(b.getScheme())
        && a.getAuthority().equalsIgnoreCase(b.getAuthority());
  }

  private static boolean isLoopback(URI uri) {
    String host = String.valueOf(uri.getHost());
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  private static HexadException refused(URI uri, String why) {
    return new HexadException(
        ProblemType.UPSTREAM_FAILED, "Not going to " + uri.getAuthority() + ": " + why + ".");
  }

  private static void pause(int attempt, @Nullable HttpResponse<?> answer) {
    long growing = FIRST_PAUSE << Math.min(attempt - 1, 6);
    long asked =
        answer == null
            ? 0
            : answer
                .headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Long.parseLong(text) * 1000)
                .orElse(0L);
    long jittered = growing + ThreadLocalRandom.current().nextLong(growing);
    try {
      Thread.sleep(Math.min(LONGEST_PAUSE, Math.max(asked, jittered)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.CANCELLED, "The request was interrupted.", e);
    }
  }
}
