package dev.hexad.cd.target.cloudrun;

import dev.hexad.cd.target.ImageName;
import dev.hexad.cd.target.Revision;
import dev.hexad.cd.target.http.DefinitionFile;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the file of a commit that describes the service, and puts the revision into it. */
final class RunFiles {
  private static final String USUAL = "cloudrun/service.json";
  private static final Set<String> KNOWN =
      Set.of(
          "annotations",
          "binaryAuthorization",
          "customAudiences",
          "defaultUriDisabled",
          "description",
          "iapEnabled",
          "ingress",
          "invokerIamDisabled",
          "labels",
          "launchStage",
          "scaling",
          "template");
  private static final Set<String> OWN = Set.of("name", "traffic", "client", "clientVersion");

  private RunFiles() {}

  static ObjectNode service(Path root, @Nullable String given, Revision revision)
      throws IOException {
    ObjectNode service =
        DefinitionFile.read(root, given, USUAL, KNOWN, OWN)
            .orElseGet(() -> Json.mapper().createObjectNode());
    String file = given == null ? USUAL : given;
    if (service.has("template") && !service.get("template").isObject()) {
      throw invalid("'" + file + "': 'template' is not an object.");
    }
    ObjectNode template = service.withObject("/template");
    if (template.has("revision")) {
      throw invalid("'" + file + "': 'template.revision' is set by Hexad; leave it out.");
    }
    put(container(template, revision, file), revision);
    return service;
  }

  private static ObjectNode container(ObjectNode template, Revision revision, String file) {
    ArrayNode containers = template.withArray("/containers");
    if (containers.isEmpty()) {
      return containers.addObject();
    }
    for (JsonNode one : containers) {
      String name = ImageName.bare(one.path("image").asString(""));
      boolean only = name.isEmpty() && containers.size() == 1;
      if ((only || ImageName.standsFor(name, revision.image())) && one instanceof ObjectNode o) {
        return o;
      }
    }
    throw invalid(
        "No container in '%s' runs the image '%s'; name it '%s'."
            .formatted(file, revision.image().repository(), ImageName.last(revision.image())));
  }

  private static void put(ObjectNode container, Revision revision) {
    container.put("image", revision.image().pinned());
    if (revision.env().isEmpty()) {
      return;
    }
    ArrayNode variables = container.withArray("/env");
    for (int i = variables.size() - 1; i >= 0; i--) {
      if (revision.env().containsKey(variables.get(i).path("name").asString(""))) {
        variables.remove(i);
      }
    }
    revision.env().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> variables.addObject().put("name", e.getKey()).put("value", e.getValue()));
  }

  private static HexadException invalid(String detail) {
    return new HexadException(ProblemType.INVALID, detail);
  }
}
