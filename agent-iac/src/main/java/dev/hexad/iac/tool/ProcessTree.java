package dev.hexad.iac.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process with everything that it started. It is asked to end first, because Terraform then still
 * writes its state, and killed only when it does not.
 */
final class ProcessTree {
  private static final int ROUNDS = 5;

  private final ProcessHandle root;

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /**
   * Asks to end; returns at once. In a sandbox the program is the only child of the root, which
   * would not pass the question on.
   */
  void ask() {
    List<ProcessHandle> children = root.children().toList();
    boolean sandboxed =
        root.info().command().filter(command -> command.endsWith("/unshare")).isPresent();
    if (sandboxed && !children.isEmpty()) {
      children.forEach(ProcessHandle::destroy);
    } else {
      root.destroy();
    }
  }

  /** Waits for the root as long as the grace lasts, then kills whatever is left. */
  void end(Duration grace) {
    try {
      root.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
    }
    kill();
  }

  /** Kills children before they can start more, then the root; safe to call again. */
  void kill() {
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> children = root.descendants().toList();
      children.forEach(ProcessHandle::destroyForcibly);
      if (children.isEmpty()) {
        break;
      }
    }
    root.destroyForcibly();
  }

  /** Remembers a running process in a file, so that a later attempt can end what is left of it. */
  record Mark(Path file) {
    void write(ProcessHandle process) throws IOException {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, process.pid() + " " + started(process));
    }

    void remove() throws IOException {
      Files.deleteIfExists(file);
    }

    /** Ends the process of the file when it still is the same one. */
    void endLeftover(Duration grace) throws IOException {
      if (Files.notExists(file)) {
        return;
      }
      String[] parts = Files.readString(file).split(" ");
      if (parts.length == 2) {
        ProcessHandle.of(Long.parseLong(parts[0]))
            .filter(process -> started(process).equals(parts[1]))
            .ifPresent(process -> {
              var tree = new ProcessTree(process);
              tree.ask();
              tree.end(grace);
            });
      }
      remove();
    }

    private static String started(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
  }
}
