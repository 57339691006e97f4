package dev.hexad.orchestrator.ledger;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; absent parts do not narrow. Bound from the query of a request.
 *
 * @param type one type or several with commas; one that ends with {@code *} stands for all that
 *     begin like it
 * @param subject what the event is about
 * @param correlationId the run
 * @param from recorded at this time or later
 * @param to recorded before this time
 */
record EventFilter(
    @Nullable String type,
    @Nullable String subject,
    @Nullable UUID correlationId,
    @Nullable Instant from,
    @Nullable Instant to) {
  private static final int MOST_TYPES = 50;

  /** Refuses what can have no answer; not in the constructor, whose errors would not be told. */
  void check() {
    if (from != null && to != null && !from.isBefore(to)) {
      throw new HexadException(ProblemType.BAD_REQUEST, "'from' must be before 'to'.");
    }
  }

  /** The types as patterns of SQL's {@code like}, null for all. */
  String @Nullable [] typePatterns() {
    if (type == null || type.isBlank()) {
      return null;
    }
    String[] wanted = Arrays.stream(type.split(",")).map(String::strip).toArray(String[]::new);
    if (wanted.length > MOST_TYPES) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "'type' takes at most " + MOST_TYPES + " types.");
    }
    return Arrays.stream(wanted).map(EventFilter::pattern).toArray(String[]::new);
  }

  private static String pattern(String wanted) {
    boolean prefix = wanted.endsWith("*");
    String literal = prefix ? wanted.substring(0, wanted.length() - 1) : wanted;
    if (literal.contains("*")) {
      throw new HexadException(
          ProblemType.BAD_REQUEST,
          "A type may have '*' at its end only, like dev.hexad.ci.*; not '" + wanted + "'.");
    }
    String escaped = literal.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return prefix ? escaped + "%" : escaped;
  }
}
