package dev.hexad.servers.process;

import dev.hexad.servers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process with a pid file. It is recognised by pid, start time and a marker argument together, so
 * that no other process is ever adopted or killed in its place.
 */
public final class ChildProcess {
  private static final Duration KILL_WAIT = Duration.ofSeconds(10);

  private final Path pidFile;
  private final PidFile record;

  private ChildProcess(Path pidFile, PidFile record) {
    this.pidFile = pidFile;
    this.record = record;
  }

  /** Starts the process; the caller waits for its readiness. */
  public static ChildProcess start(ProcessSpec spec) {
    try {
      Files.createDirectories(spec.log().toAbsolutePath().getParent());
      Files.createDirectories(spec.pidFile().toAbsolutePath().getParent());
      Process process = Spawner.spawn(spec);
      PidFile record =
          new PidFile(process.pid(), ProcessTable.birth(process.pid()), spec.attributes());
      record.write(spec.pidFile());
      return new ChildProcess(spec.pidFile(), record);
    } catch (IOException e) {
      throw new ServerException("cannot start " + spec.name() + ": " + e.getMessage(), e);
    }
  }

  /** The recorded process if it still runs. */
  public static Optional<ChildProcess> find(Path pidFile, String marker) {
    return PidFile.read(pidFile)
        .filter(record -> record.stillRuns(marker))
        .map(record -> new ChildProcess(pidFile, record));
  }

  /** Kills processes that carry the marker but are in no pid file, left by a killed starter. */
  public static void killStrays(String marker) {
    for (long pid : ProcessTable.carrying(marker)) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      awaitEnd(pid, KILL_WAIT);
    }
  }

  public long pid() {
    return record.pid();
  }

  public Map<String, String> attributes() {
    return record.attributes();
  }

  public boolean isRunning() {
    return ProcessTable.isRunning(pid()) && ProcessTable.birth(pid()).equals(record.birth());
  }

  /** Asks the process to end with the given signal and kills it when it has not after the grace. */
  public void stop(String signal, Duration grace) {
    if (isRunning()) {
      signal(signal);
      if (!awaitEnd(pid(), grace)) {
        signal("KILL");
        awaitEnd(pid(), KILL_WAIT);
      }
    }
    forget();
  }

  /** Ends the process at once, as a crash would; the pid file stays as it would after a crash. */
  public void kill() {
    if (isRunning()) {
      signal("KILL");
      awaitEnd(pid(), KILL_WAIT);
    }
  }

  public void signal(String name) {
    if (!isRunning()) {
      return;
    }
    try {
      new ProcessBuilder(List.of("sh", "-c", "kill -\"$1\" \"$2\"", "sh", name, "" + pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new ServerException("cannot signal process " + pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forget() {
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new ServerException("cannot delete " + pidFile, e);
    }
  }

  private static boolean awaitEnd(long pid, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (ProcessTable.isRunning(pid)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
