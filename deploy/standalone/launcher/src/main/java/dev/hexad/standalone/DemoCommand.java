package dev.hexad.standalone;

import dev.hexad.standalone.demo.Story;
import dev.hexad.standalone.sample.SampleException;
import dev.hexad.standalone.sample.SampleRepository;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Starts everything and plays the main job on it. */
final class DemoCommand implements Command {
  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String synopsis() {
    return "[--once] [--layout single|processes] [--port N] [--state DIR]";
  }

  @Override
  public String summary() {
    return "play the main job on a sample application; --once stops everything at the end";
  }

  @Override
  public int run(List<String> words, PrintStream out) {
    Arguments arguments = Arguments.parse(words, Set.of("layout", "port"), Set.of("once"));
    Layout layout = arguments.value("layout").map(Layout::parse).orElse(Layout.SINGLE);
    long begin = System.nanoTime();
    Installation installation = Installation.in(arguments.state(), Progress.to(out));
    arguments.number("port").ifPresent(installation::movePort);
    try {
      installation.up(layout);
      out.printf("Hexad is up (%s)%n", Installation.seconds(begin));
      Path examples = SampleRepository.examples();
      new Story(
              installation.url(),
              installation.adminToken(),
              examples,
              installation.state().resolve("demo"),
              out)
          .play();
      out.printf("%nEvery step held (%s).%n", Installation.seconds(begin));
      if (!arguments.flag("once")) {
        tellWhatToClick(installation, out);
      }
      return 0;
    } catch (SampleException e) {
      out.printf("%nThe demo failed: %s%n", e.getMessage());
      out.println("Logs are in " + installation.state().resolve("logs"));
      return 1;
    } finally {
      if (arguments.flag("once")) {
        installation.down();
      }
    }
  }

  private static void tellWhatToClick(Installation installation, PrintStream out) {
    out.println("  dashboard    " + installation.url());
    out.println("  admin token  " + installation.adminToken());
    out.println("Click first: Runs, then the failed run, then its stage 'verify';");
    out.println("then Alerts, to see the commit that was found. Stop with ./hexad down");
  }
}
