package dev.hexad.orchestrator.access;

import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class TokenController {
  private final Tokens tokens;
  private final Clock clock;

  TokenController(Tokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The caller as the orchestrator sees it. */
  record Me(String subject, String role, Set<String> scopes, String tenant) {}

  /** A wish for a token. */
  record NewToken(
      @NotBlank @Size(max = 80) String name,
      @NotNull Role role,
      @Min(1) @Max(3650) @Nullable Integer expiresInDays) {}

  @GetMapping("/me")
  @RequiresScope("me:read")
  Me me(Identity identity) {
    String role =
        Arrays.stream(Role.values())
            .filter(r -> r.scopes().equals(identity.scopes()))
            .map(r -> r.name().toLowerCase(java.util.Locale.ROOT))
            .findFirst()
            .orElse("agent");
    return new Me(identity.subject(), role, identity.scopes(), identity.tenant());
  }

  /** Tokens, newest first; {@code usable=false} for those that ran out or were revoked. */
  @GetMapping("/tokens")
  @RequiresScope("tokens:admin")
  Page<ApiToken> list(
      Identity identity,
      @RequestParam(required = false) @Nullable Role role,
      @RequestParam(required = false) @Nullable Boolean usable,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        tokens.list(identity.tenant(), role, usable, cursor, size + 1),
        size,
        last -> last.id().toString());
  }

  @PostMapping("/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("tokens:admin")
  Tokens.Created create(Identity identity, @Valid @RequestBody NewToken wish) {
    Integer days = wish.expiresInDays();
    Instant expires = days == null ? null : clock.instant().plus(Duration.ofDays(days));
    return tokens.create(identity, wish.name(), wish.role(), expires);
  }

  @DeleteMapping("/tokens/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("tokens:admin")
  void revoke(Identity identity, @PathVariable UUID id) {
    tokens.revoke(identity.tenant(), id);
  }
}
