package dev.hexad.cloud.provider;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A token bucket for calls to one service of one account. It halves its rate each time the provider
 * says that calls come too fast, and gains it back while calls succeed. Thread-safe.
 */
public final class Pace {
  private static final double NANOS = 1_000_000_000.0;

  private final LongSupplier nanoTime;
  private final double highest;
  private double rate;
  private double tokens;
  private long last;

  /** At most this many calls a second, as many at once. */
  public Pace(double perSecond, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.highest = perSecond;
    this.rate = perSecond;
    this.tokens = perSecond;
    this.last = nanoTime.getAsLong();
  }

  /** Takes a place in line; the call may be made after this long. */
  public synchronized Duration reserve() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(rate, tokens + (now - last) / NANOS * rate);
    last = now;
    tokens -= 1;
    return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-tokens / rate * NANOS));
  }

  /** Waits for its turn. */
  public void await() throws InterruptedException {
    Duration wait = reserve();
    if (wait.isPositive()) {
      Thread.sleep(wait);
    }
  }

  /** The provider says that calls come too fast. */
  public synchronized void throttled() {
    rate = Math.max(highest / 32, rate / 2);
    tokens = Math.min(tokens, 0);
  }

  /** A call went well. */
  public synchronized void succeeded() {
    rate = Math.min(highest, rate + highest / 100);
  }

  /** Calls a second for now. */
  public synchronized double rate() {
    return rate;
  }
}
