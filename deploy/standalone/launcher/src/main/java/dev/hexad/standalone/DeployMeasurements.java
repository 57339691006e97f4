package dev.hexad.standalone;

import dev.hexad.standalone.bench.DeployBench;
import dev.hexad.standalone.bench.drift.DriftBench;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What {@code bench deploy} measures, all of it or one part alone.
 *
 * @param objects how many a drift check compares
 * @param delay milliseconds that each answer of the API server takes longer
 */
record DeployMeasurements(FreshInstallation where, Set<Part> parts, int objects, int delay) {
  private static final int DEFAULT_OBJECTS = 10_000;

  private static final int MOST_DELAY = 100;

  enum Part {
    ROLLOUTS,
    BOARD,
    DRIFT
  }

  static DeployMeasurements of(Arguments arguments) {
    Set<Part> parts =
        arguments
            .value("only")
            .<Set<Part>>map(text -> EnumSet.of(part(text)))
            .orElseGet(() -> EnumSet.allOf(Part.class));
    int objects = arguments.number("objects").orElse(DEFAULT_OBJECTS);
    if (objects < DriftBench.FEWEST || objects > DriftBench.MOST) {
      throw new UsageException(
          "--objects must lie between %d and %d".formatted(DriftBench.FEWEST, DriftBench.MOST));
    }
    int delay = arguments.number("delay").orElse(0);
    if (delay > MOST_DELAY) {
      throw new UsageException("--delay must be at most " + MOST_DELAY + " milliseconds");
    }
    for (String option : List.of("objects", "delay")) {
      if (arguments.value(option).isPresent() && !parts.contains(Part.DRIFT)) {
        throw new UsageException(
            "--" + option + " is for drift; leave it out, or measure --only drift");
      }
    }
    return new DeployMeasurements(FreshInstallation.of(arguments), parts, objects, delay);
  }

  private static Part part(String text) {
    for (Part part : Part.values()) {
      if (part.name().toLowerCase(Locale.ROOT).equals(text)) {
        return part;
      }
    }
    throw new UsageException("--only is 'rollouts', 'board' or 'drift', not '" + text + "'");
  }

  int run(PrintStream out) {
    if (parts.contains(Part.ROLLOUTS) || parts.contains(Part.BOARD)) {
      where.measure(
          installation -> installation.up(Layout.SINGLE),
          installation ->
              DeployBench.run(
                  installation, parts.contains(Part.ROLLOUTS), parts.contains(Part.BOARD), out));
    }
    if (parts.contains(Part.DRIFT)) {
      // The agent has a process of its own, so that its heap is its own and has its limit.
      where.measure(
          installation -> installation.up(DriftBench.SERVICES),
          installation -> DriftBench.run(installation, objects, delay, out));
    }
    return 0;
  }
}
