package dev.hexad.githost.api;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.GuardedHttp.Answer;
import dev.hexad.service.outbound.Origin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** JSON calls to one host, with its token, its pages and its rate limit. */
final class ApiClient {
  private static final int LIMIT = 8 * 1024 * 1024;
  private static final Pattern NEXT =
      Pattern.compile("<([^<>]{1,4000})>\\s*;[^,<]*\\brel=\"?next\"?");

  private final String host;
  private final GuardedHttp http;
  private final URI base;
  private final TokenSource tokens;
  private final BiConsumer<HttpRequest.Builder, Secret> authorize;
  private final Retries retries;

  /**
   * A client.
   *
   * @param host what people call the host
   * @param base address of the API, without a slash at the end
   * @param authorize sets the headers that carry the token
   */
  ApiClient(
      String host,
      GuardedHttp http,
      URI base,
      TokenSource tokens,
      BiConsumer<HttpRequest.Builder, Secret> authorize,
      Retries retries) {
    this.host = host;
    this.http = http;
    this.base = base;
    this.tokens = tokens;
    this.authorize = authorize;
    this.retries = retries;
  }

  JsonNode get(String path) {
    return body(call("GET", uri(path), null, true));
  }

  /**
   * A call that writes.
   *
   * @param repeatable whether doing it twice does no harm; only then is it sent again after an
   *     answer that leaves open whether it was done
   */
  JsonNode send(String method, String path, Map<String, ?> body, boolean repeatable) {
    return body(call(method, uri(path), Json.write(body), repeatable));
  }

  /** Reads pages by their Link header until one is the last, or is not wanted any more. */
  void pages(String path, int most, Predicate<JsonNode> wantsMore) {
    URI next = uri(path);
    for (int page = 0; page < most; page++) {
      Answer answer = call("GET", next, null, true);
      Optional<URI> following = next(next, answer);
      if (!wantsMore.test(body(answer)) || following.isEmpty()) {
        return;
      }
      next = following.get();
    }
  }

  private URI uri(String path) {
    return URI.create(base + path);
  }

  private Optional<URI> next(URI current, Answer answer) {
    Matcher link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
    if (!link.find()) {
      return Optional.empty();
    }
    URI next;
    try {
      next = current.resolve(link.group(1));
    } catch (IllegalArgumentException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, host + " gives an unreadable address of the next page.", e);
    }
    if (!Origin.of(next).equals(Origin.of(base))) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          host
              + " gives another host for the next page; set the base address to the one that "
              + host
              + " itself uses.");
    }
    return Optional.of(next);
  }

  private Answer call(String method, URI uri, @Nullable String json, boolean repeatable) {
    boolean renewed = false;
    for (int attempt = 1; ; attempt++) {
      Secret token = tokens.token();
      Answer answer;
      try {
        answer = http.send(request(method, uri, json, token), LIMIT);
      } catch (IOException e) {
        if (!repeatable || retries.isLast(attempt)) {
          throw new HexadException(
              ProblemType.UPSTREAM_FAILED, host + " does not answer: " + e.getMessage() + ".", e);
        }
        retries.pause(attempt, Optional.empty());
        continue;
      } catch (InterruptedException e) {
        throw Retries.interrupted(e);
      }
      if (answer.status() / 100 == 2) {
        return answer;
      }
      if (answer.status() == 401 && !renewed) {
        tokens.forget(token);
        renewed = true;
        if (!tokens.token().equals(token)) {
          continue;
        }
      }
      Optional<Duration> asked = retries.asked(answer.headers()).or(() -> secondary(answer));
      boolean limited = isLimited(answer, asked);
      boolean again = limited || repeatable && answer.status() >= 500;
      boolean tooLong = asked.filter(time -> time.compareTo(retries.longest()) > 0).isPresent();
      if (!again || tooLong || retries.isLast(attempt)) {
        throw Refusals.of(host, method, answer, limited, asked);
      }
      retries.pause(attempt, asked);
    }
  }

  /** GitHub's limit on bursts can come without a header; its documentation asks for a minute. */
  private static Optional<Duration> secondary(Answer answer) {
    return answer.status() == 403 && answer.text().contains("secondary rate limit")
        ? Optional.of(Duration.ofMinutes(1))
        : Optional.empty();
  }

  private static boolean isLimited(Answer answer, Optional<Duration> asked) {
    return answer.status() == 429
        || asked.isPresent() && (answer.status() == 403 || answer.status() == 503);
  }

  private HttpRequest request(String method, URI uri, @Nullable String json, Secret token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Accept", "application/json")
            .header("User-Agent", "Hexad");
    if (json == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(json));
    }
    authorize.accept(request, token);
    return request.build();
  }

  private JsonNode body(Answer answer) {
    if (answer.cut()) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, host + " gave more than " + LIMIT + " bytes at once.");
    }
    try {
      return Json.mapper().readTree(answer.content().length == 0 ? "{}" : answer.text());
    } catch (JacksonException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          host + " did not answer in JSON; check that the base address is that of its API.");
    }
  }
}
