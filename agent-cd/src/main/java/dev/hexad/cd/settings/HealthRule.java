package dev.hexad.cd.settings;

import dev.hexad.contracts.expression.Condition;
import dev.hexad.contracts.expression.Condition.ConditionException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How objects of a kind are that Hexad knows nothing of. The conditions are CEL and read {@code
 * object}; the first that holds wins, in the order of the fields. What is none of these is on its
 * way.
 *
 * @param degraded for example {@code object.status.phase == 'Failed'}
 * @param suspended for example {@code object.spec.paused}
 * @param healthy for example {@code has(object.status) && object.status.phase == 'Running'}
 * @param message JSON pointer to what the object says of itself, for example {@code
 *     /status/message}
 */
public record HealthRule(
    @Nullable String degraded,
    @Nullable String suspended,
    @Nullable String healthy,
    @Nullable String message) {
  /** What the conditions read. */
  public static final String VARIABLE = "object";

  public HealthRule {
    if (healthy == null) {
      throw new IllegalArgumentException("a health rule needs 'healthy'");
    }
    if (message != null && !message.startsWith("/")) {
      throw new IllegalArgumentException(
          "'" + message + "' is no JSON pointer, as /status/message");
    }
    Stream.of(degraded, suspended, healthy)
        .flatMap(Stream::ofNullable)
        .forEach(HealthRule::compile);
  }

  /** Compiles one of the conditions; an IllegalArgumentException when it is none. */
  public static Condition compile(String condition) {
    try {
      return Condition.compile(condition, List.of(VARIABLE));
    } catch (ConditionException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
