package dev.hexad.ci.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The Docker engine of {@code hexad.ci.docker-host}, else of DOCKER_HOST. Thread-safe. */
@Component
public final class DockerEngine {
  private final String host;
  private @Nullable DockerClient client;

  DockerEngine(@Value("${hexad.ci.docker-host:}") String host) {
    this.host = host;
  }

  /**
   * The client of an engine that answers.
   *
   * @param purpose what wants it, for the error
   * @throws HexadException when none answers
   */
  public DockerClient require(String purpose) {
    DockerClient docker = client();
    try {
      docker.pingCmd().exec();
      return docker;
    } catch (RuntimeException e) {
      throw new HexadException(
          ProblemType.TOOL_MISSING,
          purpose
              + " needs a Docker engine and none answers; start one, or set hexad.ci.docker-host or"
              + " DOCKER_HOST on the CI agent.",
          e);
    }
  }

  /** True when an engine answers now. */
  public boolean answers() {
    try {
      client().pingCmd().exec();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Its address, as the command line wants it. */
  public String host() {
    return configuration().getDockerHost().toString();
  }

  private DockerClientConfig configuration() {
    var builder = DefaultDockerClientConfig.createDefaultConfigBuilder();
    if (!host.isBlank()) {
      builder.withDockerHost(host);
    }
    return builder.build();
  }

  private synchronized DockerClient client() {
    DockerClient existing = client;
    if (existing != null) {
      return existing;
    }
    DockerClientConfig config = configuration();
    var http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .connectionTimeout(Duration.ofSeconds(5))
            .build();
    DockerClient made = DockerClientImpl.getInstance(config, http);
    client = made;
    return made;
  }

  @PreDestroy
  synchronized void close() throws IOException {
    if (client != null) {
      client.close();
    }
  }
}
