package dev.hexad.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for something that other threads or processes bring about. */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Await() {}

  /** Waits until the supplier gives a value; an AssertionError after 60 seconds. */
  public static <T> T value(String what, Supplier<@Nullable T> supplier) {
    return value(what, LIMIT, supplier);
  }

  public static <T> T value(String what, Duration limit, Supplier<@Nullable T> supplier) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      T value = supplier.get();
      if (value != null) {
        return value;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + limit.toSeconds() + " s for " + what);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + what, e);
      }
    }
  }

  public static void until(String what, BooleanSupplier condition) {
    value(what, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
  }
}
