package dev.hexad.ci.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Images from a Dockerfile, by the engine of {@code hexad.ci.docker-host}, else of DOCKER_HOST. */
@Component
final class DockerImageBuilder implements ImageBuilder {
  private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

  private final String dockerHost;

  DockerImageBuilder(@Value("${hexad.ci.docker-host:}") String dockerHost) {
    this.dockerHost = dockerHost;
  }

  @Override
  public ImageRef build(BuildParameters.Image image, Path source, Target to, Consumer<String> log)
      throws Exception {
    Path dockerfile = source.resolve(String.valueOf(image.dockerfile())).normalize();
    if (!dockerfile.startsWith(source) || Files.notExists(dockerfile)) {
      throw new HexadException(
          ProblemType.INVALID, "There is no '" + image.dockerfile() + "' in the repository.");
    }
    var builder = DefaultDockerClientConfig.createDefaultConfigBuilder();
    if (!dockerHost.isBlank()) {
      builder.withDockerHost(dockerHost);
    }
    var config = builder.build();
    try (var http =
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .build();
        DockerClient docker = DockerClientImpl.getInstance(config, http)) {
      ping(docker);
      String id = buildImage(docker, source, dockerfile, to, log);
      docker.tagImageCmd(id, to.repository(), to.tag()).exec();
      return push(docker, to, log);
    }
  }

  private static void ping(DockerClient docker) {
    try {
      docker.pingCmd().exec();
    } catch (RuntimeException e) {
      throw new HexadException(
          ProblemType.TOOL_MISSING,
          "A Dockerfile needs a Docker engine and none answers; use 'copy' and 'command' instead, or"
              + " set DOCKER_HOST.",
          e);
    }
  }

  private static String buildImage(
      DockerClient docker, Path source, Path dockerfile, Target to, Consumer<String> log) {
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
    return docker
        .buildImageCmd()
        .withBaseDirectory(source.toFile())
        .withDockerfile(dockerfile.toFile())
        .withTags(Set.of(to.repository() + ":" + to.tag()))
        .withLabels(to.labels())
        .exec(callback)
        .awaitImageId();
  }

  private static ImageRef push(DockerClient docker, Target to, Consumer<String> log)
      throws InterruptedException {
    var digest = new AtomicReference<@Nullable String>();
    var auth = new AuthConfig().withUsername(to.username()).withPassword(to.password());
    docker
        .pushImageCmd(to.repository())
        .withTag(to.tag())
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
    return new ImageRef(to.repository(), to.tag(), pushed);
  }
}
