package dev.hexad.finops.report;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.finops.access.Secrets;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.WebhookSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Posts reports, signed as Standard Webhooks has it. */
@Component
class ReportWebhook {
  private static final int LIMIT = 64 * 1024;

  private final GuardedHttp http;
  private final Secrets secrets;
  private final Clock clock;

  ReportWebhook(GuardedHttp http, Secrets secrets, Clock clock) {
    this.http = http;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * What is posted.
   *
   * @param content in Base64
   */
  record Posted(
      String report,
      LocalDate from,
      LocalDate to,
      String fileName,
      String contentType,
      String content) {}

  void send(Outgoing report) throws IOException {
    Secret secret = secrets.read(Objects.requireNonNull(report.schedule().secret()));
    String body =
        Json.write(
            new Posted(
                report.schedule().name(),
                report.from(),
                report.to(),
                report.fileName(),
                report.schedule().format().contentType(),
                Base64.getEncoder().encodeToString(report.content())));
    long now = clock.instant().getEpochSecond();
    var request =
        HttpRequest.newBuilder(URI.create(Objects.requireNonNull(report.schedule().url())))
            .header("Content-Type", "application/json")
            .header("webhook-id", report.key())
            .header("webhook-timestamp", Long.toString(now))
            .header("webhook-signature", WebhookSignature.of(secret, report.key(), now, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      GuardedHttp.Answer answer = http.send(request, LIMIT);
      if (answer.status() / 100 != 2) {
        throw new IOException("the webhook answers " + answer.status());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
