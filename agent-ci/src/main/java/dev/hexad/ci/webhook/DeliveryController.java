package dev.hexad.ci.webhook;

import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ci/deliveries")
class DeliveryController {
  private final DeliveryList list;
  private final Deliveries deliveries;
  private final Intake intake;

  DeliveryController(DeliveryList list, Deliveries deliveries, Intake intake) {
    this.list = list;
    this.deliveries = deliveries;
    this.intake = intake;
  }

  /** Newest first; the cursor is the time of the last one. */
  @GetMapping
  @RequiresScope("ci:read")
  Page<Delivery> deliveries(
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable String verdict,
      @RequestParam(required = false) @Nullable Instant cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        list.list(applicationId, verdict, cursor, size + 1),
        size,
        last -> last.receivedAt().toString());
  }

  @PostMapping("/{id}/redeliver")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("ci:write")
  Delivery redeliver(@PathVariable UUID id) {
    return intake.again(list.require(id)).delivery();
  }

  @PostMapping("/{id}/approve")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("runs:approve")
  Delivery approve(@PathVariable UUID id, Identity identity) {
    return deliveries.approve(id, identity.subject());
  }

  @PostMapping("/{id}/deny")
  @RequiresScope("runs:approve")
  Delivery deny(@PathVariable UUID id, Identity identity) {
    return deliveries.deny(id, identity.subject());
  }
}
