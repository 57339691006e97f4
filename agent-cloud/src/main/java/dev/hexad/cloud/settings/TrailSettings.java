package dev.hexad.cloud.settings;

import org.jspecify.annotations.Nullable;

/**
 * How it is read who did what.
 *
 * @param enabled whether the logs of providers are read; true when absent
 * @param minutes how often, 5 when absent
 * @param firstDays how far back at first, 7 when absent
 * @param keepDays how long it is kept, 90 when absent
 */
public record TrailSettings(
    @Nullable Boolean enabled,
    @Nullable Integer minutes,
    @Nullable Integer firstDays,
    @Nullable Integer keepDays) {
  public static final TrailSettings DEFAULT = new TrailSettings(true, 5, 7, 90);

  public TrailSettings {
    require("minutes", minutes, 1440);
    require("firstDays", firstDays, 90);
    require("keepDays", keepDays, 3660);
  }

  private static void require(String name, @Nullable Integer value, int most) {
    if (value != null && (value < 1 || value > most)) {
      throw new IllegalArgumentException("trail: " + name + " must be 1 to " + most);
    }
  }

  @Override
  public Boolean enabled() {
    return enabled == null || enabled;
  }

  @Override
  public Integer minutes() {
    return minutes == null ? 5 : minutes;
  }

  @Override
  public Integer firstDays() {
    return firstDays == null ? 7 : firstDays;
  }

  @Override
  public Integer keepDays() {
    return keepDays == null ? 90 : keepDays;
  }
}
