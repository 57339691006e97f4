package dev.hexad.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One pod on the node, from its creation to its end. */
final class NodePod {
  private static final long LOOK_MILLIS = 60;

  private final ResourceStore store;
  private final ApiPath path;
  private final ObjectNode pod;
  private final Path folder;
  private final PodContainers containers;
  private volatile boolean stopped;
  private volatile @Nullable Failure failure;

  private record Failure(String reason, String message) {}

  NodePod(ResourceStore store, Engine engine, ApiPath path, ObjectNode pod, Path folder) {
    this.store = store;
    this.path = path;
    this.pod = pod;
    this.folder = folder;
    this.containers = new PodContainers(engine, store, path, pod, folder);
  }

  @Nullable String container(String name) {
    return containers.id(name);
  }

  void stop() {
    stopped = true;
  }

  /** Ends the pod for a reason of the node. */
  void fail(String reason, String message) {
    failure = new Failure(reason, message);
  }

  /** Runs until the pod is deleted. */
  void run(Predicate<ObjectNode> fits) {
    try {
      boolean scheduled = fits.test(pod);
      if (scheduled) {
        containers.begin();
      }
      long began = System.nanoTime();
      while (!stopped) {
        Optional<ObjectNode> now = store.find(path).filter(this::same);
        if (now.isEmpty()) {
          return;
        }
        if (now.get().at("/metadata").has("deletionTimestamp")) {
          containers.end(now.get().at("/metadata/deletionGracePeriodSeconds").asInt(0));
          store.delete(path);
          return;
        }
        if (scheduled) {
          look(began);
        } else {
          report(PodStatus.unscheduled());
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      if (!stopped) {
        e.printStackTrace();
      }
    } finally {
      containers.remove();
      delete();
    }
  }

  private boolean same(ObjectNode now) {
    return now.at("/metadata/uid").equals(pod.at("/metadata/uid"));
  }

  private void look(long began) throws IOException {
    JsonNode deadline = pod.at("/spec/activeDeadlineSeconds");
    Duration age = Duration.ofNanos(System.nanoTime() - began);
    if (failure == null && deadline.isNumber() && age.toSeconds() >= deadline.asInt()) {
      fail("DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
    }
    Failure ended = failure;
    if (ended == null) {
      containers.advance();
      report(PodStatus.of(containers.statuses()));
    } else {
      containers.end(0);
      ObjectNode status = PodStatus.of(containers.statuses());
      report(
          status
              .put("phase", "Failed")
              .put("reason", ended.reason())
              .put("message", ended.message()));
    }
  }

  private void report(ObjectNode status) {
    try {
      store.update(
          path,
          null,
          now -> {
            if (same(now)) {
              status.set("startTime", now.at("/metadata/creationTimestamp"));
              now.set("status", status);
            }
            return now;
          });
    } catch (Refusal e) {
      // It was deleted just now, which the next look sees.
    }
  }

  private void delete() {
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      e.printStackTrace();
    }
  }
}
