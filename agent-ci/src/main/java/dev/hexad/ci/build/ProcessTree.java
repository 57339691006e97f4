package dev.hexad.ci.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A process with everything that it started. */
final class ProcessTree {
  private static final int ROUNDS = 5;

  private final ProcessHandle root;

  ProcessTree(ProcessHandle root) {
    this.root = root;
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

  /**
   * Remembers the running process in a file, so that a later attempt can end what a killed agent
   * has left behind.
   */
  record Mark(Path file) {
    void write(ProcessHandle process) throws IOException {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, process.pid() + " " + started(process));
    }

    void remove() throws IOException {
      Files.deleteIfExists(file);
    }

    /** Ends the process of the file when it still is the same one. */
    void killLeftover() throws IOException {
      if (Files.notExists(file)) {
        return;
      }
      String[] parts = Files.readString(file).split(" ");
      ProcessHandle.of(Long.parseLong(parts[0]))
          .filter(process -> started(process).equals(parts[1]))
          .ifPresent(process -> new ProcessTree(process).kill());
      remove();
    }

    private static String started(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
  }
}
