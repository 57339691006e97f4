package dev.hexad.cd.target.render;

import dev.hexad.cd.target.http.DefinitionFile;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads the file of a commit that says how Render is to make the service. */
final class RenderFiles {
  private static final Set<String> KNOWN =
      Set.of(
          "type", "ownerId", "image", "envVars", "secretFiles", "environmentId", "serviceDetails");
  private static final Set<String> OWN =
      Set.of("name", "repo", "branch", "rootDir", "buildFilter", "autoDeploy", "autoDeployTrigger");

  private RenderFiles() {}

  static @Nullable ObjectNode service(Path root, @Nullable String given) throws IOException {
    ObjectNode service =
        DefinitionFile.read(root, given, "render/service.json", KNOWN, OWN).orElse(null);
    if (service == null) {
      return null;
    }
    String file = given == null ? "render/service.json" : given;
    if (service.path("type").asString("").isEmpty()) {
      throw invalid("'" + file + "' says no 'type', for example web_service.");
    }
    if (service.at("/image").has("imagePath")) {
      throw invalid("'" + file + "': 'image.imagePath' is set by Hexad; leave it out.");
    }
    ObjectNode details = service.withObject("/serviceDetails");
    if (!details.path("runtime").asString("image").equals("image")) {
      throw invalid("'" + file + "': only the runtime 'image' can be deployed.");
    }
    details.put("runtime", "image");
    return service;
  }

  private static HexadException invalid(String detail) {
    return new HexadException(ProblemType.INVALID, detail);
  }
}
