package dev.hexad.ci.image;

import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.ImageRef;
import java.nio.file.Path;
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
   */
  record Target(
      String repository,
      String tag,
      String username,
      String password,
      java.util.Map<String, String> labels) {}
}
