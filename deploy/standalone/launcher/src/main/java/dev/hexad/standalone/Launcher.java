package dev.hexad.standalone;

import dev.hexad.servers.ServerException;
import dev.hexad.standalone.cli.Client;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** Main class of the {@code hexad} command. */
public final class Launcher {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final List<Command> COMMANDS =
      List.of(
          new UpCommand(),
          new DownCommand(),
          new StatusCommand(),
          new DemoCommand(),
          new CiCommand(),
          new BenchCommand());

  private Launcher() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  static int run(List<String> words, PrintStream out, PrintStream err) {
    String name = words.isEmpty() ? "help" : words.getFirst();
    if (List.of("help", "--help", "-h").contains(name)) {
      out.print(usage());
      return words.isEmpty() ? USAGE : 0;
    }
    try {
      if (Client.NAMES.contains(name)) {
        return Client.run(words, Launcher::local, out, err);
      }
      for (Command command : COMMANDS) {
        if (command.name().equals(name)) {
          return command.run(words.subList(1, words.size()), out);
        }
      }
      throw new UsageException("unknown command " + name);
    } catch (UsageException e) {
      err.println("hexad: " + e.getMessage());
      err.print(usage());
      return USAGE;
    } catch (InstallationException | ServerException e) {
      err.println("hexad: " + e.getMessage());
      return FAILED;
    }
  }

  private static Client.Local local() {
    var state = Arguments.parse(List.of(), Set.of(), Set.of()).state();
    var installation = Installation.in(state, Progress.SILENT);
    return new Client.Local(installation.url(), installation.adminToken());
  }

  private static String usage() {
    StringBuilder text = new StringBuilder("usage: hexad <command>\n");
    for (Command command : COMMANDS) {
      text.append("  %-7s %s%n".formatted(command.name(), command.synopsis()));
      text.append("          %s%n".formatted(command.summary()));
    }
    text.append("  run, app, deploy, logs, events, token, completion\n");
    text.append("          ask a running Hexad; see: hexad run --help\n");
    return text.toString();
  }
}
