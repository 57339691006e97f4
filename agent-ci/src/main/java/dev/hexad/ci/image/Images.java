package dev.hexad.ci.image;

import dev.hexad.ci.checkout.Checkout;
import dev.hexad.ci.oci.BuiltInRegistry;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Images of commits, pushed to the built-in registry. */
@Component
public final class Images {
  private final BuiltInRegistry registry;
  private final JibImageBuilder jib;
  private final DockerImageBuilder docker;

  Images(BuiltInRegistry registry, JibImageBuilder jib, DockerImageBuilder docker) {
    this.registry = registry;
    this.jib = jib;
    this.docker = docker;
  }

  /**
   * Builds the image of a commit and pushes it.
   *
   * @throws HexadException when it cannot be built
   */
  public ImageRef build(
      BuildParameters.Image image, Checkout checkout, String version, Consumer<String> log)
      throws Exception {
    ChangeRef change = checkout.change();
    String name = image.name() == null ? change.application() : image.name();
    if (!name.matches("[a-z0-9]+([._/-][a-z0-9]+)*")) {
      throw new HexadException(
          ProblemType.INVALID,
          "'" + name + "' is not a name for an image; use lower case letters.");
    }
    Map<String, String> labels =
        Map.of(
            "org.opencontainers.image.revision", change.commit(),
            "org.opencontainers.image.source", change.repositoryUrl(),
            "org.opencontainers.image.version", version);
    var target =
        new ImageBuilder.Target(
            registry.address() + "/" + name,
            version,
            registry.username(),
            registry.password(),
            labels);
    ImageBuilder builder = image.dockerfile() == null ? jib : docker;
    return builder.build(image, checkout.source(), target, log);
  }
}
