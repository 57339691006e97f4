package dev.hexad.standalone.demo;

import dev.hexad.standalone.Installation;
import dev.hexad.standalone.Layout;
import dev.hexad.standalone.Progress;
import dev.hexad.standalone.sample.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A whole installation in a folder of its own, on free ports, gone at the end. */
final class Installed implements AutoCloseable {
  static final Path EXAMPLES = Path.of(System.getProperty("hexad.root"), "deploy", "examples");

  private final Path folder;
  private final Installation installation;
  private final Api api;

  private Installed(Path folder, Installation installation) {
    this.folder = folder;
    this.installation = installation;
    this.api = new Api(installation.url(), installation.adminToken());
  }

  static Installed up(Layout layout) {
    try {
      Path folder = Files.createTempDirectory("hexad-e2e");
      Installation installation = Installation.in(folder, Progress.to(System.out));
      installation.movePort(freeBase());
      installation.up(layout);
      return new Installed(folder, installation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Installation installation() {
    return installation;
  }

  Api api() {
    return api;
  }

  Path folder() {
    return folder.resolve("demo");
  }

  /** Ten ports in a row that nobody has. */
  private static int freeBase() throws IOException {
    for (int base = 21_000; base < 31_000; base += 100) {
      int taken = 0;
      for (int port = base; port < base + 10; port++) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
          taken += socket.isBound() ? 0 : 1;
        } catch (IOException e) {
          taken++;
        }
      }
      if (taken == 0) {
        return base;
      }
    }
    throw new IOException("no ten free ports in a row");
  }

  static <T> T await(String what, int seconds, Supplier<@Nullable T> supplier) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      T value = supplier.get();
      if (value != null) {
        return value;
      }
      RunWatch.pause();
    }
    throw new AssertionError("waited " + seconds + " s for " + what);
  }

  @Override
  public void close() {
    installation.down();
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
