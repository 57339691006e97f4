package dev.hexad.standalone;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Main class of the JVM that carries all services, each in an application context of its own. */
public final class AllInOne {
  /** Set on a run that only teaches the start cache: it ends when everything is up. */
  static final String TRAINING = "hexad.training";

  private static final Logger log = LoggerFactory.getLogger(AllInOne.class);
  // More at once only compete for the processor on a small machine.
  private static final int AT_ONCE = 2;

  private AllInOne() {}

  public static void main(String[] arguments) throws InterruptedException {
    List<Future<?>> starts = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Service service : Service.values()) {
        starts.add(executor.submit(() -> start(service, arguments)));
      }
      for (Future<?> start : starts) {
        start.get();
      }
    } catch (ExecutionException e) {
      log.error("a service did not start, so the process ends", e.getCause());
      System.exit(1);
    }
    log.info("all services are up");
    if (Boolean.getBoolean(TRAINING)) {
      System.exit(0);
    }
  }

  private static void start(Service service, String[] arguments) {
    try {
      Class.forName(service.mainClass())
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
      log.info("{} is up", service.title());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(service.title() + " did not start", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(service.title() + " is not on the class path", e);
    }
  }
}
