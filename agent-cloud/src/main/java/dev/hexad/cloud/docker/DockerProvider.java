package dev.hexad.cloud.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Availability;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Scope;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Containers, images, volumes and networks of one Docker engine. */
@Component
final class DockerProvider implements CloudProvider, CloudAccount, DockerActions.Engine {
  private static final String REGION = "local";
  private final DefaultDockerClientConfig config;
  private final List<CloudAction<?>> actions = DockerActions.over(this::engineOf);

  DockerProvider(DockerProperties properties) {
    var builder = DefaultDockerClientConfig.createDefaultConfigBuilder();
    String host = properties.dockerHost();
    if (host != null && !host.isBlank()) {
      builder.withDockerHost(host);
    }
    this.config = builder.build();
  }

  @Override
  public String name() {
    return "docker";
  }

  @Override
  public List<CloudAccount> accounts() {
    return List.of(this);
  }

  @Override
  public List<CloudAction<?>> actions() {
    return actions;
  }

  /** What was approved for one engine must not be done in another one. */
  private DockerActions.Engine engineOf(ActionTarget target) {
    if (availability() instanceof Availability.Available there
        && !there.account().equals(target.account())) {
      throw new HexadException(
          ProblemType.CONFLICT, "The Docker engine is another one than " + target.account() + ".");
    }
    return this;
  }

  @Override
  public List<Scope> scopes() {
    return List.of(new Scope(REGION, "engine"));
  }

  @Override
  public Availability availability() {
    URI host = config.getDockerHost();
    if ("unix".equals(host.getScheme()) && Files.notExists(Path.of(host.getPath()))) {
      return new Availability.Unavailable(
          "There is no Docker engine at " + host + "; start one or set DOCKER_HOST.");
    }
    try {
      Info info = ask(docker -> docker.infoCmd().exec());
      String id = info.getId();
      return new Availability.Available(
          id == null || id.isBlank() ? String.valueOf(info.getName()) : id,
          "Docker " + info.getServerVersion() + " on " + info.getName());
    } catch (RuntimeException e) {
      return new Availability.Unavailable(
          "The Docker engine at " + host + " does not answer: " + e.getMessage());
    }
  }

  @Override
  public void read(Scope scope, Consumer<CloudResource> found) {
    List<CloudResource> all;
    try {
      all =
          ask(docker -> {
            var resources = new ArrayList<CloudResource>();
            read(docker, resources::add);
            return resources;
          });
    } catch (RuntimeException e) {
      throw new ProviderException(
          ProviderException.Kind.UNREACHABLE,
          "The Docker engine stopped to answer: " + e.getMessage(),
          e);
    }
    all.forEach(found);
  }

  private static void read(DockerClient docker, Consumer<CloudResource> found) {
    docker.listContainersCmd().withShowAll(true).exec().stream()
        .map(DockerResources::container)
        .forEach(found);
    docker.listImagesCmd().exec().stream().map(DockerResources::image).forEach(found);
    var volumes = docker.listVolumesCmd().exec().getVolumes();
    if (volumes != null) {
      volumes.stream().map(DockerResources::volume).forEach(found);
    }
    docker.listNetworksCmd().exec().stream().map(DockerResources::network).forEach(found);
  }

  @Override
  public <T> T ask(Function<DockerClient, T> question) {
    try (var http =
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(Duration.ofSeconds(3))
                .responseTimeout(Duration.ofSeconds(30))
                .build();
        DockerClient docker = DockerClientImpl.getInstance(config, http)) {
      return question.apply(docker);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
