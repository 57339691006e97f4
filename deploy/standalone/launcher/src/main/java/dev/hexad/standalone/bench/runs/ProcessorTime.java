package dev.hexad.standalone.bench.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time of everything that belongs to an installation: its servers, its services, this
 * process and all their children, those that have ended with them. Read from {@code /proc}.
 */
final class ProcessorTime {
  /** The process that measures. */
  static final String LOAD = "load";

  private static final double TICKS_PER_SECOND = 100;

  private static final Map<String, String> NAMES =
      Map.of("BenchAgent", "agent", "BareSteps", "steps");

  private final String state;

  ProcessorTime(Path state) {
    this.state = state.toString();
  }

  private record Stat(long parent, long ticks, String name) {}

  /** Seconds since each of them began, by what they are: java, postgres, redis. */
  Map<String, Double> seconds() {
    Map<Long, Stat> stats = new HashMap<>();
    Set<Long> mine = new HashSet<>();
    mine.add(ProcessHandle.current().pid());
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path folder : all.toList()) {
        if (folder.getFileName().toString().matches("\\d+")) {
          read(folder, stats, mine);
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    boolean grown = true;
    while (grown) {
      grown = false;
      for (var entry : stats.entrySet()) {
        if (mine.contains(entry.getValue().parent())) {
          grown |= mine.add(entry.getKey());
        }
      }
    }
    Map<String, Double> seconds = new TreeMap<>();
    for (Long pid : mine) {
      Stat stat = stats.get(pid);
      if (stat != null) {
        seconds.merge(stat.name(), stat.ticks() / TICKS_PER_SECOND, Double::sum);
      }
    }
    return seconds;
  }

  private static String name(String command) {
    for (String part :
        List.of("BenchAgent", "BareSteps", "postgres", "redis", "kafka", "orchestrator")) {
      if (command.contains(part) && !command.contains("standalone.Launcher")) {
        return NAMES.getOrDefault(part, part);
      }
    }
    return command.contains("AllInOne") ? "services" : LOAD;
  }

  /** A process may end while it is read; then it is none. */
  private void read(Path folder, Map<Long, Stat> stats, Set<Long> mine) {
    try {
      String line = Files.readString(folder.resolve("stat"));
      List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
      long pid = Long.parseLong(folder.getFileName().toString());
      long ticks = 0;
      for (int i = 11; i <= 14; i++) {
        ticks += Long.parseLong(fields.get(i));
      }
      String command =
          new String(Files.readAllBytes(folder.resolve("cmdline")), StandardCharsets.UTF_8);
      stats.put(pid, new Stat(Long.parseLong(fields.get(1)), ticks, name(command)));
      if (command.contains(state)) {
        mine.add(pid);
      }
    } catch (IOException e) {
      stats.remove(Long.parseLong(folder.getFileName().toString()));
    }
  }
}
