package dev.hexad.servers.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads the process table; exact on Linux, as good as {@link ProcessHandle} elsewhere. */
public final class ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final int STATE_FIELD = 0;
  private static final int START_FIELD = 19;

  private ProcessTable() {}

  /** A running process, as opposed to an absent one or a zombie that nobody has reaped. */
  public static boolean isRunning(long pid) {
    if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
      return false;
    }
    String[] stat = stat(pid);
    return stat.length == 0 || !stat[STATE_FIELD].equals("Z");
  }

  /**
   * Tells two processes apart that had the same pid one after the other. Boot id and start tick on
   * Linux, since wall-clock start times move when the clock is set.
   */
  public static String birth(long pid) {
    String[] stat = stat(pid);
    if (stat.length > START_FIELD) {
      return bootId() + ":" + stat[START_FIELD];
    }
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().startInstant())
        .map(Object::toString)
        .orElse("unknown");
  }

  /** The argument list, or an empty list when the process is gone or belongs to someone else. */
  public static List<String> arguments(long pid) {
    if (Files.isDirectory(PROC.resolve("self"))) {
      String line = read(pid, "cmdline");
      return line.isEmpty() ? List.of() : List.of(line.split("\0"));
    }
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().arguments())
        .map(Arrays::asList)
        .orElse(List.of());
  }

  /** Running processes that carry this exact argument, this JVM excepted. */
  public static List<Long> carrying(String argument) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(ProcessHandle::pid)
          .filter(pid -> pid != ProcessHandle.current().pid())
          .filter(pid -> arguments(pid).contains(argument))
          .filter(ProcessTable::isRunning)
          .toList();
    }
  }

  /** Running processes that work in this directory; empty where the platform does not tell. */
  public static List<Long> workingIn(Path directory) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(ProcessHandle::pid).filter(pid -> worksIn(pid, directory)).toList();
    }
  }

  /**
   * Resident memory in bytes, pages shared by several processes counted in proportion where the
   * platform tells; 0 when unknown.
   */
  public static long residentBytes(long pid) {
    long proportional = kilobytes(read(pid, "smaps_rollup"), "Pss:");
    return 1024 * (proportional > 0 ? proportional : kilobytes(read(pid, "status"), "VmRSS:"));
  }

  private static long kilobytes(String text, String label) {
    return text.lines()
        .filter(line -> line.startsWith(label))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  private static boolean worksIn(long pid, Path directory) {
    try {
      return Files.readSymbolicLink(PROC.resolve(pid + "/cwd")).equals(directory);
    } catch (IOException | UnsupportedOperationException gone) {
      return false;
    }
  }

  /** The fields after the command name, which may itself hold blanks and brackets. */
  private static String[] stat(long pid) {
    String line = read(pid, "stat");
    int end = line.lastIndexOf(')');
    return end < 0 ? new String[0] : line.substring(end + 2).trim().split(" ");
  }

  private static String bootId() {
    try {
      return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).trim();
    } catch (IOException absent) {
      return "boot";
    }
  }

  private static String read(long pid, String file) {
    try {
      byte[] bytes = Files.readAllBytes(PROC.resolve(pid + "/" + file));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }
}
