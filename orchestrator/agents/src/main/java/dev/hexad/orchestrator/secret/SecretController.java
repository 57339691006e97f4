package dev.hexad.orchestrator.secret;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.access.AgentScopes;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/secrets")
class SecretController {
  private final Secrets secrets;

  SecretController(Secrets secrets) {
    this.secrets = secrets;
  }

  record NewValue(@NotNull Secret value) {}

  /** The only answer that carries a secret; its scope is given to agents alone. */
  record Revealed(String value) {}

  @GetMapping
  @RequiresScope("secrets:admin")
  Page<Secrets.Entry> list(Identity identity) {
    return Page.all(secrets.list(identity.tenant()));
  }

  @PutMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("secrets:admin")
  void put(Identity identity, @PathVariable String name, @Valid @RequestBody NewValue body) {
    secrets.put(identity.tenant(), name, body.value(), identity.subject());
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("secrets:admin")
  void delete(Identity identity, @PathVariable String name) {
    secrets.delete(identity.tenant(), name);
  }

  @GetMapping("/{name}/value")
  @RequiresScope("secrets:value")
  Revealed value(Identity identity, @PathVariable String name) {
    if (!identity.subject().startsWith("agent:")) {
      throw new HexadException(ProblemType.FORBIDDEN, "Secrets are read by agents only.");
    }
    if (!AgentScopes.opens(identity, name)) {
      throw new HexadException(
          ProblemType.FORBIDDEN,
          identity.subject() + " was not granted '" + AgentScopes.SECRET + name + "'.");
    }
    return new Revealed(secrets.value(identity.tenant(), name).reveal());
  }
}
