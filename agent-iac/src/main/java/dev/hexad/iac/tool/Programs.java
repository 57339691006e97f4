package dev.hexad.iac.tool;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.settings.IacSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * The programs that this machine has: on the path, and by version in the folder of the
 * configuration as {@code <folder>/<name>/<version>/<name>}.
 */
@Component
class Programs {
  private static final long LONGEST_SECONDS = 20;

  private final LiveConfiguration<IacSettings> settings;
  private final Map<Path, Known> versions = new ConcurrentHashMap<>();

  private record Known(FileTime written, String version) {}

  Programs(LiveConfiguration<IacSettings> settings) {
    this.settings = settings;
  }

  /** A program of a version. */
  record Program(String name, String version, Path path) {}

  /**
   * The first of these names that there is.
   *
   * @param version exactly; any when null
   * @throws HexadException of type tool-missing, with what there is instead
   */
  Program require(List<String> names, @Nullable String version) throws IOException {
    for (String name : names) {
      Optional<Program> found =
          version == null
              ? onPath(name).or(() -> cached(name).reduce((a, b) -> b))
              : Stream.concat(onPath(name).stream(), cached(name))
                  .filter(program -> program.version().equals(version))
                  .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new HexadException(ProblemType.TOOL_MISSING, missing(names, version));
  }

  private String missing(List<String> names, @Nullable String version) {
    if (version == null) {
      return "There is no "
          + String.join(" and no ", names)
          + " on the PATH of the IaC agent; install Terraform 1.x or OpenTofu 1.x there.";
    }
    String name = names.getFirst();
    List<String> there =
        Stream.concat(onPath(name).stream(), cached(name)).map(Program::version).sorted().toList();
    String folder = settings.current().toolFolder();
    return "There is no %s %s here, only %s; %s."
        .formatted(
            name,
            version,
            there.isEmpty() ? "none" : String.join(", ", there),
            folder == null
                ? "name a toolFolder in the configuration of the IaC agent, and put it there"
                : "put it at " + Path.of(folder, name, version, name));
  }

  private Optional<Program> onPath(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path)
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(Programs::isProgram)
        .findFirst()
        .map(file -> new Program(name, version(file), file));
  }

  /** By version, as text; a folder's name is its version. */
  private Stream<Program> cached(String name) {
    String folder = settings.current().toolFolder();
    if (folder == null) {
      return Stream.empty();
    }
    String[] found = Path.of(folder, name).toFile().list();
    return Stream.of(found == null ? new String[0] : found)
        .sorted()
        .map(version -> new Program(name, version, Path.of(folder, name, version, name)))
        .filter(program -> isProgram(program.path()));
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private String version(Path program) {
    try {
      FileTime written = Files.getLastModifiedTime(program);
      Known known = versions.get(program);
      if (known == null || !known.written().equals(written)) {
        known = new Known(written, ask(program));
        versions.put(program, known);
      }
      return known.version();
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String ask(Path program) throws IOException {
    var builder = new ProcessBuilder(program.toString(), "version", "-json");
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(program + " does not tell its version");
      }
      return Json.mapper().readTree(said).path("terraform_version").asString("unknown");
    } catch (JacksonException e) {
      throw new IOException(program + " does not tell its version", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking for a version", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
