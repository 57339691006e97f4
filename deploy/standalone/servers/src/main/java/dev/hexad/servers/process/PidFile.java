package dev.hexad.servers.process;

import dev.hexad.servers.StateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is kept on disk about a started process. */
record PidFile(long pid, String birth, Map<String, String> attributes) {
  private static final String PID = "pid";
  private static final String BIRTH = "birth";

  static Optional<PidFile> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>(StateFile.read(file));
    String pid = values.remove(PID);
    String birth = values.remove(BIRTH);
    if (pid == null || birth == null || !pid.matches("\\d{1,10}")) {
      return Optional.empty();
    }
    return Optional.of(new PidFile(Long.parseLong(pid), birth, Map.copyOf(values)));
  }

  void write(Path file) {
    Map<String, String> values = new HashMap<>(attributes);
    values.put(PID, Long.toString(pid));
    values.put(BIRTH, birth);
    StateFile.write(file, values);
  }

  /** The recorded process, not a later one with the same number. */
  boolean stillRuns(String marker) {
    if (!ProcessTable.isRunning(pid) || !ProcessTable.birth(pid).equals(birth)) {
      return false;
    }
    // The list is empty for a moment while a process that was just started loads its program.
    List<String> arguments = ProcessTable.arguments(pid);
    return arguments.isEmpty() || arguments.contains(marker);
  }
}
