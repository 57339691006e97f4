package dev.hexad.standalone.bench.runs;

import dev.hexad.servers.ServiceCredentials;
import dev.hexad.standalone.Installation;
import dev.hexad.standalone.sample.SampleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@link BareSteps} in a process of its own, with the servers of an installation. */
final class BareRuns implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Writer wishes;

  private BareRuns(Process process) {
    this.process = process;
    this.answers = process.inputReader();
    this.wishes = process.outputWriter();
  }

  static BareRuns start(Installation installation) throws IOException {
    ServiceCredentials database =
        installation.servers().createServiceSchemas(List.of("bare")).getFirst();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    var builder =
        new ProcessBuilder(
            java.toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Dlogback.configurationFile=hexad-console-logback.xml",
            "-Dhexad.log.level=WARN",
            "-Dhexad.log.target=System.err",
            "-cp",
            System.getProperty("java.class.path"),
            BareSteps.class.getName(),
            installation.servers().kafkaBootstrap(),
            database.url(),
            database.username());
    builder.environment().put("BARE_PASSWORD", database.password());
    builder.redirectError(installation.state().resolve("logs").resolve("bare.out").toFile());
    return new BareRuns(builder.start());
  }

  /** Returns when so many have ended that were begun at once. */
  void together(int count) throws IOException {
    ask(count);
  }

  /** Does so many one after the other and tells the medians. */
  String alone(int count) throws IOException {
    String[] nanos = ask(-count).split(" ");
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, step to next step p50 %.1f ms",
        Long.parseLong(nanos[0]) / 1e6,
        Long.parseLong(nanos[1]) / 1e6);
  }

  private String ask(int count) throws IOException {
    wishes.write(count + "\n");
    wishes.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new SampleException("the bare steps ended early; see logs/bare.out");
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
