package dev.hexad.cd.target.compose;

import dev.hexad.cd.target.Program;
import dev.hexad.contracts.problem.HexadException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Docker Compose on this machine: the plugin of the command line, or the program of its own. */
final class ComposeProgram {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final List<List<String>> WAYS =
      List.of(List.of("docker", "compose"), List.of("docker-compose"));

  private final Map<String, String> env = new HashMap<>();
  private Optional<List<String>> found = Optional.empty();

  ComposeProgram(URI engine) {
    env.put("DOCKER_HOST", engine.toString());
    for (String name : List.of("HOME", "DOCKER_CONFIG")) {
      String value = System.getenv(name);
      if (value != null) {
        env.put(name, value);
      }
    }
  }

  private Program program(List<String> way) {
    return new Program("Docker Compose", way, env, LIMIT);
  }

  /** Empty when there is none. */
  synchronized Optional<String> version() {
    for (List<String> way : found.map(List::of).orElse(WAYS)) {
      try {
        String said = program(way).with(List.of("version", "--short")).run().strip();
        found = Optional.of(way);
        return Optional.of("Compose " + said.replaceFirst("^v", ""));
      } catch (HexadException | IOException e) {
        // The next way may be there.
        found = Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  Program command() {
    if (found.isEmpty()) {
      version();
    }
    return program(found.orElse(WAYS.getFirst()));
  }
}
