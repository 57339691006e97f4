package dev.hexad.orchestrator.hook;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import dev.hexad.service.outbound.WebhookSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes one attempt. */
@Component
class Sender {
  /** Bytes of the answer that are kept. */
  private static final int KEPT = 1_024;

  private final GuardedHttp http;
  private final HookSecrets secrets;
  private final Clock clock;

  Sender(OutboundGuard guard, HookSecrets secrets, HookProperties properties, Clock clock) {
    this.http = new GuardedHttp(guard, properties.timeout());
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Sends; redirects are not followed, since a POST is for the address that was checked. */
  DeliveryTable.Outcome send(DeliveryTable.Due due) throws InterruptedException {
    long start = System.nanoTime();
    try {
      long timestamp = clock.instant().getEpochSecond();
      String signature =
          WebhookSignature.of(
              secrets.of(due.tenant(), due.hookId(), due.secretName()),
              due.messageId(),
              timestamp,
              due.body());
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(due.url()))
              .header("Content-Type", "application/cloudevents+json")
              .header("User-Agent", "Hexad")
              .header("webhook-id", due.messageId())
              .header("webhook-timestamp", Long.toString(timestamp))
              .header("webhook-signature", signature)
              .POST(HttpRequest.BodyPublishers.ofString(due.body()))
              .build();
      GuardedHttp.Answer answer = http.send(request, KEPT);
      String error =
          answer.status() / 100 == 3
              ? "The receiver redirects; give the hook the final URL."
              : null;
      return new DeliveryTable.Outcome(answer.status(), text(answer), error, since(start));
    } catch (HexadException e) {
      return new DeliveryTable.Outcome(null, null, e.problem().detail(), since(start));
    } catch (IOException | IllegalArgumentException e) {
      return new DeliveryTable.Outcome(null, null, String.valueOf(e.getMessage()), since(start));
    }
  }

  private static String text(GuardedHttp.Answer answer) {
    return new String(answer.content(), StandardCharsets.UTF_8).replace("\u0000", "");
  }

  private static long since(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
