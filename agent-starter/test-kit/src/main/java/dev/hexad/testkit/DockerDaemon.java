package dev.hexad.testkit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.springframework.util.FileSystemUtils;

/** A Docker engine of its own in a temporary folder, without any network; gone when closed. */
public final class DockerDaemon implements AutoCloseable {
  private static final List<String> PLACES = List.of("/usr/sbin/dockerd", "/usr/bin/dockerd");
  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final Path folder;

  private DockerDaemon(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** Starts an engine; empty when this machine has none or does not let it run. */
  public static Optional<DockerDaemon> start() throws IOException, InterruptedException {
    Optional<String> program =
        Stream.of(PLACES.toArray(String[]::new))
            .filter(place -> Files.isExecutable(Path.of(place)))
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("hxd");
    Process process =
        new ProcessBuilder(
                program.get(),
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("pid"),
                "--host=unix://" + folder.resolve("sock"),
                "--iptables=false",
                "--ip6tables=false",
                "--bridge=none",
                "--storage-driver=vfs")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    var daemon = new DockerDaemon(process, folder);
    if (daemon.answersWithin(START)) {
      return Optional.of(daemon);
    }
    System.err.println("dockerd did not start:\n" + Files.readString(folder.resolve("log")));
    daemon.close();
    return Optional.empty();
  }

  private boolean answersWithin(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        ask(docker -> docker.pingCmd().exec());
        return true;
      } catch (RuntimeException e) {
        Thread.sleep(100);
      }
    }
    return false;
  }

  /** For DOCKER_HOST. */
  public String host() {
    return "unix://" + folder.resolve("sock");
  }

  /** Asks the engine something. */
  public <T> T ask(Function<DockerClient, T> question) {
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(host()).build();
    try (var http =
            new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build();
        var docker = DockerClientImpl.getInstance(config, http)) {
      return question.apply(docker);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes an image that holds nothing but {@code /bin/busybox}. Speaks HTTP itself: the client's
   * own call ends the body too early for this engine.
   *
   * @param name repository and tag
   */
  public void importBusybox(String name) throws IOException {
    byte[] tar = busyboxTar();
    String head =
        """
        POST /images/create?fromSrc=-&repo=%s HTTP/1.0
        Host: docker
        Content-Type: application/x-tar
        Content-Length: %d

        """
            .formatted(name, tar.length)
            .replace("\n", "\r\n");
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("sock")))) {
      var out = Channels.newOutputStream(channel);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(tar);
      byte[] bytes = Channels.newInputStream(channel).readAllBytes();
      String answer = new String(bytes, StandardCharsets.UTF_8);
      if (!answer.contains(" 200 ") || !answer.contains("sha256:")) {
        throw new IllegalStateException(answer);
      }
    }
  }

  private static byte[] busyboxTar() throws IOException {
    byte[] content = Files.readAllBytes(BUSYBOX);
    var tar = new ByteArrayOutputStream();
    try (var out = new TarArchiveOutputStream(tar)) {
      var entry = new TarArchiveEntry("bin/busybox");
      entry.setMode(0755);
      entry.setSize(content.length);
      out.putArchiveEntry(entry);
      out.write(content);
      out.closeArchiveEntry();
    }
    return tar.toByteArray();
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    FileSystemUtils.deleteRecursively(folder);
  }
}
