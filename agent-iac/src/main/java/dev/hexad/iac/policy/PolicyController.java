package dev.hexad.iac.policy;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.settings.Policy;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
@RequestMapping("/api/v1/iac/policies")
class PolicyController {
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Policies policies;
  private final Passes passes;
  private final Clock clock;

  PolicyController(Policies policies, Passes passes, Clock clock) {
    this.policies = policies;
    this.passes = passes;
    this.clock = clock;
  }

  /**
   * A wish for an exception.
   *
   * @param workspace all when absent
   * @param address all when absent; {@code *} stands for anything
   * @param owner who answers for it; the caller when absent
   */
  record NewException(
      @NotBlank String policy,
      @Nullable String workspace,
      @Nullable @Size(max = 500) String address,
      @NotBlank @Size(max = 500) String reason,
      @Nullable @Size(max = 100) String owner,
      @NotNull Instant expiresAt) {}

  /** Those of the installation, the shipped ones among them. */
  @GetMapping
  @RequiresScope("iac:read")
  Page<Policy> list() {
    return Page.all(policies.installed());
  }

  @GetMapping("/exceptions")
  @RequiresScope("iac:read")
  Page<PolicyException> exceptions(
      @RequestParam(defaultValue = "true") boolean inForce,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        passes.exceptions(inForce, cursor, size + 1), size, last -> last.id().toString());
  }

  @PostMapping("/exceptions")
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("iac:admin")
  PolicyException except(Identity identity, @Valid @RequestBody NewException wish) {
    Instant now = clock.instant();
    if (!wish.expiresAt().isAfter(now) || wish.expiresAt().isAfter(now.plus(LONGEST))) {
      throw new HexadException(
          ProblemType.INVALID, "'expiresAt' must lie ahead, by a year at the most.");
    }
    if (policies.installed().stream().noneMatch(p -> p.name().equals(wish.policy()))) {
      throw HexadException.notFound("policy", wish.policy());
    }
    var exception =
        new PolicyException(
            Ids.next(),
            wish.policy(),
            wish.workspace(),
            wish.address(),
            wish.reason(),
            wish.owner() == null ? identity.subject() : wish.owner(),
            now,
            wish.expiresAt());
    passes.add(exception);
    return exception;
  }

  @DeleteMapping("/exceptions/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("iac:admin")
  void end(@PathVariable UUID id) {
    if (!passes.end(id)) {
      throw HexadException.notFound("exception", id);
    }
  }
}
