package dev.hexad.ci.runner;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What becomes of one pod. A watch that breaks begins again by itself. */
final class PodWatch implements AutoCloseable, ResourceEventHandler<Pod> {
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);
  private static final long LOOK_MILLIS = 500;

  private final String name;
  private final SharedIndexInformer<Pod> informer;
  private final Object lock = new Object();
  private @Nullable Pod last;
  private boolean deleted;

  PodWatch(PodResource pod, String name) {
    this.name = name;
    this.informer = pod.inform(this);
  }

  /**
   * Waits for a state of the pod.
   *
   * @return the pod in this state, or empty when the time is over
   * @throws HexadException when the pod is deleted, or the API server is away for minutes
   */
  Optional<Pod> await(Predicate<Pod> wanted, Duration limit, CommandContext context)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    long heard = System.nanoTime();
    while (true) {
      context.checkInterrupted();
      synchronized (lock) {
        Pod pod = last;
        if (pod != null && wanted.test(pod)) {
          return Optional.of(pod);
        }
        if (deleted) {
          throw new HexadException(
              ProblemType.UPSTREAM_FAILED,
              "The pod " + name + " was deleted while its step ran; see who or what did it.");
        }
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return Optional.empty();
        }
        lock.wait(Math.min(left, LOOK_MILLIS));
      }
      heard = informer.isWatching() ? System.nanoTime() : heard;
      if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
        throw new HexadException(
            ProblemType.UPSTREAM_FAILED,
            "The Kubernetes API has not answered for "
                + LONGEST_SILENCE.toMinutes()
                + " minutes; the pod "
                + name
                + " is given up.");
      }
    }
  }

  /** The pod as it was seen last. */
  Optional<Pod> last() {
    synchronized (lock) {
      return Optional.ofNullable(last);
    }
  }

  @Override
  public void onAdd(Pod pod) {
    onUpdate(pod, pod);
  }

  @Override
  public void onUpdate(Pod before, Pod now) {
    synchronized (lock) {
      last = now;
      lock.notifyAll();
    }
  }

  @Override
  public void onDelete(Pod pod, boolean stateUnknown) {
    synchronized (lock) {
      deleted = true;
      lock.notifyAll();
    }
  }

  @Override
  public void close() {
    informer.close();
  }
}
