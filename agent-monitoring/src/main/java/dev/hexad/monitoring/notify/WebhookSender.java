package dev.hexad.monitoring.notify;

import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.settings.Channel;
import dev.hexad.service.outbound.WebhookSignature;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Posts to any address, signed as Standard Webhooks has it. */
@Component
final class WebhookSender implements Sender {
  private final HttpPost http;
  private final Clock clock;

  WebhookSender(HttpPost http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Channel.Kind kind() {
    return Channel.Kind.WEBHOOK;
  }

  @Override
  public void send(Target target, Message message, String key)
      throws IOException, InterruptedException {
    String url = Objects.requireNonNull(target.channel().url());
    String body = Json.write(message);
    long now = clock.instant().getEpochSecond();
    String name = "The webhook '" + target.channel().name() + "'";
    if (target.secret() == null) {
      http.post(name, url, body, "webhook-id", key, "webhook-timestamp", Long.toString(now));
      return;
    }
    http.post(
        name,
        url,
        body,
        "webhook-id",
        key,
        "webhook-timestamp",
        Long.toString(now),
        "webhook-signature",
        WebhookSignature.of(target.secret(), key, now, body));
  }
}
