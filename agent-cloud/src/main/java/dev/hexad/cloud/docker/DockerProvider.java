package dev.hexad.cloud.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.hexad.cloud.provider.Availability;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.provider.CloudResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Containers, images, volumes and networks of one Docker engine. */
@Component
final class DockerProvider implements CloudProvider {
  private final DefaultDockerClientConfig config;

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
  public List<CloudResource> inventory() {
    return ask(docker -> {
      var resources = new ArrayList<CloudResource>();
      docker.listContainersCmd().withShowAll(true).exec().stream()
          .map(DockerResources::container)
          .forEach(resources::add);
      docker.listImagesCmd().exec().stream().map(DockerResources::image).forEach(resources::add);
      var volumes = docker.listVolumesCmd().exec().getVolumes();
      if (volumes != null) {
        volumes.stream().map(DockerResources::volume).forEach(resources::add);
      }
      docker.listNetworksCmd().exec().stream()
          .map(DockerResources::network)
          .forEach(resources::add);
      return List.copyOf(resources);
    });
  }

  private <T> T ask(Function<DockerClient, T> question) {
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
