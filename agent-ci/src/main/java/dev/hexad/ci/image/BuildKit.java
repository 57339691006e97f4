package dev.hexad.ci.image;

import dev.hexad.ci.engine.DockerEngine;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Builds a Dockerfile with the engine's BuildKit, which knows cache mounts, builds stages side by
 * side and skips those that nothing needs. Its protocol is the command line's own, so a {@code
 * docker} program with BuildKit has to be on the search path.
 */
@Component
final class BuildKit {
  private static final List<String> PASSED =
      List.of("PATH", "HOME", "DOCKER_CONFIG", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH");

  /** From this version on BuildKit is a plug-in; before, it came with the program. */
  private static final int WITH_PLUGIN = 23;

  private final DockerEngine engine;
  private final DockerBuildProperties properties;
  private final AtomicReference<Optional<Path>> program = new AtomicReference<>();

  BuildKit(DockerEngine engine, DockerBuildProperties properties) {
    this.engine = engine;
    this.properties = properties;
  }

  /** The program to build with, empty when none is there or wanted; looked for once. */
  Optional<Path> program() {
    if (!properties.buildKit()) {
      return Optional.empty();
    }
    Optional<Path> known = program.get();
    if (known == null) {
      known =
          Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
              .map(folder -> Path.of(folder, "docker"))
              .filter(Files::isExecutable)
              .filter(BuildKit::hasBuildKit)
              .findFirst();
      program.set(known);
    }
    return known;
  }

  private static boolean hasBuildKit(Path docker) {
    return answer(docker, "buildx", "version").isPresent()
        || answer(docker, "--version")
            .map(text -> text.replaceAll("\\D*(\\d+)\\..*", "$1").strip())
            .filter(major -> major.matches("\\d{2}") && Integer.parseInt(major) < WITH_PLUGIN)
            .isPresent();
  }

  private static Optional<String> answer(Path docker, String... arguments) {
    var command = new ArrayList<>(List.of(docker.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Optional.of(text)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Builds; the image stays in the engine.
   *
   * @return the image's id there
   * @throws HexadException of type step-failed with the last error line
   */
  String build(
      Path docker,
      BuildParameters.Image image,
      Path source,
      Path dockerfile,
      ImageBuilder.Target to,
      Consumer<String> log)
      throws IOException, InterruptedException {
    Path id = Files.createTempFile("hexad-image", ".id");
    try {
      var builder =
          new ProcessBuilder(command(docker, image, source, dockerfile, to, id))
              .redirectErrorStream(true);
      builder.environment().keySet().retainAll(PASSED);
      builder.environment().put("DOCKER_BUILDKIT", "1");
      builder.environment().put("DOCKER_HOST", engine.host());
      run(builder, log);
      return Files.readString(id).strip();
    } finally {
      Files.deleteIfExists(id);
    }
  }

  private List<String> command(
      Path docker,
      BuildParameters.Image image,
      Path source,
      Path dockerfile,
      ImageBuilder.Target to,
      Path id) {
    var command =
        new ArrayList<>(
            List.of(docker.toString(), "build", "--progress", "plain", "--iidfile", id.toString()));
    command.addAll(List.of("--file", dockerfile.toAbsolutePath().toString()));
    command.addAll(List.of("--tag", to.repository() + ":" + to.tag()));
    to.labels().forEach((name, value) -> command.addAll(List.of("--label", name + "=" + value)));
    image
        .buildArguments()
        .forEach((name, value) -> command.addAll(List.of("--build-arg", name + "=" + value)));
    if (!properties.network().isEmpty()) {
      command.addAll(List.of("--network", properties.network()));
    }
    command.add(source.toAbsolutePath().toString());
    return command;
  }

  private static void run(ProcessBuilder builder, Consumer<String> log)
      throws IOException, InterruptedException {
    Process process = builder.start();
    var error = new AtomicReference<>("see the log");
    try {
      process.getOutputStream().close();
      Thread output = Thread.ofVirtual().start(() -> copy(process, log, error));
      int code = process.waitFor();
      output.join(Duration.ofSeconds(5));
      if (code != 0) {
        throw new HexadException(
            ProblemType.STEP_FAILED, "The image cannot be built: " + error.get());
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void copy(Process process, Consumer<String> log, AtomicReference<String> error) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          log.accept(line);
        }
        if (line.startsWith("ERROR") || line.startsWith("error") || line.contains(" ERROR: ")) {
          error.set(line.replaceFirst("^(#\\d+ )?(ERROR|error):? *", ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
