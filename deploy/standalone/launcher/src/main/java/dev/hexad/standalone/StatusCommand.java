package dev.hexad.standalone;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** Shows what runs, where, and how it is. */
final class StatusCommand implements Command {
  @Override
  public String name() {
    return "status";
  }

  @Override
  public String synopsis() {
    return "[--json] [--state DIR]";
  }

  @Override
  public String summary() {
    return "show what runs; exit status 0 only when all is up";
  }

  @Override
  public int run(List<String> words, PrintStream out) {
    Arguments arguments = Arguments.parse(words, Set.of(), Set.of("json"));
    List<ComponentStatus> components = Installation.in(arguments.state(), Progress.SILENT).status();
    if (arguments.flag("json")) {
      out.println(StatusReport.json(components));
    } else {
      out.print(StatusReport.table(components));
    }
    return StatusReport.allUp(components) ? 0 : 1;
  }
}
