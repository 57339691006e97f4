package dev.hexad.standalone;

import dev.hexad.ci.local.LocalPipeline;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pipeline file on this machine: checks it, or runs its builds in the working copy. */
final class CiCommand implements Command {
  @Override
  public String name() {
    return "ci";
  }

  @Override
  public String synopsis() {
    return "lint|run [--file hexad.yml] [--stage ID,ID]";
  }

  @Override
  public String summary() {
    return "check a pipeline file, or run its builds here; secrets from HEXAD_SECRET_<NAME>";
  }

  @Override
  public int run(List<String> words, PrintStream out) {
    String what = words.isEmpty() ? "" : words.getFirst();
    if (!List.of("lint", "run").contains(what)) {
      throw new UsageException("say 'ci lint' or 'ci run'");
    }
    Arguments arguments =
        Arguments.parse(words.subList(1, words.size()), Set.of("file", "stage"), Set.of());
    var pipeline = new LocalPipeline(Path.of(arguments.value("file").orElse("hexad.yml")), out);
    try {
      boolean good = what.equals("lint") ? pipeline.lint() : pipeline.run(stages(arguments));
      return good ? 0 : 1;
    } catch (IOException e) {
      throw new InstallationException("cannot work here: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static Set<String> stages(Arguments arguments) {
    return arguments
        .value("stage")
        .map(list -> Stream.of(list.split(",")).collect(Collectors.toUnmodifiableSet()))
        .orElse(Set.of());
  }
}
