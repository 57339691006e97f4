package dev.hexad.standalone;

import dev.hexad.standalone.sample.SampleException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.springframework.util.FileSystemUtils;

/** An installation to measure in, of its own, that is gone afterwards. */
record FreshInstallation(Path state, int port) {
  private static final int DEFAULT_PORT = 18080;

  static FreshInstallation of(Arguments arguments) {
    return new FreshInstallation(arguments.state().resolve("bench-fresh"), port(arguments));
  }

  static int port(Arguments arguments) {
    return arguments.number("port").orElse(DEFAULT_PORT);
  }

  /** Starts and measures; nothing of it is left, whether it succeeds, fails or is interrupted. */
  void measure(Consumer<Installation> start, Consumer<Installation> measure) {
    Installation installation = Installation.in(state, Progress.SILENT);
    installation.movePort(port);
    try (OrderlyEnd _ = OrderlyEnd.ofThisThread()) {
      try {
        start.accept(installation);
        measure.accept(installation);
      } catch (SampleException e) {
        throw new InstallationException(String.valueOf(e.getMessage()), e);
      } finally {
        // An interrupt means that it should end now, and has done that here.
        Thread.interrupted();
        installation.down();
        FileSystemUtils.deleteRecursively(state.toFile());
      }
    }
  }
}
