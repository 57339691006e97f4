package dev.hexad.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs and ports of this machine that tests use. */
public final class Tools {
  private Tools() {}

  /**
   * The path of a program; the test is skipped without it, and fails where {@code CI=true}.
   *
   * @param places where it may be besides the search path
   */
  public static String path(String name, String... places) {
    Optional<String> found =
        Stream.concat(
                Stream.of(places),
                Stream.of(System.getenv("PATH").split(":")).map(folder -> folder + "/" + name))
            .filter(path -> Files.isExecutable(Path.of(path)))
            .findFirst();
    require(found.isPresent(), "no " + name + " on this machine");
    return found.orElseThrow();
  }

  /** Skips the test when this does not hold, and fails it where {@code CI=true}. */
  public static void require(boolean present, String otherwise) {
    if (!present && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(otherwise + ", and CI=true");
    }
    Assumptions.assumeTrue(present, otherwise);
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** True when something listens on this port of the loopback address. */
  public static boolean answers(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
