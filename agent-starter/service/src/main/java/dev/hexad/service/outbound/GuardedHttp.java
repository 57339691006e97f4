package dev.hexad.service.outbound;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An HTTP client that calls only what an {@link OutboundGuard} lets it call. Redirects of GET and
 * HEAD are followed one by one, each target is checked, a step from https down to http is refused,
 * and all headers but a few harmless ones stay behind when the origin changes. Safe for all
 * threads.
 *
 * <p>The client of the JDK takes names, not addresses, so the connection cannot be tied to the
 * checked address. The address cache of the JVM ({@code networkaddress.cache.ttl}, 30 seconds)
 * gives the connection what the check saw, and the name is checked again before an answer is handed
 * out, so that a name which changed in between yields no content.
 */
public final class GuardedHttp {
  private static final int MAX_REDIRECTS = 5;
  private static final Set<String> HARMLESS =
      Set.of("accept", "accept-language", "accept-encoding", "user-agent");

  private final OutboundGuard guard;
  private final HttpClient http;
  private final Duration timeout;

  public GuardedHttp(OutboundGuard guard) {
    this(guard, Duration.ofSeconds(60));
  }

  /**
   * A client.
   *
   * @param timeout longest time from the request to the last byte of the answer
   */
  public GuardedHttp(OutboundGuard guard, Duration timeout) {
    this.guard = guard;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /**
   * An answer.
   *
   * @param content the body, at most as many bytes as were asked for
   * @param cut whether the body was longer than that
   */
  public record Answer(int status, HttpHeaders headers, byte[] content, boolean cut) {
    /** The body read as UTF-8. */
    public String text() {
      return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return "Answer[status=" + status + ", bytes=" + content.length + ", cut=" + cut + "]";
    }
  }

  /**
   * Sends a request.
   *
   * @param limit most bytes of the body to read; the rest is not received
   * @throws HexadException when the guard refuses the address or that of a redirect
   * @throws IOException when there is no whole answer in time
   */
  public Answer send(HttpRequest request, int limit) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    HttpRequest current = request;
    for (int hop = 0; ; hop++) {
      guard.check(current.uri());
      HttpResponse<BoundedBody.Kept> response = exchange(current, limit, deadline);
      guard.check(current.uri());
      String location = response.headers().firstValue("Location").orElse("");
      if (!isRedirect(response.statusCode()) || location.isBlank() || !isReading(current)) {
        BoundedBody.Kept body = response.body();
        return new Answer(
            response.statusCode(), response.headers(), body.bytes().toByteArray(), body.cut());
      }
      if (hop == MAX_REDIRECTS) {
        throw new IOException(current.uri().getHost() + " redirects more than five times");
      }
      current = redirected(current, location);
    }
  }

  private HttpResponse<BoundedBody.Kept> exchange(HttpRequest request, int limit, long deadline)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<BoundedBody.Kept>> pending =
        http.sendAsync(request, info -> new BoundedBody(limit));
    try {
      return pending.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          request.uri().getHost() + " gave no whole answer in " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(request.uri().getHost() + " cannot be reached", e.getCause());
    } finally {
      pending.cancel(true);
    }
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static boolean isReading(HttpRequest request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }

  private static HttpRequest redirected(HttpRequest from, String location) {
    URI target;
    try {
      target = from.uri().resolve(location);
    } catch (IllegalArgumentException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          from.uri().getHost() + " redirects to something that is no address.",
          e);
    }
    if ("https".equalsIgnoreCase(from.uri().getScheme())
        && !"https".equalsIgnoreCase(target.getScheme())) {
      throw new HexadException(
          ProblemType.FORBIDDEN,
          from.uri().getHost() + " redirects from https to something less safe.");
    }
    boolean same = Origin.of(from.uri()).equals(Origin.of(target));
    HttpRequest.Builder to = HttpRequest.newBuilder(target).method(from.method(), noBody());
    from.timeout().ifPresent(to::timeout);
    from.headers()
        .map()
        .forEach((name, values) -> {
          if (same || HARMLESS.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> to.header(name, value));
          }
        });
    return to.build();
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }
}
