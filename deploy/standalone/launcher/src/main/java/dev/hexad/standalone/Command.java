package dev.hexad.standalone;

import java.io.PrintStream;
import java.util.List;

/** One subcommand of the launcher. */
interface Command {
  String name();

  /** Options, for the usage text. */
  String synopsis();

  String summary();

  /** Returns the exit status. */
  int run(List<String> arguments, PrintStream out);
}
