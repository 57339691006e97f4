package dev.hexad.githost.api;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and when a call is tried again.
 *
 * @param attempts calls in all
 * @param first pause after the first failure; it doubles, with jitter of up to a half
 * @param longest longest single pause; a host that wants a longer one is given up
 */
record Retries(int attempts, Duration first, Duration longest, Clock clock, Pause pause) {
  /** Waits. */
  interface Pause {
    void hold(Duration time) throws InterruptedException;
  }

  static Retries usual(Clock clock) {
    return new Retries(
        4, Duration.ofMillis(500), Duration.ofSeconds(60), clock, time -> Thread.sleep(time));
  }

  boolean isLast(int attempt) {
    return attempt >= attempts;
  }

  /** Pauses before the attempt after this one, as long as the host asks for or by back-off. */
  void pause(int attempt, Optional<Duration> asked) {
    Duration backOff = first.multipliedBy(1L << Math.min(attempt - 1, 10));
    Duration jittered =
        backOff.plusMillis(ThreadLocalRandom.current().nextLong(1 + backOff.toMillis() / 2));
    Duration time = asked.orElse(jittered.compareTo(longest) > 0 ? longest : jittered);
    try {
      pause.hold(time);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static HexadException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new HexadException(ProblemType.INTERRUPTED, "The call to the host was interrupted.", e);
  }

  /** What the host says about when to come back: seconds, a date, or the end of its window. */
  Optional<Duration> asked(HttpHeaders headers) {
    Instant now = clock.instant();
    String after = headers.firstValue("Retry-After").orElse("");
    if (after.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(after)));
    }
    if (!after.isEmpty()) {
      try {
        Instant then = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return Optional.of(atLeastNothing(Duration.between(now, then)));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
    String reset =
        headers
            .firstValue("X-RateLimit-Reset")
            .or(() -> headers.firstValue("RateLimit-Reset"))
            .orElse("");
    boolean used =
        headers
            .firstValue("X-RateLimit-Remaining")
            .or(() -> headers.firstValue("RateLimit-Remaining"))
            .filter("0"::equals)
            .isPresent();
    if (!used || !reset.matches("\\d{1,12}")) {
      return Optional.empty();
    }
    Instant then = Instant.ofEpochSecond(Long.parseLong(reset)).plusSeconds(1);
    return Optional.of(atLeastNothing(Duration.between(now, then)));
  }

  private static Duration atLeastNothing(Duration time) {
    return time.isNegative() ? Duration.ZERO : time;
  }
}
