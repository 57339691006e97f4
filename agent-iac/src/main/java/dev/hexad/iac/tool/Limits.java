package dev.hexad.iac.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run of the program may use.
 *
 * @param output in bytes
 * @param memory in bytes, resident, of the program with all that it starts
 */
record Limits(Duration time, long output, long memory) {
  private static final long PAGE = 4096;

  /** Resident memory of a process and all below it; 0 where that cannot be read. */
  static long resident(ProcessHandle root) {
    List<ProcessHandle> all = Stream.concat(Stream.of(root), root.descendants()).toList();
    return all.stream().mapToLong(process -> resident(process.pid())).sum();
  }

  private static long resident(long pid) {
    try {
      String statm = Files.readString(Path.of("/proc/" + pid + "/statm"));
      return Long.parseLong(statm.split(" ")[1]) * PAGE;
    } catch (IOException | RuntimeException e) {
      // It has ended meanwhile, or this is no Linux.
      return 0;
    }
  }
}
