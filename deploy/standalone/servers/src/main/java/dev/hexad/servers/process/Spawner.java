package dev.hexad.servers.process;

import dev.hexad.servers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts processes from one thread that lives as long as this JVM. */
final class Spawner {
  private static final long MAX_LOG_BYTES = 20L * 1024 * 1024;
  private static final boolean HAS_SETSID = onPath("setsid");
  private static final boolean HAS_SETPRIV = onPath("setpriv");

  // The kernel's parent-death signal goes out when the starting thread ends, not the process.
  private static final ExecutorService PARENT =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("hexad-process-parent").factory());

  private Spawner() {}

  static Process spawn(ProcessSpec spec) throws IOException {
    turn(spec.log());
    ProcessBuilder builder =
        new ProcessBuilder(withLifetime(spec))
            .directory(spec.directory().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
    builder.environment().putAll(spec.environment());
    try {
      return PARENT.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while starting " + spec.name(), e);
    }
  }

  private static List<String> withLifetime(ProcessSpec spec) {
    List<String> command = new ArrayList<>();
    switch (spec.lifetime()) {
      case DETACHED -> {
        if (HAS_SETSID) {
          command.add("setsid");
        }
        command.addAll(spec.command());
      }
      case TIED -> command.addAll(tied(spec.command()));
    }
    return command;
  }

  /** A change of user or user namespace clears the signal, so it is set after that change. */
  private static List<String> tied(List<String> command) {
    if (!HAS_SETPRIV) {
      return command;
    }
    List<String> tied = new ArrayList<>(command);
    List<String> pdeath = List.of("--pdeathsig", "KILL");
    switch (command.getFirst()) {
      case "setpriv" -> tied.addAll(1, pdeath);
      case "unshare" -> {
        tied.add(2, "setpriv");
        tied.addAll(3, pdeath);
      }
      default -> {
        tied.add(0, "setpriv");
        tied.addAll(1, pdeath);
      }
    }
    return tied;
  }

  private static void turn(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
      Path old = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, old, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean onPath(String tool) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    for (String folder : path.split(":")) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, tool))) {
        return true;
      }
    }
    return false;
  }
}
