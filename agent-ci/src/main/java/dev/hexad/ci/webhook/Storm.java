package dev.hexad.ci.webhook;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts deliveries of each repository by the minute, so that one cannot crowd out the others. */
@Component
final class Storm {
  private final Clock clock;
  private final Map<String, Minute> minutes = new ConcurrentHashMap<>();

  Storm(Clock clock) {
    this.clock = clock;
  }

  private record Minute(long number, int count) {}

  /**
   * Counts one more.
   *
   * @return seconds to wait when there were too many in this minute, else 0
   */
  int count(String what, UUID applicationId, int perMinute) {
    long second = clock.millis() / 1000;
    long now = second / 60;
    Minute counted =
        minutes.merge(
            what + applicationId,
            new Minute(now, 1),
            (old, one) -> old.number() == now ? new Minute(now, old.count() + 1) : one);
    return counted.count() > perMinute ? (int) (60 - second % 60) : 0;
  }
}
