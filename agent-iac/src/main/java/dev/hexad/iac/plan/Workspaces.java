package dev.hexad.iac.plan;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Files and locks of workspaces. */
@Component
class Workspaces {
  private static final long LOCK_SPACE = 0x1ac;

  private final Path root;
  private final DataSource database;

  Workspaces(ServiceProperties service, DataSource database) {
    this.root = service.dataFolder();
    this.database = database;
  }

  /** A held workspace; nobody else plans or applies there until it is closed. */
  record Held(Connection connection, long key) implements AutoCloseable {
    @Override
    public void close() {
      try (connection;
          var unlock = connection.prepareStatement("select pg_advisory_unlock(?)")) {
        unlock.setLong(1, key);
        unlock.execute();
      } catch (SQLException e) {
        throw new IllegalStateException("cannot release a workspace", e);
      }
    }
  }

  /** Waits until the workspace is free. */
  Held lock(String workspace, CommandContext context) throws InterruptedException {
    boolean told = false;
    while (true) {
      Held held = tryLock(workspace);
      if (held != null) {
        return held;
      }
      if (!told) {
        context.log().line("waiting: the workspace '" + workspace + "' is in use");
        told = true;
      }
      Thread.sleep(200);
      context.checkInterrupted();
    }
  }

  /** Holds the workspace, or gives null when somebody else does. */
  @Nullable Held tryLock(String workspace) {
    long key = LOCK_SPACE << 32 | (workspace.hashCode() & 0xffffffffL);
    try {
      Connection connection = database.getConnection();
      try (var lock = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
        lock.setLong(1, key);
        var answer = lock.executeQuery();
        if (answer.next() && answer.getBoolean(1)) {
          return new Held(connection, key);
        }
        connection.close();
        return null;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new HexadException(ProblemType.UNAVAILABLE, "The database does not answer.", e);
    }
  }

  /** The folder of a plan, only for the agent's own user: plan files hold secrets. */
  Path folder(UUID plan) throws IOException {
    return secret(root.resolve("plans").resolve(plan.toString()));
  }

  /** Removes the files of a plan that will not be applied any more. */
  void forget(UUID plan) throws IOException {
    FileSystemUtils.deleteRecursively(root.resolve("plans").resolve(plan.toString()));
  }

  /**
   * The directory inside the checkout.
   *
   * @throws HexadException when it is not there, or leads out
   */
  static Path inside(Path source, String directory) throws IOException {
    Path wanted = source.resolve(directory).normalize();
    if (!wanted.startsWith(source) || !Files.isDirectory(wanted)) {
      throw new HexadException(
          ProblemType.INVALID, "There is no directory '" + directory + "' in the repository.");
    }
    if (!wanted.toRealPath().startsWith(source.toRealPath())) {
      throw new HexadException(
          ProblemType.INVALID,
          "The directory '" + directory + "' is a link out of the repository.");
    }
    return wanted;
  }

  /**
   * Whether the configuration may declare a backend of its own. Where the words do not occur, none
   * is declared, and one {@code init} is enough.
   */
  static boolean mayHaveBackend(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".tf") || name.endsWith(".tofu") || name.endsWith(".json")) {
          String text = Files.readString(file, StandardCharsets.ISO_8859_1);
          if (text.contains("backend") || text.contains("cloud")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Whether the configuration declares a backend of its own.
   *
   * @param directory after {@code init}
   * @throws HexadException when that backend would lose the state
   */
  static boolean hasBackend(Path directory) throws IOException {
    Path initialised = directory.resolve(".terraform/terraform.tfstate");
    if (Files.notExists(initialised)) {
      return false;
    }
    checkLasts(Json.mapper().readTree(Files.readString(initialised)).path("backend"));
    return true;
  }

  /**
   * Gives the configuration Hexad's state as its backend. Works by an override file, which is how
   * Terraform itself lets others complete a configuration; {@code init} must run again.
   */
  static void useBackend(Path directory, Map<String, Object> http) throws IOException {
    var backend = Map.of("terraform", Map.of("backend", Map.of("http", http)));
    Files.writeString(directory.resolve("hexad_override.tf.json"), Json.write(backend));
  }

  /** The state file that releases before the state store have kept; empty when there is none. */
  Optional<byte[]> stateOfBefore(String workspace) throws IOException {
    Path file = root.resolve("state").resolve(workspace).resolve("terraform.tfstate");
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  private static void checkLasts(JsonNode backend) {
    String path = backend.path("config").path("path").asString("");
    if ("local".equals(backend.path("type").asString("")) && !path.startsWith("/")) {
      throw new HexadException(
          ProblemType.INVALID,
          "The configuration keeps its state in a file of the checkout, which does not last. Remove"
              + " the backend \"local\" block, then Hexad keeps the state, or give an absolute path.");
    }
  }

  private static Path secret(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    if (Files.notExists(folder)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return folder;
  }
}
