package dev.hexad.cloud.action;

import dev.hexad.contracts.message.Json;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/cloud")
class ActController {
  private final Acts acts;
  private final ActStore store;
  private final Catalogue catalogue;
  private final AuditTrail trail;
  private final StepWatch watch;

  ActController(Acts acts, ActStore store, Catalogue catalogue, AuditTrail trail, StepWatch watch) {
    this.acts = acts;
    this.store = store;
    this.catalogue = catalogue;
    this.trail = trail;
    this.watch = watch;
  }

  /**
   * A wish for an act.
   *
   * @param resources uids; those of {@code q} when absent
   * @param dryRun only looks, unless it is false
   * @param force also what IaC owns, which brings it back at its next apply
   */
  record NewAct(
      @NotBlank @Size(max = 60) String action,
      @Nullable JsonNode parameters,
      @Nullable @Size(max = 1000) List<UUID> resources,
      @Nullable @Size(max = 4000) String q,
      @NotBlank @Size(max = 500) String reason,
      @Nullable Boolean dryRun,
      @Nullable Boolean force) {}

  /** Why. */
  record Reason(@NotBlank @Size(max = 500) String reason) {}

  /** What can be done, with the schemas of the parameters. */
  @GetMapping("/actions")
  @RequiresScope("cloud:read")
  Page<Catalogue.Entry> actions(@RequestParam(required = false) @Nullable String type) {
    return Page.all(catalogue.entries(type));
  }

  @PostMapping("/acts")
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("cloud:write")
  Act.Detail add(
      Identity identity,
      @Valid @RequestBody NewAct wish,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key) {
    JsonNode parameters =
        wish.parameters() == null ? Json.mapper().createObjectNode() : wish.parameters();
    List<UUID> resources = wish.resources() == null ? List.of() : wish.resources();
    UUID id =
        acts.plan(
            identity.subject(),
            new Acts.Wish(
                wish.action(),
                parameters,
                resources,
                wish.q(),
                wish.reason(),
                key == null ? null : identity.subject() + "/" + key,
                Boolean.TRUE.equals(wish.force())));
    if (Boolean.FALSE.equals(wish.dryRun())
        && store.require(id).act().state() == ActState.PLANNED) {
      acts.carryOut(id, identity.subject());
    }
    return store.require(id);
  }

  @GetMapping("/acts")
  @RequiresScope("cloud:read")
  Page<Act> list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable UUID resource,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        store.page(state, resource, cursor, size + 1), size, last -> last.id().toString());
  }

  @GetMapping("/acts/{id}")
  @RequiresScope("cloud:read")
  Act.Detail get(@PathVariable UUID id) {
    return store.require(id);
  }

  /** Carries out exactly what was looked at. */
  @PostMapping("/acts/{id}/carry-out")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("cloud:write")
  Act.Detail carryOut(Identity identity, @PathVariable UUID id) {
    acts.carryOut(id, identity.subject());
    return store.require(id);
  }

  @PostMapping("/acts/{id}/approve")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("cloud:approve")
  Act.Detail approve(Identity identity, @PathVariable UUID id) {
    acts.approve(id, identity.subject());
    return store.require(id);
  }

  @PostMapping("/acts/{id}/reject")
  @RequiresScope("cloud:approve")
  Act.Detail reject(Identity identity, @PathVariable UUID id, @Valid @RequestBody Reason reason) {
    acts.reject(id, identity.subject(), reason.reason());
    return store.require(id);
  }

  /** Waits no more for what providers still work on; that goes on. */
  @PostMapping("/acts/{id}/stop-waiting")
  @RequiresScope("cloud:write")
  Act.Detail stopWaiting(
      Identity identity, @PathVariable UUID id, @Valid @RequestBody Reason reason) {
    watch.leave(id, identity.subject(), reason.reason());
    return store.require(id);
  }

  /** Plans what brings back what was; carry that out to have it done. */
  @PostMapping("/acts/{id}/undo")
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("cloud:write")
  Act.Detail undo(Identity identity, @PathVariable UUID id, @Valid @RequestBody Reason reason) {
    return store.require(acts.undo(id, identity.subject(), reason.reason()));
  }

  /** Who did what through Hexad, newest first. */
  @GetMapping("/audit-trail")
  @RequiresScope("cloud:read")
  Page<AuditTrail.Entry> trail(
      @RequestParam(required = false) @Nullable UUID act,
      @RequestParam(required = false) @Nullable UUID resource,
      @RequestParam(required = false) @Nullable String who,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        trail.page(act, resource, who, cursor, size + 1), size, last -> Long.toString(last.id()));
  }
}
