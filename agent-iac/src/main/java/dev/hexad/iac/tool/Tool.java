package dev.hexad.iac.tool;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Terraform or OpenTofu, ready to run. */
public final class Tool {
  /** How long a cancelled run may take to write its state. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private static final long LOOK_MILLIS = 500;

  private Programs.Program program;
  private final Programs programs;
  private final Map<String, String> environment;
  private final Limits limits;
  private final BiFunction<Path, @Nullable Wall, List<String>> before;
  private final ProcessTree.Mark mark;
  private final Lock init;
  private @Nullable Wall wall;

  Tool(
      Programs.Program program,
      Programs programs,
      Map<String, String> environment,
      Limits limits,
      BiFunction<Path, @Nullable Wall, List<String>> before,
      ProcessTree.Mark mark,
      Lock init) {
    this.program = program;
    this.programs = programs;
    this.environment = new HashMap<>(environment);
    this.limits = limits;
    this.before = before;
    this.mark = mark;
    this.init = init;
  }

  public String name() {
    return program.name();
  }

  public String version() {
    return program.version();
  }

  /**
   * Becomes the program and version that the repository asks for, if it does.
   *
   * @throws HexadException of type tool-missing when there is none here
   */
  public void follow(Path repository, Path directory) throws IOException {
    WantedVersion wanted = WantedVersion.in(repository, directory).orElse(null);
    if (wanted != null) {
      program = programs.require(List.of(wanted.name()), wanted.version());
    }
  }

  /** Gives values to input variables, by the environment: arguments are seen by everybody. */
  public void variables(Map<String, String> values) {
    values.forEach((variable, value) -> environment.put("TF_VAR_" + variable, value));
  }

  /** What the program needs to reach its state. */
  public void credentials(Map<String, String> values) {
    environment.putAll(values);
  }

  /** From now on it runs behind this wall. */
  public void enter(Wall behind) {
    wall = behind;
  }

  /** Ends what an attempt before this one may have left running. */
  public void endLeftover() throws IOException {
    mark.endLeftover(GRACE);
  }

  /** Runs {@code init}; one at a time, because the plugin cache cannot be shared while filled. */
  public void init(Path folder, CommandContext context) throws IOException, InterruptedException {
    init.lockInterruptibly();
    try {
      run(folder, context, "init", "-input=false", "-no-color", "-reconfigure");
    } finally {
      init.unlock();
    }
  }

  /**
   * Runs the program with its output in the log.
   *
   * @throws HexadException of type step-failed, with file and line where the program names them, or
   *     timed-out
   */
  public void run(Path folder, CommandContext context, String... arguments)
      throws IOException, InterruptedException {
    var diagnostics = new Diagnostics();
    var lines = new LineBuffer(diagnostics::line);
    int code =
        start(
            folder,
            context,
            true,
            bytes -> {
              context.log().write(bytes);
              lines.take(bytes);
            },
            arguments);
    lines.end();
    if (code != 0) {
      throw failed(arguments[0], code, diagnostics.summary("see the log"));
    }
  }

  /** Runs the program and gives its output, which the log does not see. */
  public String read(Path folder, CommandContext context, String... arguments)
      throws IOException, InterruptedException {
    var output = new ByteArrayOutputStream();
    int code = start(folder, context, false, output::writeBytes, arguments);
    if (code != 0) {
      throw failed(arguments[0], code, "its output is not shown, it may hold secrets");
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  /** Runs the program, hands over each line of its output, and gives the exit code. */
  public int lines(Path folder, CommandContext context, Consumer<String> line, String... arguments)
      throws IOException, InterruptedException {
    var lines = new LineBuffer(line);
    int code = start(folder, context, true, lines::take, arguments);
    lines.end();
    return code;
  }

  public static HexadException failed(String what, int code, String hint) {
    return new HexadException(
        ProblemType.STEP_FAILED, "'" + what + "' ended with exit code " + code + ": " + hint + ".");
  }

  private int start(
      Path folder,
      CommandContext context,
      boolean withErrors,
      Consumer<byte[]> sink,
      String... arguments)
      throws IOException, InterruptedException {
    context.checkInterrupted();
    var command = new ArrayList<>(before.apply(folder, wall));
    command.add(program.path().toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    if (withErrors) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    var tree = new ProcessTree(process.toHandle());
    try {
      process.getOutputStream().close();
      mark.write(process.toHandle());
      context.onInterrupt(tree::ask);
      var written = new AtomicLong();
      Thread output =
          Thread.ofVirtual().start(() -> copy(process.getInputStream(), sink, written, context));
      HexadException broken = await(process, written, arguments[0]);
      if (broken != null) {
        tree.ask();
        tree.end(GRACE);
        throw broken;
      }
      tree.kill();
      output.join(Duration.ofSeconds(10));
      context.checkInterrupted();
      return process.exitValue();
    } catch (InterruptedException e) {
      tree.ask();
      tree.end(GRACE);
      throw e;
    } finally {
      tree.kill();
      mark.remove();
    }
  }

  /** Waits for the end; gives what went beyond its limit. */
  private @Nullable HexadException await(Process process, AtomicLong written, String what)
      throws InterruptedException {
    long until = System.nanoTime() + limits.time().toNanos();
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > until) {
        return beyond(what, ProblemType.TIMED_OUT, limits.time().toSeconds() + " s");
      }
      if (Limits.resident(process.toHandle()) > limits.memory()) {
        return beyond(what, ProblemType.TOO_LARGE, (limits.memory() >> 20) + " MB of memory");
      }
      if (written.get() > limits.output()) {
        return beyond(what, ProblemType.TOO_LARGE, (limits.output() >> 20) + " MB of output");
      }
    }
    return written.get() > limits.output()
        ? beyond(what, ProblemType.TOO_LARGE, (limits.output() >> 20) + " MB of output")
        : null;
  }

  private HexadException beyond(String what, ProblemType type, String limit) {
    return new HexadException(
        type,
        "'%s %s' was stopped: it needed more than %s, which is its limit."
            .formatted(program.name(), what, limit));
  }

  private void copy(
      InputStream output, Consumer<byte[]> sink, AtomicLong written, CommandContext context) {
    byte[] buffer = new byte[8192];
    try (output) {
      int n;
      while ((n = output.read(buffer)) >= 0) {
        if (written.addAndGet(n) <= limits.output()) {
          sink.accept(Arrays.copyOf(buffer, n));
        }
      }
    } catch (IOException e) {
      context.log().line("[output ends: " + e.getMessage() + "]");
    }
  }
}
