package dev.hexad.standalone;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a thread clean up when the process is told to end, as by Ctrl-C: it is interrupted, and the
 * end of the process waits until this is closed.
 */
final class OrderlyEnd implements AutoCloseable {
  private static final long LIMIT_SECONDS = 120;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private OrderlyEnd(Thread thread) {
    this.hook =
        new Thread(
            () -> {
              thread.interrupt();
              try {
                done.await(LIMIT_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "orderly-end");
  }

  static OrderlyEnd ofThisThread() {
    var end = new OrderlyEnd(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(end.hook);
    return end;
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook runs already, and waits no longer.
    }
  }
}
