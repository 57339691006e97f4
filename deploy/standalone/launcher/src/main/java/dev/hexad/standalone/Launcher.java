package dev.hexad.standalone;

import dev.hexad.servers.ServerException;
import java.io.PrintStream;
import java.util.List;

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

  private static String usage() {
    StringBuilder text = new StringBuilder("usage: hexad <command>\n");
    for (Command command : COMMANDS) {
      text.append("  %-7s %s%n".formatted(command.name(), command.synopsis()));
      text.append("          %s%n".formatted(command.summary()));
    }
    return text.toString();
  }
}
