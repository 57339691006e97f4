package dev.hexad.servers;

import dev.hexad.servers.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL, listening on the loopback address only, with passwords for everyone. */
final class PostgresServer extends Server {
  static final String NAME = "postgres";
  static final String ADMIN = "postgres";
  private static final String MAJOR = "18";

  private final Unprivileged user;
  private final Path home;

  PostgresServer(Context context) {
    super(context, NAME, context.options().ports().postgres());
    this.user = Unprivileged.detect();
    this.home = user.home(context.state());
  }

  String adminPassword() {
    return context.vault().password(ADMIN);
  }

  @Override
  String marker() {
    return data().toString();
  }

  @Override
  List<String> prepare(int port) throws IOException {
    Path binaries =
        user.reachable(context.options().binariesFor(context.state()), home.resolve("binaries"));
    Path software = new Binaries(binaries).folder("postgresql-" + MAJOR, PostgresArchive::unpack);
    Files.createDirectories(folder());
    if (!Files.exists(data())) {
      initialise(software);
    }
    refuseOtherVersion();
    dropForeignLock();
    List<String> command = new ArrayList<>();
    command.add(software.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data().toString()));
    settings(port).forEach(setting -> command.addAll(List.of("-c", setting)));
    return user.wrap(command);
  }

  /** The last line of the lock file tells the state without a connection attempt. */
  @Override
  boolean answers() {
    try {
      List<String> lock = Files.readAllLines(data().resolve("postmaster.pid"));
      return lock.size() >= 8
          && lock.getFirst().trim().equals(Long.toString(pid()))
          && lock.get(7).trim().equals("ready");
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Fast shutdown: ends sessions, writes a checkpoint. */
  @Override
  String stopSignal() {
    return "INT";
  }

  private Path folder() {
    return home.resolve("postgres");
  }

  private Path data() {
    return folder().resolve("data");
  }

  private List<String> settings(int port) {
    boolean durable = context.options().durableMode();
    String sync = durable ? "on" : "off";
    return List.of(
        "port=" + port,
        "listen_addresses=" + LoopbackPorts.HOST,
        "unix_socket_directories=",
        "max_connections=200",
        "shared_buffers=" + (durable ? "96MB" : "64MB"),
        "dynamic_shared_memory_type=mmap",
        "max_wal_size=512MB",
        "fsync=" + sync,
        "synchronous_commit=on",
        "full_page_writes=" + sync,
        "log_timezone=UTC",
        "timezone=UTC",
        "jit=off",
        "io_method=sync",
        "logging_collector=off");
  }

  /** Builds the cluster aside, so that an interrupted start leaves no half cluster behind. */
  private void initialise(Path software) throws IOException {
    Path fresh = data().resolveSibling("data.new");
    Path password = data().resolveSibling("password");
    Binaries.delete(fresh);
    Files.createDirectories(fresh);
    StateFile.writeText(password, adminPassword() + "\n");
    user.own(folder());
    List<String> command = new ArrayList<>();
    command.add(software.resolve("bin/initdb").toString());
    command.addAll(List.of("-D", fresh.toString(), "-U", ADMIN, "--pwfile=" + password));
    command.addAll(List.of("-A", "scram-sha-256", "-E", "UTF8", "--locale=C"));
    command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    if (!context.options().durableMode()) {
      command.add("--no-sync");
    }
    Path log = context.state().resolve("logs").resolve("initdb.log");
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(user.wrap(command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    try {
      Process process = builder.start();
      if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("initdb failed; see " + log + "\n" + LogTail.of(log, 0, 12));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while creating the database cluster", e);
    } finally {
      Files.deleteIfExists(password);
    }
    Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void refuseOtherVersion() throws IOException {
    String version = Files.readString(data().resolve("PG_VERSION")).trim();
    if (!version.equals(MAJOR)) {
      throw new IOException(
          "%s was written by PostgreSQL %s, this is %s; dump and restore it, or move it away"
              .formatted(data(), version, MAJOR));
    }
  }

  /**
   * PostgreSQL gives up when the pid of a crashed predecessor now belongs to another program or to
   * a zombie. Only Linux tells which processes work in the folder, so only there is this safe.
   */
  private void dropForeignLock() throws IOException {
    if (Files.isDirectory(Path.of("/proc/self"))
        && ProcessTable.workingIn(data().toRealPath()).isEmpty()) {
      Files.deleteIfExists(data().resolve("postmaster.pid"));
    }
  }
}
