package dev.hexad.ci.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import dev.hexad.ci.archive.SafePath;
import dev.hexad.ci.engine.DockerEngine;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Images from a Dockerfile, by the engine of {@code hexad.ci.docker-host}, else of DOCKER_HOST;
 * with BuildKit where it is.
 */
@Component
final class DockerImageBuilder implements ImageBuilder {
  private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

  private final DockerEngine engine;
  private final BuildKit buildKit;
  private final DockerBuildProperties properties;

  DockerImageBuilder(DockerEngine engine, BuildKit buildKit, DockerBuildProperties properties) {
    this.engine = engine;
    this.buildKit = buildKit;
    this.properties = properties;
  }

  @Override
  public ImageRef build(BuildParameters.Image image, Path source, Target to, Consumer<String> log)
      throws Exception {
    Path dockerfile = SafePath.existing(source, String.valueOf(image.dockerfile()), "'dockerfile'");
    DockerClient docker = engine.require("A Dockerfile");
    Optional<Path> program = buildKit.program();
    String id =
        program.isPresent()
            ? buildKit.build(program.get(), image, source, dockerfile, to, log)
            : buildImage(docker, image, source, dockerfile, to, log);
    ImageRef pushed = null;
    for (String tag : to.tags()) {
      docker.tagImageCmd(id, to.repository(), tag).exec();
      ImageRef one = push(docker, to, tag, log);
      pushed = pushed == null ? one : pushed;
    }
    return java.util.Objects.requireNonNull(pushed, "an image has at least one tag");
  }

  private String buildImage(
      DockerClient docker,
      BuildParameters.Image image,
      Path source,
      Path dockerfile,
      Target to,
      Consumer<String> log) {
    var callback =
        new BuildImageResultCallback() {
          @Override
          public void onNext(BuildResponseItem item) {
            super.onNext(item);
            if (item.getStream() != null && !item.getStream().isBlank()) {
              log.accept(item.getStream().stripTrailing());
            }
          }
        };
    BuildImageCmd build =
        docker
            .buildImageCmd()
            .withBaseDirectory(source.toFile())
            .withDockerfile(dockerfile.toFile())
            .withTags(Set.of(to.repository() + ":" + to.tag()))
            .withLabels(to.labels());
    image.buildArguments().forEach(build::withBuildArg);
    if (!properties.network().isEmpty()) {
      build.withNetworkMode(properties.network());
    }
    try {
      return build.exec(callback).awaitImageId();
    } catch (DockerClientException e) {
      throw new HexadException(
          ProblemType.STEP_FAILED, "The image cannot be built: " + e.getMessage(), e);
    }
  }

  private static ImageRef push(DockerClient docker, Target to, String tag, Consumer<String> log)
      throws InterruptedException {
    var digest = new AtomicReference<@Nullable String>();
    var auth = new AuthConfig().withUsername(to.username()).withPassword(to.password());
    docker
        .pushImageCmd(to.repository())
        .withTag(tag)
        .withAuthConfig(auth)
        .exec(
            new com.github.dockerjava.api.async.ResultCallback.Adapter<PushResponseItem>() {
              @Override
              public void onNext(PushResponseItem item) {
                String status = item.getStatus();
                Matcher found = DIGEST.matcher(status == null ? "" : status);
                if (found.find()) {
                  digest.set(found.group(1));
                }
                if (item.getErrorDetail() != null) {
                  log.accept("push: " + item.getErrorDetail().getMessage());
                }
              }
            })
        .awaitCompletion();
    String pushed = digest.get();
    if (pushed == null) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The registry did not take " + to.repository() + ".");
    }
    return new ImageRef(to.repository(), tag, pushed);
  }
}
