package dev.hexad.monitoring.remote;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks sources, within limits of time and size. */
@Component
class RemoteHttp {
  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final int LIMIT = 8 * 1024 * 1024;
  private static final int LONGEST = 300;

  private final OutboundGuard guard;
  private final GuardedHttp http;

  RemoteHttp(OutboundGuard guard) {
    this.guard = guard;
    this.http = new GuardedHttp(guard, TIMEOUT);
  }

  /** Refuses an address that must not be called. */
  void check(String url) {
    guard.check(url);
  }

  /**
   * The text of a good answer.
   *
   * @throws HexadException when the source says that the question is wrong
   * @throws IOException when there is no answer of use
   */
  String text(String name, HttpRequest request) throws IOException, InterruptedException {
    GuardedHttp.Answer answer = http.send(request, LIMIT);
    if (answer.cut()) {
      throw new IOException(name + " gives more than " + (LIMIT >> 20) + " MiB");
    }
    if (answer.status() / 100 == 2) {
      return answer.text();
    }
    String said = answer.text().strip();
    String message =
        "%s answers %d: %s"
            .formatted(
                name,
                answer.status(),
                said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said);
    if (answer.status() == 400 || answer.status() == 404 || answer.status() == 422) {
      throw new HexadException(ProblemType.INVALID, message);
    }
    throw new IOException(message);
  }

  JsonNode json(String name, HttpRequest request) throws IOException, InterruptedException {
    try {
      return Json.mapper().readTree(text(name, request));
    } catch (JacksonException e) {
      throw new IOException(name + " gives no JSON", e);
    }
  }
}
