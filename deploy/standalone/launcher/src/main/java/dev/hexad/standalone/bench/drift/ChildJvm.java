package dev.hexad.standalone.bench.drift;

import dev.hexad.standalone.sample.SampleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JVM with the class path of this one. It sees the end of its standard input when this ends. */
final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a main class with as much heap as the services may have. */
  static ChildJvm start(Class<?> main, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    try {
      return new ChildJvm(builder.start());
    } catch (IOException e) {
      throw new SampleException("cannot start " + main.getSimpleName(), e);
    }
  }

  /** The next line that it prints; null when it has ended. */
  @Nullable String line() {
    try {
      return output.readLine();
    } catch (IOException e) {
      throw new SampleException("cannot read what was printed", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
