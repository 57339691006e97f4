package dev.hexad.ci.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.hexad.ci.archive.SafePath;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.service.ServiceProperties;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Images without an engine: files of the work folder on top of a base image, or of nothing. */
@Component
final class JibImageBuilder implements ImageBuilder {
  private final Path cache;

  JibImageBuilder(ServiceProperties service) {
    this.cache = service.dataFolder().resolve("image-cache");
    // Jib sends credentials over plain HTTP only when told so; the built-in registry is on
    // loopback.
    System.setProperty("sendCredentialsOverHttp", "true");
  }

  @Override
  public ImageRef build(BuildParameters.Image image, Path source, Target to, Consumer<String> log)
      throws Exception {
    String base = image.base();
    JibContainerBuilder container =
        base == null || base.equals("scratch") ? Jib.fromScratch() : Jib.from(base);
    String workdir = image.workdir() == null ? "/app" : image.workdir();
    container
        .setWorkingDirectory(AbsoluteUnixPath.get(workdir))
        .setEntrypoint(image.command())
        .setCreationTime(Instant.EPOCH);
    to.labels().forEach(container::addLabel);
    if (image.port() != null) {
      container
          .addExposedPort(Port.tcp(image.port()))
          .addEnvironmentVariable("PORT", image.port().toString());
    }
    for (String copied : image.copy()) {
      container.addFileEntriesLayer(layer(source, copied, workdir));
    }
    RegistryImage registry = RegistryImage.named(to.repository() + ":" + to.tag());
    if (!to.username().isEmpty()) {
      registry.addCredential(to.username(), to.password());
    }
    Containerizer containerizer =
        Containerizer.to(registry)
            .setAllowInsecureRegistries(to.repository().startsWith("127.0.0.1:"))
            .setBaseImageLayersCache(cache)
            .setApplicationLayersCache(cache)
            .setToolName("hexad");
    to.tags().stream().skip(1).forEach(containerizer::withAdditionalTag);
    JibContainer built = container.containerize(containerizer);
    log.accept("pushed " + to.repository() + " as " + String.join(", ", to.tags()));
    return new ImageRef(to.repository(), to.tag(), built.getDigest().toString());
  }

  private static FileEntriesLayer layer(Path source, String copied, String workdir)
      throws java.io.IOException {
    Path file = SafePath.existing(source, copied, "'copy'");
    SafePath.requireLinksInside(source, file, "'copy'");
    var to = AbsoluteUnixPath.get(workdir).resolve(source.relativize(file));
    return FileEntriesLayer.builder().setName(copied).addEntryRecursive(file, to).build();
  }
}
