package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.ImageName;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the image of a revision where manifests name it: a container whose image, without tag and
 * digest, is its repository or the last part of it.
 */
final class Images {
  private static final List<String> POD_SPECS =
      List.of("/spec", "/spec/template/spec", "/spec/jobTemplate/spec/template/spec");
  private static final List<String> CONTAINERS = List.of("containers", "initContainers");

  private final ImageRef image;
  private final Map<String, String> env;
  private final Set<String> others = new TreeSet<>();
  private int set;

  private Images(ImageRef image, Map<String, String> env) {
    this.image = image;
    this.env = env;
  }

  /**
   * Changes the manifests.
   *
   * @throws HexadException when no container takes the image
   */
  static void set(List<Manifest> manifests, ImageRef image, Map<String, String> env) {
    var images = new Images(image, env);
    manifests.forEach(manifest -> images.set(manifest.tree()));
    if (images.set == 0) {
      throw new HexadException(
          ProblemType.INVALID,
          "No container runs the image '%s'; name it '%s' in the manifests. They run: %s."
              .formatted(
                  image.repository(),
                  ImageName.last(image),
                  images.others.isEmpty() ? "nothing" : String.join(", ", images.others)));
    }
  }

  private void set(ObjectNode tree) {
    for (String place : POD_SPECS) {
      for (String list : CONTAINERS) {
        for (JsonNode container : tree.at(place).path(list)) {
          if (container instanceof ObjectNode fields) {
            container(fields);
          }
        }
      }
    }
  }

  private void container(ObjectNode container) {
    String name = ImageName.bare(container.path("image").asString(""));
    if (!ImageName.standsFor(name, image)) {
      others.add(name);
      return;
    }
    set++;
    container.put("image", image.pinned());
    if (env.isEmpty()) {
      return;
    }
    ArrayNode variables =
        container.get("env") instanceof ArrayNode given ? given : container.putArray("env");
    env.forEach((key, value) -> {
      for (int i = variables.size() - 1; i >= 0; i--) {
        if (variables.get(i).path("name").asString("").equals(key)) {
          variables.remove(i);
        }
      }
      variables.addObject().put("name", key).put("value", value);
    });
  }
}
