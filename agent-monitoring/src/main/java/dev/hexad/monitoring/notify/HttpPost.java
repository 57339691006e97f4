package dev.hexad.monitoring.notify;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Posts JSON to where notifications go. */
@Component
class HttpPost {
  private static final int LIMIT = 64 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int LONGEST = 300;

  private final GuardedHttp http;

  HttpPost(OutboundGuard guard) {
    this.http = new GuardedHttp(guard, TIMEOUT);
  }

  /**
   * Posts.
   *
   * @param headers names and values in turn
   * @return the body of a good answer
   * @throws Sender.RefusedException at a status that says that it is of no use to try again
   */
  String post(String name, String url, String body, String... headers)
      throws IOException, InterruptedException {
    GuardedHttp.Answer answer;
    try {
      var request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      if (headers.length > 0) {
        request.headers(headers);
      }
      answer = http.send(request.build(), LIMIT);
    } catch (HexadException e) {
      if (e.type().retryable()) {
        throw new IOException(name + ": " + e.getMessage(), e);
      }
      throw new Sender.RefusedException(name + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      // The address may be a secret, so it is not told.
      throw new Sender.RefusedException(name + ": its address or a header is not valid");
    }
    int status = answer.status();
    if (status / 100 == 2) {
      return answer.text();
    }
    String said = answer.text().strip();
    String message =
        "%s answers %d: %s"
            .formatted(
                name, status, said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said);
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      throw new IOException(message);
    }
    throw new Sender.RefusedException(message);
  }
}
