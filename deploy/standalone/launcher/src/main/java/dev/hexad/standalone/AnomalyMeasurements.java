package dev.hexad.standalone;

import dev.hexad.standalone.bench.anomalies.AnomaliesBench;
import dev.hexad.standalone.bench.anomalies.GroupsBench;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Scores recorded series for {@code bench anomalies} and {@code bench anomalies-multi}. */
record AnomalyMeasurements(boolean groups, Path data, Path out) {
  static final List<String> NAMES = List.of("anomalies", "anomalies-multi");

  static AnomalyMeasurements of(List<String> words) {
    Arguments arguments =
        Arguments.parse(words.subList(1, words.size()), Set.of("data", "out"), Set.of());
    return new AnomalyMeasurements(
        words.getFirst().equals("anomalies-multi"),
        folder(arguments, "data"),
        folder(arguments, "out"));
  }

  AnomalyMeasurements {
    if (!Files.isDirectory(groups ? data : data.resolve("data"))) {
      throw new UsageException(
          groups
              ? "--data must name a folder of <entity>_train.csv.gz and <entity>_test.csv.gz"
              : "--data must name a folder that holds data/<category>/<file>.csv");
    }
  }

  private static Path folder(Arguments arguments, String name) {
    return arguments
        .value(name)
        .map(Path::of)
        .orElseThrow(() -> new UsageException("--" + name + " must name a folder"));
  }

  int run(PrintStream report) {
    if (groups) {
      GroupsBench.run(data, out, report);
    } else {
      AnomaliesBench.run(data, out, report);
    }
    return 0;
  }
}
