package dev.hexad.cd.target.local;

import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.FieldDiff;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.cd.target.Sources;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * Runs the files of an image as a process of this machine, without isolation: for development and
 * for machines without an engine. Processes outlive the agent and are found again by pid and start
 * time.
 */
@Component
final class LocalTarget implements DeployTarget {
  private static final int STOP_SECONDS = 5;
  private static final int TAIL_BYTES = 4 * 1024;

  private final Path root;
  private final ImageFiles images = new ImageFiles();

  LocalTarget(ServiceProperties service) {
    this.root = service.dataFolder().resolve("local");
  }

  /** What is kept of a process. */
  private record Handle(long pid, String startedAt, int port, String folder) {
    Path run() {
      return Path.of(folder).resolve("run.json");
    }
  }

  /** What a process is made of. */
  private record Run(ImageRef image, Map<String, String> env) {}

  @Override
  public String name() {
    return "local";
  }

  @Override
  public Availability availability() {
    return new Availability.Available("processes of this machine");
  }

  @Override
  public Takeover takeover() {
    return Takeover.BESIDE;
  }

  @Override
  public Rendered render(Revision revision, Sources sources) {
    return Rendered.of("process", new Run(revision.image(), revision.env()));
  }

  @Override
  public Placed deploy(Revision revision, Rendered rendered, Progress progress)
      throws IOException, InterruptedException {
    Run run = rendered.only(Run.class);
    Path folder = root.resolve(revision.deploymentId().toString());
    Path remembered = folder.resolve("process.json");
    int lastPort = 0;
    if (Files.exists(remembered)) {
      Handle handle = Json.read(Files.readString(remembered), Handle.class);
      if (find(handle).isPresent()) {
        return placed(handle);
      }
      lastPort = handle.port();
    }
    FileSystemUtils.deleteRecursively(folder);
    Path files = Files.createDirectories(folder.resolve("root"));
    JsonNode config = images.unpack(run.image(), files).path("config");
    int port = freePort(lastPort);
    ProcessBuilder process = process(run, config, files, port);
    progress.accept("starting " + String.join(" ", process.command()) + " with PORT=" + port);
    process.redirectErrorStream(true).redirectOutput(folder.resolve("output.log").toFile());
    Process started = process.start();
    var handle = new Handle(started.pid(), startedAt(started.toHandle()), port, folder.toString());
    try {
      started.getOutputStream().close();
      Files.writeString(handle.run(), Json.write(run));
      Files.writeString(remembered, Json.write(handle));
    } catch (IOException e) {
      started.destroyForcibly();
      throw e;
    }
    return placed(handle);
  }

  private static Placed placed(Handle handle) {
    return new Placed(Json.tree(handle), URI.create("http://127.0.0.1:" + handle.port()));
  }

  private static ProcessBuilder process(Run run, JsonNode config, Path files, int port)
      throws IOException {
    List<String> command = new ArrayList<>();
    config.path("Entrypoint").forEach(part -> command.add(part.asString()));
    config.path("Cmd").forEach(part -> command.add(part.asString()));
    if (command.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID, "The image " + run.image().pinned() + " has no command.");
    }
    Path program = files.resolve(command.getFirst().replaceFirst("^/+", "")).normalize();
    if (command.getFirst().startsWith("/") && program.startsWith(files)) {
      command.set(0, program.toString());
    }
    Map<String, String> env = new HashMap<>();
    String path = System.getenv("PATH");
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    config
        .path("Env")
        .forEach(entry -> {
          String[] parts = entry.asString().split("=", 2);
          env.put(parts[0], parts.length == 2 ? parts[1] : "");
        });
    env.putAll(run.env());
    env.put("PATH", java + (path == null ? "" : ":" + path));
    command.set(0, onPath(command.getFirst(), env.get("PATH")));
    env.put("PORT", Integer.toString(port));
    env.put("HOST", "127.0.0.1");
    String workdir = config.path("WorkingDir").asString("").replaceFirst("^/+", "");
    Path directory = files.resolve(workdir).normalize();
    if (!directory.startsWith(files)) {
      throw new HexadException(
          ProblemType.INVALID, "The working directory of the image leads out: " + workdir);
    }
    var builder = new ProcessBuilder(command);
    builder.directory(Files.createDirectories(directory).toFile());
    builder.environment().clear();
    builder.environment().putAll(env);
    return builder;
  }

  @Override
  public Observation observe(JsonNode json) {
    Handle handle = Json.convert(json, Handle.class);
    boolean there = find(handle).isPresent();
    return Observation.of(
        "Process",
        Long.toString(handle.pid()),
        there ? Health.HEALTHY : Health.MISSING,
        there ? "" : "It has ended.");
  }

  @Override
  public List<Difference> diff(Rendered wanted, @Nullable JsonNode json) throws IOException {
    JsonNode now = json == null ? null : running(Json.convert(json, Handle.class));
    return FieldDiff.of("process", now, Json.tree(wanted.only(Run.class)));
  }

  private static @Nullable JsonNode running(Handle handle) throws IOException {
    return find(handle).isPresent() && Files.exists(handle.run())
        ? Json.mapper().readTree(Files.readString(handle.run()))
        : null;
  }

  @Override
  public void delete(JsonNode json) throws InterruptedException {
    Handle handle = Json.convert(json, Handle.class);
    Optional<ProcessHandle> found = find(handle);
    if (found.isPresent()) {
      ProcessHandle process = found.get();
      List<ProcessHandle> children = process.descendants().toList();
      process.destroy();
      try {
        process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
        process.destroyForcibly();
      }
      children.forEach(ProcessHandle::destroyForcibly);
    }
    try {
      FileSystemUtils.deleteRecursively(Path.of(handle.folder()).resolve("root"));
      Files.deleteIfExists(Path.of(handle.folder()).resolve("process.json"));
      Files.deleteIfExists(handle.run());
    } catch (IOException e) {
      throw new HexadException(ProblemType.INTERNAL, "Cannot remove " + handle.folder(), e);
    }
  }

  @Override
  public String tail(JsonNode json) {
    Path file = Path.of(Json.convert(json, Handle.class).folder()).resolve("output.log");
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, in.length() - TAIL_BYTES);
      in.seek(from);
      byte[] bytes = new byte[(int) (in.length() - from)];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static Optional<ProcessHandle> find(Handle handle) {
    return ProcessHandle.of(handle.pid())
        .filter(ProcessHandle::isAlive)
        .filter(process -> startedAt(process).equals(handle.startedAt()));
  }

  private static String startedAt(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }

  /** The JVM would look a program up on its own path, not on the one of the new process. */
  private static String onPath(String program, String path) {
    if (program.contains("/")) {
      return program;
    }
    return Arrays.stream(path.split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElse(program);
  }

  /** The wanted port while it is free, so that a restarted process keeps its address. */
  private static int freePort(int wanted) throws IOException {
    try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (BindException e) {
      return freePort();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
