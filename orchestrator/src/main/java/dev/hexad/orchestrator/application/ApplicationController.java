package dev.hexad.orchestrator.application;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
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

  /**
   * A wish for an application.
   *
   * @param provider github, gitlab, gitea or bitbucket
   * @param apiUrl base of the Git host's API; the host's usual one when absent
   * @param tokenSecret name of a stored secret with a token for the Git host
   * @param team who owns it
   * @param dependsOn names of the applications that it calls
   */
  record NewApplication(
      @NotBlank @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String name,
      @NotBlank @Size(max = 500) String repositoryUrl,
      @Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._/-]{0,99}") String defaultBranch,
      @Nullable @Size(min = 8, max = 200) String webhookSecret,
      @Nullable @Size(max = 20) String provider,
      @Nullable @Size(max = 500) String apiUrl,
      @Nullable @Size(max = 100) String tokenSecret,
      @Nullable @Size(max = 60) String team,
      @Nullable @Size(max = 100) List<String> dependsOn) {}

  /** What is to change: absent fields stay, an empty text takes a value away. */
  record Changes(
      @Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._/-]{0,99}") String defaultBranch,
      @Nullable @Size(max = 20) String provider,
      @Nullable @Size(max = 500) String apiUrl,
      @Nullable @Size(max = 100) String tokenSecret,
      @Nullable @Size(max = 60) String team,
      @Nullable @Size(max = 100) List<String> dependsOn) {}

  /**
   * Which applications are wanted, by name; absent parts do not narrow.
   *
   * @param q part of the name or of the repository's URL, in any case
   * @param team who owns it; an empty text for those that nobody owns
   * @param sort {@code name} when absent, or {@code -name}
   * @param cursor name of the last one that was seen
   */
  record Search(
      @Nullable String q,
      @Nullable String team,
      @Nullable String provider,
      @Nullable String sort,
      @Nullable String cursor,
      @Nullable Integer limit) {
    boolean backwards() {
      if (sort != null && !sort.equals("name") && !sort.equals("-name")) {
        throw new HexadException(
            ProblemType.BAD_REQUEST, "Sort by 'name' or '-name', not '" + sort + "'.");
      }
      return "-name".equals(sort);
    }
  }

  @GetMapping
  @RequiresScope("applications:read")
  Page<Application> list(Identity identity, @ParameterObject Search search) {
    int size = Page.size(search.limit());
    return Page.of(applications.find(identity.tenant(), search, size + 1), size, Application::name);
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

  @PatchMapping("/{id}")
  @RequiresScope("applications:write")
  Application change(
      Identity identity, @PathVariable UUID id, @Valid @RequestBody Changes changes) {
    return applications.change(identity, id, changes);
  }
}
