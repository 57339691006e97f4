package dev.hexad.ci.pipeline;

import dev.hexad.ci.checkout.CommitFiles;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Pipeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pipelines for repositories without a pipeline file. */
final class KnownBuilds {
  private record Known(String marker, String script, List<String> reports) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known("mvnw", "sh ./mvnw -B verify", List.of("**/target/surefire-reports/*.xml")),
          new Known("pom.xml", "mvn -B verify", List.of("**/target/surefire-reports/*.xml")),
          new Known("gradlew", "sh ./gradlew build", List.of("**/build/test-results/**/*.xml")),
          new Known("package.json", "npm ci\nnpm test --if-present", List.of()),
          new Known("Makefile", "make test", List.of()));

  private KnownBuilds() {}

  static Optional<Pipeline> pipeline(CommitFiles files) throws IOException {
    var steps = new ArrayList<BuildStep>();
    List<String> reports = List.of();
    for (Known known : KNOWN) {
      if (files.has(known.marker())) {
        steps.add(BuildStep.of("Build and test", known.script()));
        reports = known.reports();
        break;
      }
    }
    boolean dockerfile = files.has("Dockerfile");
    if (steps.isEmpty() && !dockerfile) {
      return Optional.empty();
    }
    BuildParameters.Image image =
        dockerfile ? BuildParameters.Image.ofDockerfile("Dockerfile") : null;
    var parameters = new BuildParameters(steps, reports, image, Map.of());
    return Optional.of(
        new Pipeline(
            "default",
            List.of(
                new Pipeline.Stage(
                    "build",
                    "ci.build",
                    List.of(),
                    null,
                    Json.tree(parameters),
                    Map.of(),
                    null,
                    null,
                    0))));
  }
}
