package dev.hexad.cd.target.ecs;

import dev.hexad.cd.target.ImageName;
import dev.hexad.cd.target.RepositoryPath;
import dev.hexad.cd.target.Revision;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the files of a commit that say what ECS is to run, and puts the revision into them. */
final class EcsFiles {
  private static final long BYTES = 1024 * 1024;

  private EcsFiles() {}

  /** The task definition with the image and the variables of the revision. */
  static ObjectNode taskDefinition(Path root, String file, Revision revision, String family)
      throws IOException {
    ObjectNode task = read(root, file);
    SdkJson.read(RegisterTaskDefinitionRequest.builder(), task, file);
    if (task.path("family").asString("").isEmpty()) {
      task.put("family", family);
    }
    Set<String> others = new TreeSet<>();
    boolean set = false;
    for (JsonNode container : task.path("containerDefinitions")) {
      String name = ImageName.bare(container.path("image").asString(""));
      if (ImageName.standsFor(name, revision.image())) {
        put((ObjectNode) container, revision);
        set = true;
      } else {
        others.add(name);
      }
    }
    if (!set) {
      throw invalid(
          "No container in '%s' runs the image '%s'; name it '%s'. They run: %s."
              .formatted(
                  file,
                  revision.image().repository(),
                  ImageName.last(revision.image()),
                  others.isEmpty() ? "nothing" : String.join(", ", others)));
    }
    return task;
  }

  private static void put(ObjectNode container, Revision revision) {
    container.put("image", revision.image().pinned());
    if (revision.env().isEmpty()) {
      return;
    }
    ArrayNode variables = container.withArray("/environment");
    revision
        .env()
        .forEach((key, value) -> {
          for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).path("name").asString("").equals(key)) {
              variables.remove(i);
            }
          }
          variables.addObject().put("name", key).put("value", value);
        });
  }

  /** The service; by default one task, and a circuit breaker that stops what does not start. */
  static ObjectNode service(Path root, String file, boolean given) throws IOException {
    ObjectNode service =
        given || Files.exists(root.resolve(file))
            ? read(root, file)
            : Json.mapper().createObjectNode();
    for (String own : new String[] {"cluster", "serviceName", "taskDefinition", "clientToken"}) {
      if (service.has(own)) {
        throw invalid("'%s': '%s' is set by Hexad; leave it out.".formatted(file, own));
      }
    }
    SdkJson.read(CreateServiceRequest.builder(), service, file);
    if (!service.has("desiredCount") && !service.has("schedulingStrategy")) {
      service.put("desiredCount", 1);
    }
    if (!service.at("/deploymentConfiguration").has("deploymentCircuitBreaker")
        && !service.has("deploymentController")) {
      // What has failed is brought back by Hexad, which knows what was good.
      service
          .withObject("/deploymentConfiguration/deploymentCircuitBreaker")
          .put("enable", true)
          .put("rollback", false);
    }
    return service;
  }

  private static ObjectNode read(Path root, String file) throws IOException {
    Path path = RepositoryPath.of(root, file);
    if (!Files.isRegularFile(path)) {
      throw invalid("'" + file + "' is not a file.");
    }
    if (Files.size(path) > BYTES) {
      throw invalid("'" + file + "' is larger than 1 MiB.");
    }
    try {
      if (Json.mapper().readTree(Files.readString(path)) instanceof ObjectNode object) {
        return object;
      }
      throw invalid("'" + file + "' is not an object.");
    } catch (JacksonException e) {
      throw new HexadException(
          ProblemType.INVALID, "'" + file + "' is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static HexadException invalid(String detail) {
    return new HexadException(ProblemType.INVALID, detail);
  }
}
