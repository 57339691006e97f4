package dev.hexad.monitoring.settings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named query that is followed over time. It gives one value, several series are added up; or
 * each of them is followed by itself.
 *
 * @param name among the signals of its application and environment
 * @param application by name, none when absent
 * @param source name of the source
 * @param query in the language of the source
 * @param unit for people, for example {@code ms} or {@code 1/s}
 * @param direction which way is bad
 * @param seconds between two readings
 * @param owner team, for people
 * @param split what tells its series apart; they are added up when absent
 * @param group signals of the same group are looked at together; those of the same application and
 *     environment when absent
 */
public record SignalQuery(
    String name,
    @Nullable String application,
    @Nullable String environment,
    String source,
    String query,
    @Nullable String unit,
    @Nullable Direction direction,
    @Nullable Integer seconds,
    @Nullable String owner,
    @Nullable Split split,
    @Nullable String group) {
  private static final int USUAL_SECONDS = 30;

  /** Which way is bad. */
  public enum Direction {
    UP,
    DOWN,
    BOTH
  }

  public SignalQuery {
    Names.require("the signal", name);
    Objects.requireNonNull(source, "the signal '" + name + "' has no source");
    if (query == null || query.isBlank()) {
      throw new IllegalArgumentException("the signal '" + name + "' has no query");
    }
    unit = unit == null ? "" : unit;
    direction = direction == null ? Direction.BOTH : direction;
    seconds = seconds == null ? USUAL_SECONDS : seconds;
    if (seconds < 1 || seconds > 86_400) {
      throw new IllegalArgumentException(
          "the signal '" + name + "': seconds must be 1 to 86400, not " + seconds);
    }
    if (group != null) {
      Names.require("the group of the signal '" + name + "'", group);
    }
    if (environment != null && application == null) {
      throw new IllegalArgumentException(
          "the signal '" + name + "' has an environment and no application");
    }
  }

  /** What tells it apart: application, environment and name. */
  public String key() {
    return key(application, environment, name);
  }

  /** The key of a signal. */
  public static String key(
      @Nullable String application, @Nullable String environment, String name) {
    if (application == null) {
      return name;
    }
    return environment == null
        ? application + "/" + name
        : application + "/" + environment + "/" + name;
  }

  @Override
  public Integer seconds() {
    return seconds == null ? USUAL_SECONDS : seconds;
  }

  @Override
  public String unit() {
    return unit == null ? "" : unit;
  }

  @Override
  public Direction direction() {
    return direction == null ? Direction.BOTH : direction;
  }
}
