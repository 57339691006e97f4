package dev.hexad.ci.image;

import dev.hexad.contracts.problem.HexadException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Tries again what a registry or the network failed at for a moment. */
final class Pushes {
  private static final int ATTEMPTS = 4;

  private Pushes() {}

  static <T> T retry(Callable<T> push, Consumer<String> log) throws Exception {
    Duration pause = Duration.ofSeconds(1);
    for (int attempt = 1; ; attempt++) {
      try {
        return push.call();
      } catch (HexadException e) {
        throw e;
      } catch (Exception e) {
        if (attempt == ATTEMPTS || !passing(e)) {
          throw e;
        }
        log.accept(
            "push failed (" + e.getMessage() + "), tried again in " + pause.toSeconds() + " s");
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
  }

  private static boolean passing(Throwable e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    return cause instanceof IOException && !String.valueOf(cause.getMessage()).contains("401");
  }
}
