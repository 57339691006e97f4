package dev.hexad.cloud.rest;

import dev.hexad.cloud.provider.Pace;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.ProviderException.Kind;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.service.outbound.GuardedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks one provider and acts on it, as one identity. Thread-safe. */
public final class RestApi {
  private static final int LIMIT = 64 << 20;
  private static final int MOST_ATTEMPTS = 5;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int LONGEST_TEXT = 500;

  private final String provider;
  private final GuardedHttp http;
  private final Tokens tokens;
  private final Pace pace;

  /**
   * An API.
   *
   * @param provider for people
   */
  public RestApi(String provider, GuardedHttp http, Tokens tokens, Pace pace) {
    this.provider = provider;
    this.http = http;
    this.tokens = tokens;
    this.pace = pace;
  }

  /**
   * Asks; what fails on the way is asked again.
   *
   * @throws ProviderException when there is no good answer
   */
  public JsonNode get(URI url) {
    return read(asked("GET", url, null));
  }

  /** As {@link #get}; null when there is no such thing. */
  public @Nullable JsonNode find(URI url) {
    GuardedHttp.Answer answer = asked("GET", url, null);
    return answer.status() == 404 ? null : read(answer);
  }

  /** A question with a body; asked again as with {@link #get}. */
  public JsonNode ask(URI url, JsonNode question) {
    return read(asked("POST", url, question));
  }

  /**
   * Has something done. It is sent once: whether a call without an answer was accepted is asked,
   * not tried out.
   */
  public Accepted act(String method, URI url, @Nullable JsonNode body) {
    try {
      return accepted(send(method, url, body, tokens.current()));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** A good answer with what stands around it. */
  public record Accepted(int status, JsonNode body, HttpHeaders headers) {
    /** When the provider wants to be asked again; null when it does not say. */
    public @Nullable Duration askAgain() {
      String text = headers.firstValue("Retry-After").orElse("");
      return text.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : null;
    }
  }

  /** As {@link #get}, with what stands around the answer. */
  public Accepted ask(URI url) {
    return accepted(asked("GET", url, null));
  }

  private Accepted accepted(GuardedHttp.Answer answer) {
    return new Accepted(answer.status(), read(answer), answer.headers());
  }

  private GuardedHttp.Answer asked(String method, URI url, @Nullable JsonNode body) {
    for (int attempt = 1; ; attempt++) {
      Secret token = tokens.current();
      Duration wait = Duration.ofMillis(250L << attempt);
      try {
        GuardedHttp.Answer answer = send(method, url, body, token);
        int status = answer.status();
        if (status == 401) {
          tokens.forget(token);
        }
        boolean passes = status == 429 || status >= 500 || status == 401 && attempt == 1;
        if (!passes || attempt == MOST_ATTEMPTS) {
          return answer;
        }
        wait = wanted(answer, status == 401 ? Duration.ZERO : wait);
      } catch (IOException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw unreachable(e);
        }
      }
      pause(wait);
    }
  }

  private static Duration wanted(GuardedHttp.Answer answer, Duration otherwise) {
    String text = answer.headers().firstValue("Retry-After").orElse("");
    Duration wait =
        text.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : otherwise;
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private GuardedHttp.Answer send(String method, URI url, @Nullable JsonNode body, Secret token)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Authorization", "Bearer " + token.reveal())
            .header("Accept", "application/json");
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(Json.write(body)));
    }
    try {
      pace.await();
      GuardedHttp.Answer answer = http.send(request.build(), LIMIT);
      if (answer.status() == 429 || answer.status() == 503) {
        pace.throttled();
      } else if (answer.status() / 100 == 2) {
        pace.succeeded();
      }
      return answer;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private ProviderException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ProviderException(Kind.UNREACHABLE, "It was interrupted.", e);
  }

  private ProviderException unreachable(IOException e) {
    return new ProviderException(
        Kind.UNREACHABLE, provider + " does not answer: " + e.getMessage(), e);
  }

  private JsonNode read(GuardedHttp.Answer answer) {
    if (answer.cut()) {
      throw ProviderException.of(
          Kind.FAILED, provider + " gives more than " + (LIMIT >> 20) + " MiB at once.");
    }
    JsonNode body = body(answer);
    if (answer.status() / 100 == 2) {
      return body;
    }
    String said = body.at("/error/message").asString(body.at("/error/code").asString(""));
    throw ProviderException.of(
        kind(answer.status()),
        "%s answered %d%s"
            .formatted(provider, answer.status(), said.isEmpty() ? "." : ": " + shortened(said)));
  }

  private JsonNode body(GuardedHttp.Answer answer) {
    if (answer.content().length == 0) {
      return Json.mapper().createObjectNode();
    }
    try {
      return Json.mapper().readTree(answer.content());
    } catch (JacksonException e) {
      if (answer.status() / 100 != 2) {
        return Json.mapper().createObjectNode();
      }
      throw new ProviderException(Kind.FAILED, provider + " gives no JSON.", e);
    }
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 401 -> Kind.CREDENTIALS;
      case 403 -> Kind.DENIED;
      case 404, 410 -> Kind.NOT_FOUND;
      case 429 -> Kind.THROTTLED;
      default -> status >= 500 ? Kind.FAILED : Kind.REFUSED;
    };
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
  }
}
