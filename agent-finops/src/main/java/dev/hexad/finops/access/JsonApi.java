package dev.hexad.finops.access;

import dev.hexad.contracts.message.Json;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * Asks services that answer in JSON. Where one says that it is asked too much, it is asked again
 * after the time that it names.
 */
@Component
public class JsonApi {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int LIMIT = 64 * 1024 * 1024;
  private static final int TRIES = 6;
  private static final long LONGEST_WAIT_SECONDS = 120;
  private static final int LONGEST = 300;

  /** Amounts of money are no binary fractions. */
  private static final ObjectReader READER =
      Json.mapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final GuardedHttp http;

  JsonApi(OutboundGuard guard) {
    this.http = new GuardedHttp(guard, TIMEOUT);
  }

  /** One outside of an agent. */
  public static JsonApi of(OutboundGuard guard) {
    return new JsonApi(guard);
  }

  /**
   * The body of a good answer.
   *
   * @param name of the service, for messages
   * @throws IOException when there is none
   */
  public JsonNode send(String name, HttpRequest request) throws IOException {
    GuardedHttp.Answer answer = good(name, request);
    if (answer.status() == 204) {
      return Json.mapper().createObjectNode();
    }
    try {
      return READER.readTree(answer.content());
    } catch (JacksonException e) {
      throw new IOException(name + " gives no JSON", e);
    }
  }

  /** The body of a good answer as it is; else as {@link #send}. */
  public byte[] bytes(String name, HttpRequest request) throws IOException {
    return good(name, request).content();
  }

  private GuardedHttp.Answer good(String name, HttpRequest request) throws IOException {
    try {
      for (int attempt = 1; ; attempt++) {
        GuardedHttp.Answer answer = http.send(request, LIMIT);
        boolean busy = answer.status() == 429 || answer.status() == 503;
        if (busy && attempt < TRIES) {
          Thread.sleep(Duration.ofSeconds(wait(answer.headers(), attempt)));
          continue;
        }
        check(name, answer);
        return answer;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + name, e);
    }
  }

  private static void check(String name, GuardedHttp.Answer answer) throws IOException {
    if (answer.status() / 100 != 2) {
      String said = answer.text().strip();
      throw new IOException(
          "%s answers %d: %s"
              .formatted(
                  name,
                  answer.status(),
                  said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said));
    }
    if (answer.cut()) {
      throw new IOException(name + " gives more than " + (LIMIT >> 20) + " MiB at once");
    }
  }

  /** Azure has headers of its own for each limit; the longest time counts. */
  private static long wait(HttpHeaders headers, int attempt) {
    return headers.map().entrySet().stream()
        .filter(header -> header.getKey().toLowerCase(Locale.ROOT).endsWith("retry-after"))
        .flatMap(header -> header.getValue().stream())
        .filter(value -> value.matches("\\d{1,6}"))
        .mapToLong(Long::parseLong)
        .map(seconds -> Math.min(seconds, LONGEST_WAIT_SECONDS))
        .max()
        .orElse(1L << attempt);
  }
}
