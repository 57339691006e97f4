package dev.hexad.standalone.bench;

import dev.hexad.servers.ServiceCredentials;
import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** {@link BareEndpoint} in a process of its own. */
final class Floor implements AutoCloseable {
  private static final int START_MILLIS = 30_000;

  private final Process process;
  private final int port;

  private Floor(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Floor start(ServiceCredentials database) {
    try {
      int port = freePort();
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      var builder =
          new ProcessBuilder(
              List.of(
                  java.toString(),
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  BareEndpoint.class.getName(),
                  "--server.address=127.0.0.1",
                  "--server.port=" + port,
                  "--spring.threads.virtual.enabled=true",
                  "--logging.level.root=WARN",
                  "--spring.main.banner-mode=off",
                  "--spring.datasource.url=" + database.url(),
                  "--spring.datasource.hikari.maximum-pool-size=16"));
      builder.environment().put("SPRING_DATASOURCE_USERNAME", database.username());
      builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      var floor = new Floor(builder.start(), port);
      floor.await();
      return floor;
    } catch (IOException e) {
      throw new SampleException("cannot start the bare endpoint", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  URI target() {
    return URI.create("http://127.0.0.1:" + port + "/hook");
  }

  private void await() {
    long until = System.currentTimeMillis() + START_MILLIS;
    while (!takes()) {
      if (System.currentTimeMillis() > until || !process.isAlive()) {
        close();
        throw new SampleException("the bare endpoint does not start");
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean takes() {
    try (var socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
