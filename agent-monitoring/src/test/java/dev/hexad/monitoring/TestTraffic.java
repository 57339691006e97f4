package dev.hexad.monitoring;

import dev.hexad.testkit.Await;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Traffic that services count, as long as it is open. */
final class TestTraffic implements AutoCloseable {
  private final Thread thread;

  TestTraffic(TestService... services) {
    thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (true) {
                  for (TestService service : services) {
                    service.counting(10, 0);
                  }
                  Thread.sleep(50);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Goes on until something holds. */
  void awaitEnd(BooleanSupplier end) {
    Await.value("the end", Duration.ofSeconds(150), () -> end.getAsBoolean() ? true : null);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
