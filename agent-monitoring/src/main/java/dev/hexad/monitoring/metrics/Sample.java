package dev.hexad.monitoring.metrics;

import java.util.Map;

/** One value of one series. */
public record Sample(String name, Map<String, String> labels, double value) {
  public Sample {
    labels = Map.copyOf(labels);
  }

  /** The value of a label, empty when there is none. */
  public String label(String label) {
    return labels.getOrDefault(label, "");
  }
}
