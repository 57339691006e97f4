package dev.hexad.iac.tool;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.settings.IacSettings.Isolation;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Runs the program where it sees neither other processes nor the agent's own files: a plan executes
 * code of the repository and of providers. Made from Linux namespaces, without any right of the
 * administrator.
 */
@Component
class Sandbox {
  private static final Logger log = LoggerFactory.getLogger(Sandbox.class);

  private static final String UNSHARE = "unshare";

  private static final List<String> ROOT_OF_ITS_OWN = List.of("--user", "--map-root-user");

  private static final List<String> OTHERS =
      List.of("--mount", "--pid", "--fork", "--kill-child", "--mount-proc");

  /**
   * Covers what is hidden and brings back the two folders that are needed, by descriptors that were
   * opened before. The last step is to go to the folder by its new path: from the old one, {@code
   * ..} would still lead to what is hidden.
   */
  private static final String SCRIPT =
      """
      run=$1 cache=$2 folder=$3
      shift 3
      exec 3<"$run" 4<"$cache" || exit 97
      while [ "$1" != -- ]; do
        mount -t tmpfs -o size=1m,mode=755 tmpfs "$1" || exit 97
        shift
      done
      shift
      mkdir -p "$run" "$cache" || exit 97
      mount --no-canonicalize --bind /proc/self/fd/3 "$run" || exit 97
      mount --no-canonicalize --bind /proc/self/fd/4 "$cache" || exit 97
      exec 3<&- 4<&-
      cd "$folder" || exit 97
      exec "$@"
      """;

  private final List<Path> hidden;
  private final Path cache;
  private final boolean possible;

  Sandbox(ServiceProperties service, @Value("${hexad.iac.hidden-paths:}") String more)
      throws IOException {
    this.cache = Files.createDirectories(service.dataFolder().resolve("plugin-cache"));
    this.hidden = hidden(service.dataFolder(), more);
    this.possible = works();
    if (!possible) {
      log.warn("Terraform is not isolated here: there are no user namespaces, or no 'unshare'");
    }
  }

  private static List<Path> hidden(Path data, String more) {
    Path home = Path.of(System.getProperty("user.home", "/nonexistent"));
    Stream<Path> credentials =
        Stream.of(".ssh", ".aws", ".azure", ".config/gcloud", ".kube", ".docker", ".gnupg")
            .map(home::resolve);
    Stream<Path> given = Stream.of(more.split(":")).filter(p -> !p.isBlank()).map(Path::of);
    return Stream.of(given, Stream.of(data), credentials)
        .flatMap(s -> s)
        .map(path -> path.toAbsolutePath().normalize())
        .filter(Files::isDirectory)
        .distinct()
        .toList();
  }

  private static boolean works() {
    var command = unshare(null);
    command.add("true");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Behind a wall the user namespace is there already. */
  private static List<String> unshare(@Nullable Wall wall) {
    var command = new ArrayList<>(wall == null ? List.of() : wall.before());
    command.add(UNSHARE);
    if (wall == null) {
      command.addAll(ROOT_OF_ITS_OWN);
    }
    command.addAll(OTHERS);
    return command;
  }

  /** Whether programs run isolated. */
  boolean isolates(Isolation wanted) {
    return wanted != Isolation.OFF && possible;
  }

  /**
   * Refuses where isolation is required and there is none.
   *
   * @throws HexadException of type unavailable
   */
  void check(Isolation wanted) {
    if (wanted == Isolation.REQUIRED && !possible) {
      throw new HexadException(
          ProblemType.UNAVAILABLE,
          "The configuration requires isolation, and this machine has no user namespaces.");
    }
  }

  /**
   * What comes before the program, empty where it runs without.
   *
   * @param run the folder of this run, which it sees
   * @param folder where it works, in that folder
   * @param wall behind which it runs, where there is one
   * @throws HexadException where isolation is required and there is none
   */
  List<String> before(Isolation wanted, Path run, Path folder, @Nullable Wall wall) {
    check(wanted);
    if (!isolates(wanted)) {
      return List.of();
    }
    var command = unshare(wall);
    command.addAll(List.of("/bin/sh", "-c", SCRIPT, "hexad"));
    command.add(run.toAbsolutePath().normalize().toString());
    command.add(cache.toString());
    command.add(folder.toAbsolutePath().normalize().toString());
    Optional<Path> outermost = hidden.stream().filter(run.toAbsolutePath()::startsWith).findFirst();
    hidden.stream()
        .filter(path -> outermost.map(o -> path.equals(o) || !path.startsWith(o)).orElse(true))
        .map(Path::toString)
        .forEach(command::add);
    command.add("--");
    return command;
  }
}
