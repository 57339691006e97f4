package dev.hexad.standalone.bench.runs;

import dev.hexad.standalone.Installation;
import dev.hexad.standalone.sample.SampleException;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What the whole platform costs while nobody uses it. */
public final class IdleBench {
  private static final int SETTLE_SECONDS = 180;
  private static final int MEASURE_SECONDS = 120;

  private IdleBench() {}

  /** Measures an installation in which all services run. */
  public static void run(Installation installation, PrintStream out) {
    try {
      var processor = new ProcessorTime(installation.state());
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      Map<String, Double> before = processor.seconds();
      long begin = System.nanoTime();
      TimeUnit.SECONDS.sleep(MEASURE_SECONDS);
      double seconds = (System.nanoTime() - begin) / 1e9;
      Map<String, Double> share = new TreeMap<>(processor.seconds());
      share.replaceAll((name, time) -> (time - before.getOrDefault(name, 0.0)) * 100 / seconds);
      share.remove(ProcessorTime.LOAD);
      double whole = share.values().stream().mapToDouble(Double::doubleValue).sum();
      out.printf("idle                   %.1f %% of one core%n", whole);
      share.forEach((name, percent) -> out.printf("  of that %-14s %.1f %%%n", name, percent));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SampleException("stopped while measuring", e);
    }
  }
}
