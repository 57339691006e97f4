package dev.hexad.finops.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Forecasts all series of a file, for scoring against what came. */
public final class ForecastBench {
  private ForecastBench() {}

  private record Series(String id, Season season, int horizon, double[] history) {}

  /**
   * Reads {@code train.csv.gz} and writes one line per series and step.
   *
   * @param data the folder to read from
   * @param target the file to write
   */
  public static void run(Path data, Path target, PrintStream out) throws IOException {
    long begin = System.nanoTime();
    List<Series> series;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data.resolve("train.csv.gz"))),
                StandardCharsets.UTF_8))) {
      series = lines.lines().skip(1).map(ForecastBench::series).toList();
    }
    long read = System.nanoTime();
    List<String> texts = series.parallelStream().map(ForecastBench::text).toList();
    double seconds = (System.nanoTime() - read) / 1e9;
    try (var writer = Files.newBufferedWriter(target)) {
      writer.write("series_id,step,point,lo80,hi80,lo95,hi95\n");
      for (String text : texts) {
        writer.write(text);
      }
    }
    out.printf(
        "%d series in %.1f s, %.1f s for 10,000; %.1f s with reading and writing%n",
        series.size(),
        seconds,
        seconds * 10_000 / Math.max(1, series.size()),
        (System.nanoTime() - begin) / 1e9);
  }

  private static Series series(String line) {
    String[] parts = line.split(",", 7);
    int cycle = Integer.parseInt(parts[3].strip());
    double[] history =
        Arrays.stream(parts[6].strip().split(";")).mapToDouble(Double::parseDouble).toArray();
    return new Series(parts[0], Season.of(parts[2], cycle), Integer.parseInt(parts[4]), history);
  }

  private static String text(Series series) {
    Forecast forecast = Forecaster.forecast(series.history(), series.season(), series.horizon());
    var text = new StringBuilder();
    for (int i = 0; i < series.horizon(); i++) {
      text.append(series.id()).append(',').append(i + 1).append(',').append(forecast.point()[i]);
      for (Forecast.Interval interval : forecast.intervals()) {
        text.append(',').append(interval.low()[i]).append(',').append(interval.high()[i]);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
