package dev.hexad.standalone.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The subcommands that ask a running Hexad. Exit status: 0 done, 1 what was watched failed, 2 wrong
 * usage, 3 refused, 4 not there, 5 Hexad does not answer.
 */
public final class Client {
  /** The subcommands. */
  public static final Set<String> NAMES =
      Set.of("run", "app", "deploy", "logs", "events", "token", "completion");

  private Client() {}

  /** How to reach the installation on this machine, when nobody names another one. */
  public record Local(String url, String token) {}

  /** Runs a subcommand and gives the exit status. */
  public static int run(
      List<String> words, Supplier<Local> local, PrintStream out, PrintStream err) {
    var root = new Root(local, out);
    CommandLine line = commandLine(root);
    line.setOut(new java.io.PrintWriter(out, true));
    line.setErr(new java.io.PrintWriter(err, true));
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      if (failure instanceof CliException e) {
        err.println("hexad: " + e.getMessage());
        return e.status();
      }
      throw failure;
    });
    return line.execute(words.toArray(String[]::new));
  }

  private static CommandLine commandLine(Root root) {
    return new CommandLine(root)
        .addSubcommand(new CommandLine(new RunCommands(root)))
        .addSubcommand(new CommandLine(new AppCommands(root)))
        .addSubcommand(new CommandLine(new DeployCommands(root)))
        .addSubcommand(new CommandLine(new LogsCommand(root)))
        .addSubcommand(new CommandLine(new EventsCommand(root)))
        .addSubcommand(new CommandLine(new TokenCommands(root)))
        .addSubcommand(new CommandLine(new Completion(root)));
  }

  /** The options that every subcommand takes. */
  @Command(
      name = "hexad",
      scope = ScopeType.INHERIT,
      mixinStandardHelpOptions = true,
      description = "Asks a running Hexad.")
  static final class Root {
    @Option(
        names = "--url",
        scope = ScopeType.INHERIT,
        defaultValue = "${env:HEXAD_URL}",
        description = "Where Hexad answers; the installation on this machine when absent.")
    @Nullable String url;

    @Option(
        names = "--token",
        scope = ScopeType.INHERIT,
        defaultValue = "${env:HEXAD_TOKEN}",
        description = "API token; better given by the environment variable HEXAD_TOKEN.")
    @Nullable String token;

    @Option(
        names = "--json",
        scope = ScopeType.INHERIT,
        description = "JSON for scripts; lists give one item a line.")
    boolean json;

    private final Supplier<Local> local;
    private final PrintStream out;

    Root(Supplier<Local> local, PrintStream out) {
      this.local = local;
      this.out = out;
    }

    Context context() {
      return new Context(this::connect, out, json);
    }

    private Connection connect() {
      if (url != null && token != null) {
        return new Connection(url, token);
      }
      if (url != null) {
        throw new CliException(
            CliException.USAGE, "with --url, set the environment variable HEXAD_TOKEN too");
      }
      Local here = local.get();
      return new Connection(here.url(), token == null ? here.token() : token);
    }
  }

  @Command(
      name = "completion",
      description = "Prints completion for bash and zsh: source <(./hexad completion)")
  private static final class Completion implements Runnable {
    private final Root root;

    Completion(Root root) {
      this.root = root;
    }

    @Override
    public void run() {
      root.out.println(AutoComplete.bash("hexad", commandLine(root)));
    }
  }
}
