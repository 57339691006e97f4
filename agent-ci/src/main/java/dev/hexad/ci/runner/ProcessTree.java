package dev.hexad.ci.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All processes of one command. They carry a variable in their environment, so that those are found
 * too that left their parent; where there is no {@code /proc}, only descendants are found.
 */
final class ProcessTree {
  /** Name of the variable. */
  static final String COOKIE = "HEXAD_COMMAND_ID";

  private static final Path PROC = Path.of("/proc");
  private static final int ROUNDS = 10;

  private final String commandId;

  ProcessTree(String commandId) {
    this.commandId = commandId;
  }

  /**
   * Kills until nothing is left, so that a child started meanwhile dies too. One that has ended has
   * no descendants any more: those it left are found by the variable.
   */
  void kill(ProcessHandle root) {
    for (int round = 0; round < ROUNDS; round++) {
      Stream<ProcessHandle> below = root.isAlive() ? root.descendants() : Stream.empty();
      List<ProcessHandle> all =
          Stream.concat(below, marked()).filter(ProcessHandle::isAlive).toList();
      if (all.isEmpty()) {
        break;
      }
      all.forEach(ProcessHandle::destroyForcibly);
    }
    root.destroyForcibly();
  }

  /** Kills what carries the cookie, whoever started it. */
  void killMarked() {
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> all = marked().toList();
      if (all.isEmpty()) {
        return;
      }
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Resident memory of all processes in mebibytes, 0 where it cannot be read. */
  long memoryMb(ProcessHandle root) {
    return Stream.concat(Stream.concat(Stream.of(root), root.descendants()), marked())
            .map(ProcessHandle::pid)
            .distinct()
            .mapToLong(ProcessTree::residentKb)
            .sum()
        / 1024;
  }

  private static long residentKb(long pid) {
    try (Stream<String> lines = Files.lines(PROC.resolve(pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  private Stream<ProcessHandle> marked() {
    var found = new ArrayList<ProcessHandle>();
    String wanted = COOKIE + "=" + commandId;
    try (DirectoryStream<Path> pids = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path pid : pids) {
        if (environmentHas(pid, wanted)) {
          ProcessHandle.of(Long.parseLong(pid.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException | RuntimeException e) {
      return found.stream();
    }
    return found.stream();
  }

  private static boolean environmentHas(Path pid, String wanted) {
    return read(pid.resolve("environ"))
        .map(text -> Stream.of(text.split("\0")).anyMatch(wanted::equals))
        .orElse(false);
  }

  /** Processes of others and those that just ended cannot be read. */
  private static Optional<String> read(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
