package dev.hexad.githost.webhook;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The headers of a delivery; names are compared without regard to case. */
public final class Headers {
  private final TreeMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Headers(Map<String, String> values) {
    this.values.putAll(values);
  }

  /** One value for each name. */
  public static Headers of(Map<String, String> values) {
    return new Headers(values);
  }

  /** The value without surrounding space; empty when absent or blank. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** Names only: values may hold credentials. */
  @Override
  public String toString() {
    return "Headers" + values.keySet();
  }
}
