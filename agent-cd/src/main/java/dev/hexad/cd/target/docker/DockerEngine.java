package dev.hexad.cd.target.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.hexad.cd.target.DeployTarget.Availability;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The engine that the property {@code hexad.cd.docker-host} names, else the environment
 * (DOCKER_HOST), else the one of this machine.
 */
@Component
public final class DockerEngine implements DisposableBean {
  private static final int STOP_SECONDS = 5;
  private static final int LOG_SECONDS = 5;
  private static final int LINES = 40;

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

  /** Stops a container and takes it away; one that is gone is left alone. */
  public void remove(String container) {
    try {
      client.stopContainerCmd(container).withTimeout(STOP_SECONDS).exec();
    } catch (NotModifiedException | NotFoundException e) {
      // It has stopped or is gone, which is what was wanted.
    }
    try {
      client.removeContainerCmd(container).withForce(true).exec();
    } catch (NotFoundException e) {
      // It is gone, which is what was wanted.
    }
  }

  /** The last lines of a container's output; empty when it is gone. */
  public String tail(String container) {
    var text = new StringBuilder();
    var callback =
        new ResultCallback.Adapter<Frame>() {
          @Override
          public void onNext(Frame frame) {
            text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
          }
        };
    try {
      client
          .logContainerCmd(container)
          .withStdOut(true)
          .withStdErr(true)
          .withTail(LINES)
          .exec(callback)
          .awaitCompletion(LOG_SECONDS, TimeUnit.SECONDS);
    } catch (NotFoundException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return text.toString();
  }

  @Override
  public void destroy() throws IOException {
    http.close();
  }
}
