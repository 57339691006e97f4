package dev.hexad.monitoring.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert as Prometheus and its kin tell it.
 *
 * @param status {@code firing} or {@code resolved}; absent from Prometheus itself, where the end
 *     tells it
 * @param startsAt absent for now
 * @param endsAt zero or absent when it is not known
 */
record ExternalAlert(
    @Nullable String status,
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable String generatorURL) {
  private static final List<String> APPLICATION = List.of("application", "app", "service", "job");
  private static final List<String> ENVIRONMENT = List.of("environment", "env", "namespace");
  private static final int LONGEST = 500;

  ExternalAlert {
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }

  /** By its labels, as Alertmanager does it. */
  String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new TreeMap<>(labels)
          .forEach((name, value) ->
              digest.update((name + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8)));
      return "external/" + HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isResolved(Instant now) {
    if (status != null) {
      return status.equals("resolved");
    }
    return endsAt != null && isKnown(endsAt) && !endsAt.isAfter(now);
  }

  /** When it is over unless it is told again; null when nothing says so. */
  @Nullable Instant expiry() {
    return status == null && endsAt != null && isKnown(endsAt) ? endsAt : null;
  }

  /** Go tells no time by the year 1. */
  private static boolean isKnown(Instant time) {
    return time.isAfter(Instant.EPOCH);
  }

  String rule() {
    return cut(labels.getOrDefault("alertname", "alert"));
  }

  String title() {
    String summary = annotations.getOrDefault("summary", annotations.getOrDefault("message", ""));
    return cut(summary.isBlank() ? rule() : summary);
  }

  String description() {
    return cut(annotations.getOrDefault("description", rule()));
  }

  @Nullable String application() {
    return first(APPLICATION);
  }

  @Nullable String environment() {
    return first(ENVIRONMENT);
  }

  private @Nullable String first(List<String> names) {
    return names.stream()
        .map(labels::get)
        .filter(v -> v != null && !v.isBlank())
        .findFirst()
        .orElse(null);
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
