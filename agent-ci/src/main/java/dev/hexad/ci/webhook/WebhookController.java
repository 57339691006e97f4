package dev.hexad.ci.webhook;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.webhook.Headers;
import dev.hexad.githost.webhook.WebhookProvider;
import dev.hexad.service.web.BodyLimit;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The door for Git hosts and Jenkins. */
@RestController
class WebhookController {
  private static final int LIMIT = 25 * 1024 * 1024;

  private final Intake intake;

  WebhookController(Intake intake) {
    this.intake = intake;
  }

  /** The answer to the sender. */
  record Accepted(
      UUID id, String deliveryId, String verdict, @Nullable String reason, @Nullable UUID runId) {}

  @PostMapping("/api/v1/ci/webhooks/{provider:[a-z]+}/{applicationId}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("webhooks:deliver")
  Accepted receive(
      @PathVariable String provider, @PathVariable UUID applicationId, HttpServletRequest request)
      throws IOException {
    byte[] body = BodyLimit.read(request.getInputStream(), LIMIT);
    List<Deliveries.Receipt> receipts =
        intake.take(provider(provider), applicationId, headers(request), body);
    Deliveries.Receipt first = receipts.getFirst();
    Delivery delivery = first.delivery();
    return new Accepted(
        delivery.id(),
        delivery.deliveryId(),
        first.duplicate() ? "DUPLICATE" : delivery.verdict(),
        delivery.reason(),
        delivery.runId());
  }

  private static WebhookProvider provider(String name) {
    try {
      return WebhookProvider.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new HexadException(
          ProblemType.NOT_FOUND,
          "There are no webhooks of '"
              + name
              + "'; use github, gitlab, gitea, bitbucket, jenkins or generic.",
          e);
    }
  }

  private static Headers headers(HttpServletRequest request) {
    var values = new HashMap<String, String>();
    Collections.list(request.getHeaderNames())
        .forEach(name -> values.put(name, request.getHeader(name)));
    return Headers.of(values);
  }
}
