package dev.hexad.testkit.cluster;

import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The node: runs each pod as soon as it is there, and ends it when it is gone. */
final class Kubelet implements AutoCloseable {
  private static final int END_SECONDS = 20;

  private final ResourceStore store;
  private final Engine engine;
  private final Path folder;
  private final JsonNode labels;
  private final Map<String, NodePod> pods = new ConcurrentHashMap<>();
  private final Map<String, Thread> threads = new ConcurrentHashMap<>();
  private final Runnable end;

  Kubelet(ResourceStore store, Engine engine, Map<String, String> labels) throws IOException {
    this.store = store;
    this.engine = engine;
    this.labels = Json.tree(labels);
    this.folder = Files.createTempDirectory("hxpods");
    this.end = store.watch(store.version(), this::see);
  }

  private void see(ResourceStore.Event event) {
    if (!event.path().resource().equals("pods")) {
      return;
    }
    String uid = event.object().at("/metadata/uid").asString();
    if (event.type().equals("ADDED")) {
      var pod = new NodePod(store, engine, event.path(), event.object(), folder.resolve(uid));
      pods.put(uid, pod);
      threads.put(uid, Thread.ofVirtual().name("pod-" + uid).start(() -> run(pod, uid)));
    }
  }

  private void run(NodePod pod, String uid) {
    try {
      pod.run(fits());
    } finally {
      pods.remove(uid);
      threads.remove(uid);
    }
  }

  /** Whether the only node has the labels that a pod selects. */
  private Predicate<ObjectNode> fits() {
    return pod ->
        pod.at("/spec/nodeSelector").properties().stream()
            .allMatch(wanted -> wanted.getValue().equals(labels.path(wanted.getKey())));
  }

  /**
   * The engine's id of a container.
   *
   * @throws Refusal when it does not run yet
   */
  String container(ObjectNode pod, String name) {
    String wanted = name.isEmpty() ? pod.at("/spec/containers/0/name").asString("") : name;
    NodePod running = pods.get(pod.at("/metadata/uid").asString());
    String id = running == null ? null : running.container(wanted);
    if (id == null) {
      throw Refusal.badRequest(
          "container \""
              + wanted
              + "\" in pod \""
              + pod.at("/metadata/name").asString()
              + "\" is waiting to start: ContainerCreating");
    }
    return id;
  }

  void evict(ObjectNode pod, String message) {
    NodePod running = pods.get(pod.at("/metadata/uid").asString());
    if (running == null) {
      throw new IllegalStateException("the pod does not run");
    }
    running.fail("Evicted", message);
  }

  @Override
  public void close() throws IOException {
    end.run();
    pods.values().forEach(NodePod::stop);
    try {
      for (Thread thread : threads.values()) {
        thread.join(END_SECONDS * 1_000L);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    FileSystemUtils.deleteRecursively(folder);
  }
}
