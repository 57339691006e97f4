package dev.hexad.ci.webhook;

import dev.hexad.ci.repository.Repositories;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.web.BodyLimit;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ci")
class WebhookController {
  private static final Logger log = LoggerFactory.getLogger(WebhookController.class);
  private static final int LIMIT = 25 * 1024 * 1024;
  private static final String PROVIDER = "github";

  private final Repositories repositories;
  private final Deliveries deliveries;
  private final MeterRegistry meters;

  WebhookController(Repositories repositories, Deliveries deliveries, MeterRegistry meters) {
    this.repositories = repositories;
    this.deliveries = deliveries;
    this.meters = meters;
  }

  /** The answer to a Git host. */
  record Accepted(
      UUID id, String deliveryId, String verdict, @Nullable String reason, @Nullable UUID runId) {}

  @PostMapping("/webhooks/github/{applicationId}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("webhooks:deliver")
  Accepted github(
      @PathVariable UUID applicationId,
      @RequestHeader(value = "X-GitHub-Delivery", required = false) @Nullable String deliveryId,
      @RequestHeader(value = GitHubSignature.HEADER, required = false) @Nullable String signature,
      HttpServletRequest request)
      throws IOException {
    byte[] body = BodyLimit.read(request.getInputStream(), LIMIT);
    var repository =
        repositories
            .find(applicationId)
            .orElseThrow(() -> HexadException.notFound("registered application", applicationId));
    if (!GitHubSignature.matches(repositories.webhookSecret(repository), body, signature)) {
      meters.counter("hexad.webhooks.refused", "provider", PROVIDER).increment();
      log.atWarn().addKeyValue("application", repository.name()).log("webhook signature refused");
      throw new HexadException(
          ProblemType.SIGNATURE_INVALID,
          "The header X-Hub-Signature-256 is missing or does not match the body; set the same"
              + " secret on both sides.");
    }
    if (deliveryId == null || deliveryId.isBlank() || deliveryId.length() > 100) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "The header X-GitHub-Delivery is missing or too long.");
    }
    var receipt =
        deliveries.receive(
            repository, PROVIDER, deliveryId, body, GitHubPayload.read(body, repository));
    var delivery = receipt.delivery();
    return new Accepted(
        delivery.id(),
        deliveryId,
        receipt.duplicate() ? "DUPLICATE" : delivery.verdict(),
        delivery.reason(),
        delivery.runId());
  }

  @GetMapping("/deliveries")
  @RequiresScope("ci:read")
  Page<Deliveries.Delivery> deliveries() {
    return Page.all(deliveries.latest(100));
  }
}
