package dev.hexad.cloud.tagging;

import dev.hexad.cloud.settings.TagPolicy;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/cloud/tag-policies")
class TagPolicyController {
  private static final int MOST_DAYS = 90;
  private static final Duration LONGEST = Duration.ofDays(366);

  private final TagPolicies policies;
  private final TagExceptions exceptions;
  private final BackTest backTest;
  private final Clock clock;

  TagPolicyController(
      TagPolicies policies, TagExceptions exceptions, BackTest backTest, Clock clock) {
    this.policies = policies;
    this.exceptions = exceptions;
    this.backTest = backTest;
    this.clock = clock;
  }

  /** A resource that need not keep a policy. */
  record NewException(
      @NotNull UUID resource,
      @NotBlank @Size(max = 100) String owner,
      @NotBlank @Size(max = 500) String reason,
      @NotNull Instant expiresAt) {}

  /** The act that was planned. */
  record Planned(UUID actId) {}

  /** Each policy with how well it is kept. */
  @GetMapping
  @RequiresScope("cloud:read")
  Page<TagPolicies.Report> list() {
    return Page.all(policies.reports());
  }

  /** What a policy, in force or not, would have found on each of the last days. */
  @PostMapping("/back-test")
  @RequiresScope("cloud:read")
  Page<BackTest.Day> backTest(
      @RequestBody TagPolicy policy, @RequestParam(defaultValue = "30") int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "'days' must be 1 to " + MOST_DAYS + ", not " + days + ".");
    }
    return Page.all(backTest.over(policy, days));
  }

  /** The first that do not keep it, with what would be set and where it is taken from. */
  @GetMapping("/{name}/violators")
  @RequiresScope("cloud:read")
  Page<TagPolicies.Violator> violators(
      @PathVariable String name, @RequestParam(required = false) @Nullable Integer limit) {
    return Page.all(policies.violators(name, Page.size(limit)));
  }

  /**
   * Plans an act that sets what is missing; carry it out to have it done.
   *
   * @param force also what IaC owns, which takes it off at its next apply
   */
  @PostMapping("/{name}/remediate")
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("cloud:write")
  Planned remediate(
      Identity identity,
      @PathVariable String name,
      @RequestParam(defaultValue = "false") boolean force) {
    return new Planned(policies.remediate(name, identity.subject(), force));
  }

  @PostMapping("/{name}/exceptions")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("cloud:approve")
  void except(@PathVariable String name, @Valid @RequestBody NewException wish) {
    Instant now = clock.instant();
    if (!wish.expiresAt().isAfter(now) || wish.expiresAt().isAfter(now.plus(LONGEST))) {
      throw new HexadException(
          ProblemType.INVALID, "'expiresAt' must lie ahead, by a year at the most.");
    }
    policies.require(name);
    exceptions.add(name, wish.resource(), wish.owner(), wish.reason(), wish.expiresAt());
  }
}
