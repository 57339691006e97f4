package dev.hexad.orchestrator.application;

import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/applications")
class ApplicationController {
  private final Applications applications;

  ApplicationController(Applications applications) {
    this.applications = applications;
  }

  /** A wish for an application. */
  record NewApplication(
      @NotBlank @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String name,
      @NotBlank @Size(max = 500) String repositoryUrl,
      @Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._/-]{0,99}") String defaultBranch,
      @Nullable @Size(min = 8, max = 200) String webhookSecret) {}

  @GetMapping
  @RequiresScope("applications:read")
  Page<Application> list(Identity identity) {
    return Page.all(applications.list(identity.tenant()));
  }

  @GetMapping("/{id}")
  @RequiresScope("applications:read")
  Application get(Identity identity, @PathVariable UUID id) {
    return applications.require(identity.tenant(), id);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("applications:write")
  Applications.Registered register(
      Identity identity, @Valid @RequestBody NewApplication application) {
    return applications.register(identity, application);
  }
}
