package dev.hexad.standalone;

import dev.hexad.servers.LogTail;
import dev.hexad.servers.LoopbackPorts;
import dev.hexad.servers.StateFile;
import dev.hexad.servers.process.ChildProcess;
import dev.hexad.servers.process.ProcessSpec;
import dev.hexad.servers.process.ProcessSpec.Lifetime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Starts, finds and ends the JVMs that carry services. */
final class ServiceProcesses {
  private static final long PORT_WAIT_NANOS = 3_000_000_000L;
  private static final String BUILD = "build";
  private static final String CONFIGURATION = "configuration";
  private static final String RECORDING = "recording";
  private static final Duration GRACE = Duration.ofSeconds(40);
  private static final Duration RECORDING_GRACE = Duration.ofMinutes(3);
  private static final int TAIL_LINES = 25;

  private final Path state;
  private final Distribution distribution;
  private final ServiceConfiguration configuration;
  private final StartCache cache;

  ServiceProcesses(Path state, Distribution distribution, ServiceConfiguration configuration) {
    this.state = state;
    this.distribution = distribution;
    this.configuration = configuration;
    this.cache = new StartCache(state, distribution.build());
  }

  StartCache cache() {
    return cache;
  }

  Optional<ChildProcess> find(Unit unit) {
    return ChildProcess.find(pidFile(unit), marker(unit));
  }

  /** A process of an older build or with an older configuration is not current. */
  boolean isCurrent(Unit unit, ChildProcess process) {
    return distribution.build().equals(process.attributes().get(BUILD))
        && configuration.fingerprint(unit).equals(process.attributes().get(CONFIGURATION));
  }

  ChildProcess start(Unit unit) {
    boolean record = unit.equals(Unit.ALL) && !cache.exists();
    return start(unit, record, List.of());
  }

  /** Runs all services once, only to record the cache, and waits for the end of that. */
  void train() {
    ChildProcess process = start(Unit.ALL, true, List.of("-D" + AllInOne.TRAINING + "=true"));
    long deadline = System.nanoTime() + RECORDING_GRACE.multipliedBy(2).toNanos();
    while (process.isRunning() && System.nanoTime() < deadline) {
      Pause.millis(100);
    }
    stop(Unit.ALL);
  }

  void stop(Unit unit) {
    find(unit)
        .ifPresent(process -> {
          boolean recording = process.attributes().containsKey(RECORDING);
          process.stop("TERM", recording ? RECORDING_GRACE : GRACE);
        });
    ChildProcess.killStrays(marker(unit));
    if (unit.equals(Unit.ALL)) {
      cache.settle(output(unit));
    }
  }

  boolean isRecording(Unit unit) {
    return find(unit).map(process -> process.attributes().containsKey(RECORDING)).orElse(false);
  }

  /** The end of what a failed process has said. */
  String lastWords(Unit unit) {
    String log = LogTail.of(log(unit), 0, TAIL_LINES);
    String output = LogTail.of(output(unit), 0, 5);
    return "see %s and %s%n%s%n%s".formatted(log(unit), output(unit), log, output);
  }

  void requireFreePorts(Unit unit, int base) {
    for (Service service : unit.services()) {
      requireFree(service.title(), service.port(base), base);
    }
  }

  /** A killed process gives its port back a moment after it counts as ended. */
  private static void requireFree(String user, int port, int base) {
    long end = System.nanoTime() + PORT_WAIT_NANOS;
    while (!LoopbackPorts.isFree(port) && System.nanoTime() < end) {
      Pause.millis(50);
    }
    if (!LoopbackPorts.isFree(port)) {
      throw new InstallationException(
          "port %d, needed by %s, is taken by another program; stop that program, or move Hexad with: ./hexad up --port %d (it uses that port and the next %d)"
              .formatted(port, user, base + 1000, Service.PORTS - 1));
    }
  }

  private ChildProcess start(Unit unit, boolean record, List<String> extra) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(marker(unit));
    command.add(unit.equals(Unit.ALL) ? "-Xmx768m" : "-Xmx256m");
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=UTC"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true"));
    // Mapped at its own address the cache is shared between the JVMs instead of copied by each.
    command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dorg.springframework.boot.logging.LoggingSystem=none");
    command.add("-Dlogback.configurationFile=hexad-logback.xml");
    command.add("-Dhexad.log=" + log(unit));
    command.add("-Djava.util.logging.config.file=" + javaLogging());
    command.addAll(extra);
    command.addAll(record ? cache.record() : cache.use());
    command.add("@" + argumentFile());
    command.add(unit.mainClass());
    command.add("--spring.config.additional-location=file:" + configuration.folder() + "/");
    Map<String, String> attributes =
        record
            ? Map.of(RECORDING, "true", BUILD, distribution.build(), CONFIGURATION, current(unit))
            : Map.of(BUILD, distribution.build(), CONFIGURATION, current(unit));
    truncate(output(unit));
    return ChildProcess.start(
        new ProcessSpec(
            unit.name(),
            command,
            marker(unit),
            Map.of("LC_ALL", "C.UTF-8"),
            state,
            output(unit),
            pidFile(unit),
            Lifetime.DETACHED,
            attributes));
  }

  private String current(Unit unit) {
    return configuration.fingerprint(unit);
  }

  /** The class path goes through a file: the list is long and its order must never vary. */
  private Path argumentFile() {
    String list =
        distribution.classPath().stream().map(Path::toString).collect(Collectors.joining(":"));
    String quoted = list.replace("\\", "\\\\").replace("\"", "\\\"");
    Path file = state.resolve("run").resolve("classpath.args");
    StateFile.writeText(file, "-cp \"" + quoted + "\"\n");
    return file;
  }

  /** Sends what libraries log through the JDK to the same file. */
  private Path javaLogging() {
    Path file = configuration.folder().resolve("logging.properties");
    StateFile.write(file, Map.of("handlers", "org.slf4j.bridge.SLF4JBridgeHandler"));
    return file;
  }

  private static void truncate(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new InstallationException("cannot delete " + file, e);
    }
  }

  private String marker(Unit unit) {
    return "-Dhexad.process=" + unit.name() + "@" + state;
  }

  private Path log(Unit unit) {
    return state.resolve("logs").resolve(unit.name() + ".log");
  }

  private Path output(Unit unit) {
    return state.resolve("logs").resolve(unit.name() + ".out");
  }

  private Path pidFile(Unit unit) {
    return state.resolve("run").resolve(unit.name() + ".pid");
  }
}
