package dev.hexad.orchestrator.configuration;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.secret.Secrets;
import dev.hexad.service.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds everything that is wrong with a document at once. */
@Component
class ConfigurationCheck {
  /** The largest document, in characters of JSON. */
  private static final int LIMIT = 256 * 1024;

  private final Secrets secrets;

  ConfigurationCheck(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Findings with JSON pointers: the schema's, and secrets that do not exist. */
  List<Problem.FieldError> findings(Agent agent, JsonNode document) {
    if (document.toString().length() > LIMIT) {
      return List.of(new Problem.FieldError("", "is larger than " + LIMIT + " characters"));
    }
    var found = new ArrayList<>(Schemas.check(agent.manifest().configurationSchema(), document));
    List<SecretReference> references = SecretReference.in(document);
    if (!references.isEmpty()) {
      Set<String> known = secrets.names(agent.tenant());
      references.stream()
          .filter(reference -> !known.contains(reference.name()))
          .map(reference ->
              new Problem.FieldError(
                  reference.path(),
                  "there is no secret '" + reference.name() + "'; store it first"))
          .forEach(found::add);
    }
    return found;
  }

  static void refuse(List<Problem.FieldError> findings) {
    if (!findings.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID, "The configuration has errors.", findings, null);
    }
  }
}
