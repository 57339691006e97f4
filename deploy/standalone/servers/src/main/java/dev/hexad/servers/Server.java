package dev.hexad.servers;

import dev.hexad.servers.process.ChildProcess;
import dev.hexad.servers.process.ProcessSpec;
import dev.hexad.servers.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of the three servers: adopted when it already runs, otherwise started and awaited. */
abstract class Server {
  private static final String PORT = "port";
  private static final int LOG_TAIL_LINES = 12;
  private static final int ATTEMPTS = 3;
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration QUICK_STOP = Duration.ofSeconds(5);

  final Context context;
  private final String name;
  private final int wishedPort;
  private @Nullable ChildProcess process;
  private int port;

  Server(Context context, String name, int wishedPort) {
    this.context = context;
    this.name = name;
    this.wishedPort = wishedPort;
  }

  /** The argument by which a running process is recognised as this server of this state folder. */
  abstract String marker();

  /** Unpacks, initialises and writes configuration; returns the command. */
  abstract List<String> prepare(int port) throws IOException;

  abstract boolean answers();

  abstract String stopSignal();

  Duration startLimit() {
    return Duration.ofSeconds(90);
  }

  final synchronized void start() {
    Optional<ChildProcess> known = ChildProcess.find(pidFile(), marker());
    if (known.isPresent() && adopted(known.get())) {
      return;
    }
    ChildProcess.killStrays(marker());
    ServerException last = new ServerException(name + " did not start");
    for (int attempt = 0; attempt < (wishedPort > 0 ? 1 : ATTEMPTS); attempt++) {
      try {
        launch();
        return;
      } catch (PortLostException lost) {
        last = new ServerException(String.valueOf(lost.getMessage()), lost);
      }
    }
    throw last;
  }

  final synchronized void stop() {
    current()
        .ifPresent(running -> running.stop(stopSignal(), context.graceful() ? STOP : QUICK_STOP));
    process = null;
  }

  /** Ends the server as a crash would. */
  final synchronized void kill() {
    current().ifPresent(ChildProcess::kill);
    process = null;
  }

  final synchronized long pid() {
    return current().map(ChildProcess::pid).orElse(0L);
  }

  final int port() {
    return port > 0 ? port : context.vault().port(name);
  }

  final ServerStatus status() {
    long pid = pid();
    long memory = pid == 0 ? 0 : residentWithChildren(pid);
    return new ServerStatus(name, pid != 0, pid, port(), memory);
  }

  private Optional<ChildProcess> current() {
    ChildProcess known = process;
    if (known != null && known.isRunning()) {
      return Optional.of(known);
    }
    return ChildProcess.find(pidFile(), marker());
  }

  private boolean adopted(ChildProcess running) {
    String recorded = running.attributes().getOrDefault(PORT, "0");
    port = Integer.parseInt(recorded);
    boolean wanted = wishedPort == 0 || wishedPort == port;
    if (wanted && await(running, Duration.ofSeconds(15))) {
      process = running;
      return true;
    }
    running.stop(stopSignal(), STOP);
    return false;
  }

  private void launch() {
    int chosen = LoopbackPorts.choose(name, wishedPort, context.vault().port(name));
    ChildProcess started;
    long logStart;
    try {
      List<String> command = prepare(chosen);
      logStart = Files.exists(log()) ? Files.size(log()) : 0;
      started =
          ChildProcess.start(
              new ProcessSpec(
                  name,
                  command,
                  marker(),
                  Map.of("TZ", "UTC", "LC_ALL", "C"),
                  context.state(),
                  log(),
                  pidFile(),
                  context.lifetime(),
                  Map.of(PORT, Integer.toString(chosen))));
    } catch (IOException e) {
      throw new ServerException("cannot prepare " + name + ": " + e.getMessage(), e);
    }
    port = chosen;
    if (!await(started, startLimit())) {
      boolean died = !started.isRunning();
      started.stop("KILL", Duration.ZERO);
      String tail = LogTail.of(log(), logStart, LOG_TAIL_LINES);
      String what = name + (died ? " ended while starting" : " did not become ready");
      if (died && tail.contains("Address already in use")) {
        throw new PortLostException(what + ": port " + chosen + " was taken meanwhile");
      }
      throw new ServerException(what + "; see " + log() + "\n" + tail);
    }
    process = started;
    context.vault().rememberPort(name, chosen);
  }

  private boolean await(ChildProcess started, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline && started.isRunning()) {
      if (answers()) {
        return started.isRunning();
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private Path log() {
    return context.state().resolve("logs").resolve(name + ".log");
  }

  private Path pidFile() {
    return context.state().resolve("run").resolve(name + ".pid");
  }

  private static long residentWithChildren(long pid) {
    long children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(child -> ProcessTable.residentBytes(child.pid()))
            .sum();
    return ProcessTable.residentBytes(pid) + children;
  }

  /** Another program took the chosen port between choosing and binding. */
  private static final class PortLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortLostException(String message) {
      super(message);
    }
  }
}
