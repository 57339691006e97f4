package dev.hexad.ci.runner;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.PrettyLoggable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log of a pod's container. A stream that breaks is taken up again where it broke;
 * after the end what is missing is read, so that nothing is lost.
 */
final class PodLogs implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final int READS = 5;
  private static final long PAUSE_MILLIS = 250;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final PodResource pod;
  private final String container;
  private final LogLines lines;
  private final Thread follower;
  private volatile boolean ended;
  private volatile @Nullable LogWatch open;

  PodLogs(PodResource pod, String container, Consumer<byte[]> out) {
    this.pod = pod;
    this.container = container;
    this.lines = new LogLines(out);
    this.follower = Thread.ofVirtual().name("pod-log").start(this::follow);
  }

  /** The last lines of a container, or why they cannot be had. */
  static String tail(PodResource pod, String container, int lines) {
    try {
      return pod.inContainer(container).withReadyWaitTimeout(0).tailingLines(lines).getLog();
    } catch (KubernetesClientException e) {
      return "(its log cannot be read: " + e.getMessage() + ")";
    }
  }

  private void follow() {
    long pause = PAUSE_MILLIS;
    while (!ended) {
      long began = System.nanoTime();
      try (LogWatch watch = from().watchLog()) {
        open = watch;
        copy(watch.getOutput());
      } catch (KubernetesClientException | IOException e) {
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
      if (System.nanoTime() - began > Duration.ofSeconds(10).toNanos()) {
        pause = PAUSE_MILLIS;
      }
      if (!ended && sleep(pause)) {
        return;
      }
    }
  }

  private static boolean sleep(long millis) {
    try {
      Thread.sleep(millis);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private PrettyLoggable from() {
    lines.resume();
    var log = pod.inContainer(container).withReadyWaitTimeout(0).usingTimestamps();
    return lines.since().<PrettyLoggable>map(log::sinceTime).orElse(log);
  }

  private void copy(@Nullable InputStream log) throws IOException {
    if (log == null) {
      throw new IOException("there is no log");
    }
    byte[] buffer = new byte[8192];
    int n;
    while ((n = log.read(buffer)) >= 0) {
      lines.take(buffer, n);
    }
  }

  /**
   * Reads to the end of a container that has ended.
   *
   * @throws IOException when the rest cannot be read
   */
  void finish() throws InterruptedException, IOException {
    ended = true;
    follower.join(DRAIN);
    close();
    follower.join(DRAIN);
    for (int read = 1; ; read++) {
      try (InputStream rest = from().getLogInputStream()) {
        copy(rest);
        return;
      } catch (KubernetesClientException | IOException e) {
        if (read == READS) {
          throw new IOException("the rest of the log cannot be read: " + e.getMessage(), e);
        }
        Thread.sleep(PAUSE_MILLIS << read);
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    LogWatch watch = open;
    if (watch != null) {
      watch.close();
    }
    follower.interrupt();
  }
}
