package dev.hexad.orchestrator.hook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A hook carries events away from here, and so only administrators change one. */
@RestController
@RequestMapping("/api/v1/hooks")
class HookController {
  private final Hooks hooks;
  private final HookTable table;
  private final DeliveryTable deliveries;

  HookController(Hooks hooks, HookTable table, DeliveryTable deliveries) {
    this.hooks = hooks;
    this.table = table;
    this.deliveries = deliveries;
  }

  /**
   * A wish for a hook.
   *
   * @param secretName a stored secret that signs; one is generated when absent
   * @param newSecret at a change: generates another secret
   */
  record Wish(
      @NotBlank @Size(max = 80) String name,
      @NotBlank @Size(max = 2_000) String url,
      @NotNull @Size(max = 50) List<String> types,
      @Nullable UUID applicationId,
      @Nullable String secretName,
      @Nullable Boolean enabled,
      @Nullable Boolean newSecret) {
    Hooks.Wish plain() {
      return new Hooks.Wish(
          name,
          url,
          List.copyOf(types),
          applicationId,
          secretName,
          !Boolean.FALSE.equals(enabled),
          Boolean.TRUE.equals(newSecret));
    }
  }

  /** A hook with the secret that was generated just now, which is shown here and never again. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Made(@JsonUnwrapped Hook hook, @Nullable String secret) {}

  @GetMapping
  @RequiresScope("hooks:read")
  Page<Hook> list(
      Identity identity,
      @RequestParam(required = false) @Nullable Boolean enabled,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "-id") String sort,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        table.list(identity.tenant(), enabled, q, cursor, sort.equals("id"), size + 1),
        size,
        hook -> hook.id().toString());
  }

  @PostMapping
  @RequiresScope("hooks:admin")
  ResponseEntity<Made> create(Identity identity, @Valid @RequestBody Wish wish) {
    return made(HttpStatus.CREATED, hooks.create(identity, wish.plain()));
  }

  @GetMapping("/{id}")
  @RequiresScope("hooks:read")
  ResponseEntity<Hook> get(Identity identity, @PathVariable UUID id) {
    Hook hook = hooks.require(identity.tenant(), id);
    return ResponseEntity.ok().eTag("\"" + hook.version() + "\"").body(hook);
  }

  @PutMapping("/{id}")
  @RequiresScope("hooks:admin")
  ResponseEntity<Made> update(
      Identity identity,
      @PathVariable UUID id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @Valid @RequestBody Wish wish) {
    if (ifMatch == null || !ifMatch.matches("(W/)?\"\\d{1,18}\"")) {
      throw new HexadException(
          ProblemType.BAD_REQUEST,
          "Send the version that you edited in the header If-Match, as the ETag of the GET said.");
    }
    long expected = Long.parseLong(ifMatch.replaceAll("\\D", ""));
    return made(HttpStatus.OK, hooks.update(identity, id, expected, wish.plain()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("hooks:admin")
  void delete(Identity identity, @PathVariable UUID id) {
    hooks.delete(identity.tenant(), id);
  }

  @PostMapping("/{id}/test")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("hooks:admin")
  Delivery test(Identity identity, @PathVariable UUID id) {
    return hooks.test(identity, id);
  }

  @GetMapping("/{id}/deliveries")
  @RequiresScope("hooks:read")
  Page<Delivery> deliveries(
      Identity identity,
      @PathVariable UUID id,
      @RequestParam(required = false) Delivery.@Nullable State state,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(defaultValue = "-id") String sort,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    hooks.require(identity.tenant(), id);
    int size = Page.size(limit);
    return Page.of(
        deliveries.list(id, state, type, cursor, sort.equals("id"), size + 1),
        size,
        delivery -> delivery.id().toString());
  }

  @GetMapping("/{id}/deliveries/{delivery}")
  @RequiresScope("hooks:read")
  Delivery delivery(Identity identity, @PathVariable UUID id, @PathVariable UUID delivery) {
    return hooks.delivery(identity.tenant(), id, delivery);
  }

  @PostMapping("/{id}/deliveries/{delivery}/redeliver")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("hooks:admin")
  Delivery redeliver(Identity identity, @PathVariable UUID id, @PathVariable UUID delivery) {
    return hooks.redeliver(identity.tenant(), id, delivery);
  }

  private static ResponseEntity<Made> made(HttpStatus status, Hooks.Shown shown) {
    return ResponseEntity.status(status)
        .eTag("\"" + shown.hook().version() + "\"")
        .body(new Made(shown.hook(), shown.secret()));
  }
}
