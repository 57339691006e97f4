package dev.hexad.standalone;

import dev.hexad.finops.anomaly.CostBench;
import dev.hexad.finops.forecast.ForecastBench;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Forecasts series and searches bills, for {@code bench forecast} and {@code cost-anomalies}. */
record CostMeasurements(boolean forecast, Path data, Path target) {
  static final List<String> NAMES = List.of("forecast", "cost-anomalies");

  static CostMeasurements of(List<String> words) {
    Arguments arguments =
        Arguments.parse(words.subList(1, words.size()), Set.of("data", "out"), Set.of());
    return new CostMeasurements(
        words.getFirst().equals("forecast"),
        path(arguments, "data", "folder"),
        path(arguments, "out", "file"));
  }

  private static Path path(Arguments arguments, String name, String what) {
    return arguments
        .value(name)
        .map(Path::of)
        .orElseThrow(() -> new UsageException("--" + name + " must name a " + what));
  }

  int run(PrintStream out) {
    try {
      if (forecast) {
        ForecastBench.run(data, target, out);
      } else {
        CostBench.run(data, target, out);
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
