package dev.hexad.cd.target.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.hexad.cd.target.DeployTarget.Availability;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The engine that the property {@code hexad.cd.docker-host} names, else the environment
 * (DOCKER_HOST), else the one of this machine.
 */
@Component
public final class DockerEngine implements DisposableBean {
  private final ZerodepDockerHttpClient http;
  private final DockerClient client;
  private final URI host;

  /**
   * @param host for example {@code unix:///run/user/1000/docker.sock}; empty for what the
   *     environment says
   */
  public DockerEngine(@Value("${hexad.cd.docker-host:}") String host) {
    var builder = DefaultDockerClientConfig.createDefaultConfigBuilder();
    if (!host.isEmpty()) {
      builder.withDockerHost(host);
    }
    var config = builder.build();
    this.host = config.getDockerHost();
    http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .connectionTimeout(Duration.ofSeconds(3))
            .build();
    client = DockerClientImpl.getInstance(config, http);
  }

  public DockerClient client() {
    return client;
  }

  public URI host() {
    return host;
  }

  public Availability availability() {
    try {
      return new Availability.Available("Docker " + client.versionCmd().exec().getVersion());
    } catch (RuntimeException e) {
      return new Availability.Unavailable(
          "no Docker engine answers (set DOCKER_HOST if there is one)");
    }
  }

  @Override
  public void destroy() throws IOException {
    http.close();
  }
}
