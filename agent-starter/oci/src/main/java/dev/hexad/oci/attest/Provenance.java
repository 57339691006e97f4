package dev.hexad.oci.attest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hexad.contracts.message.Json;
import dev.hexad.oci.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/**
 * SLSA provenance 1 in an in-toto statement 1, as Hexad fills it.
 *
 * @param sbomDigest of the bill of materials, a byproduct of the build
 */
public record Provenance(
    String builderId,
    String sourceRepository,
    String commit,
    String ref,
    String pipelineFile,
    String runId,
    Instant started,
    Instant finished,
    List<String> steps,
    List<String> inheritedSteps,
    String sbomDigest) {
  static final String ARTIFACT_TYPE = "application/vnd.in-toto+json";
  static final String PREDICATE_TYPE = "https://slsa.dev/provenance/v1";
  private static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
  private static final String BUILD_TYPE = "urn:hexad:buildtype:pipeline:v1";

  private record Resource(String name, String uri, Map<String, String> digest, String mediaType) {}

  private record Source(String uri, Map<String, String> digest) {}

  private record Artifact(String name, Map<String, String> digest) {}

  private record External(
      String source, String ref, String pipelineFile, Map<String, String> parameters) {}

  private record Internal(String commandId, List<String> steps, List<String> inheritedSteps) {}

  private record Definition(
      String buildType,
      External externalParameters,
      Internal internalParameters,
      List<Source> resolvedDependencies) {}

  private record Builder(String id) {}

  private record Metadata(String invocationId, Instant startedOn, Instant finishedOn) {}

  private record Details(Builder builder, Metadata metadata, List<Resource> byproducts) {}

  private record Predicate(Definition buildDefinition, Details runDetails) {}

  private record Statement(
      @JsonProperty("_type") String type,
      List<Artifact> subject,
      String predicateType,
      Predicate predicate) {}

  /** The statement's bytes; the same facts give the same bytes. */
  static byte[] statement(
      Subject subject, BuildFacts facts, String builderId, String sbomDigest, String sbomType) {
    var source = new Source(gitUri(facts), Map.of("gitCommit", facts.commit()));
    var external =
        new External(
            facts.sourceRepository(),
            facts.ref(),
            facts.pipelineFile(),
            new TreeMap<>(facts.parameters()));
    var internal = new Internal(facts.commandId(), facts.steps(), facts.inheritedSteps());
    var sbom =
        new Resource(
            "sbom",
            subject.repository() + "@" + sbomDigest,
            Map.of("sha256", Sha256.hex(sbomDigest)),
            sbomType);
    var predicate =
        new Predicate(
            new Definition(BUILD_TYPE, external, internal, List.of(source)),
            new Details(
                new Builder(builderId),
                new Metadata(facts.runId(), facts.started(), facts.finished()),
                List.of(sbom)));
    var artifact =
        new Artifact(subject.repository(), Map.of("sha256", Sha256.hex(subject.digest())));
    return Json.mapper()
        .writeValueAsBytes(
            new Statement(STATEMENT_TYPE, List.of(artifact), PREDICATE_TYPE, predicate));
  }

  private static String gitUri(BuildFacts facts) {
    String url = facts.sourceRepository();
    return (url.startsWith("git+") || !url.contains("://") ? url : "git+" + url)
        + "@"
        + facts.ref();
  }

  /** Why a statement cannot be taken. */
  static final class WrongStatementException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongStatementException(String message) {
      super(message);
    }
  }

  static Provenance read(byte[] bytes, Subject subject) throws WrongStatementException {
    Statement statement;
    try {
      statement = Json.mapper().readValue(bytes, Statement.class);
      return of(statement, subject);
    } catch (JacksonException | NullPointerException e) {
      throw new WrongStatementException("the provenance lacks fields that Hexad writes");
    }
  }

  private static Provenance of(Statement statement, Subject subject)
      throws WrongStatementException {
    if (!STATEMENT_TYPE.equals(statement.type())
        || !PREDICATE_TYPE.equals(statement.predicateType())) {
      throw new WrongStatementException("the statement is no SLSA provenance 1");
    }
    String wanted = Sha256.hex(subject.digest());
    if (statement.subject().stream().noneMatch(s -> wanted.equals(s.digest().get("sha256")))) {
      throw new WrongStatementException("the provenance is of another image");
    }
    Definition definition = statement.predicate().buildDefinition();
    Details details = statement.predicate().runDetails();
    String commit =
        definition.resolvedDependencies().stream()
            .map(source -> source.digest().getOrDefault("gitCommit", ""))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    String sbom =
        details.byproducts().stream()
            .filter(item -> "sbom".equals(item.name()))
            .map(item -> "sha256:" + item.digest().getOrDefault("sha256", ""))
            .findFirst()
            .orElse("");
    return new Provenance(
        details.builder().id(),
        definition.externalParameters().source(),
        commit,
        definition.externalParameters().ref(),
        definition.externalParameters().pipelineFile(),
        details.metadata().invocationId(),
        details.metadata().startedOn(),
        details.metadata().finishedOn(),
        definition.internalParameters().steps(),
        definition.internalParameters().inheritedSteps(),
        sbom);
  }
}
