package dev.hexad.ci.image;

import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.ImageRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes an image and pushes it. */
interface ImageBuilder {
  /**
   * Builds and pushes.
   *
   * @param source the work folder of the commit
   * @param to where to push
   * @param log takes lines for people
   */
  ImageRef build(BuildParameters.Image image, Path source, Target to, Consumer<String> log)
      throws Exception;

  /**
   * Where an image goes.
   *
   * @param repository registry host, port and name
   * @param tags at least one; the first is its version
   */
  record Target(
      String repository,
      List<String> tags,
      String username,
      String password,
      Map<String, String> labels) {
    String tag() {
      return tags.getFirst();
    }

    @Override
    public String toString() {
      return "Target[" + repository + ", " + tags + "]";
    }
  }
}
