package dev.hexad.testkit.cluster;

import dev.hexad.contracts.message.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Objects of any kind with their versions, and everybody who watches. Thread-safe. */
final class ResourceStore {
  private final Map<String, ObjectNode> objects = new TreeMap<>();
  private final List<Event> history = new ArrayList<>();
  private final List<Consumer<Event>> watchers = new CopyOnWriteArrayList<>();
  private long version = 1;

  /** A change; the object is as it was right after it. */
  record Event(long version, String type, ApiPath path, ObjectNode object) {}

  /** Objects and the version at which they were so. */
  record Snapshot(long version, List<ObjectNode> objects) {}

  private static String key(ApiPath path) {
    return String.join(
        "\n", path.group(), path.version(), path.resource(), path.namespace(), path.name());
  }

  synchronized Optional<ObjectNode> find(ApiPath path) {
    return Optional.ofNullable(objects.get(key(path))).map(ObjectNode::deepCopy);
  }

  ObjectNode get(ApiPath path) {
    return find(path).orElseThrow(() -> Refusal.notFound(path.resource(), path.name()));
  }

  /** All of a kind, in one namespace or, without one, in all. */
  synchronized Snapshot list(ApiPath path) {
    List<ObjectNode> found =
        objects.entrySet().stream()
            .filter(e -> isOf(e.getKey(), path))
            .map(e -> e.getValue().deepCopy())
            .toList();
    return new Snapshot(version, found);
  }

  private static boolean isOf(String key, ApiPath path) {
    String kind = String.join("\n", path.group(), path.version(), path.resource()) + "\n";
    return key.startsWith(path.namespace().isEmpty() ? kind : kind + path.namespace() + "\n");
  }

  synchronized ObjectNode create(ApiPath path, ObjectNode object) {
    if (objects.containsKey(key(path))) {
      throw Refusal.exists(path.resource(), path.name());
    }
    ObjectNode meta = object.withObject("/metadata");
    meta.put("name", path.name()).put("uid", UUID.randomUUID().toString());
    if (!path.namespace().isEmpty()) {
      meta.put("namespace", path.namespace());
    }
    meta.put("creationTimestamp", now()).put("generation", 1);
    return changed("ADDED", path, object);
  }

  /**
   * Changes an object.
   *
   * @param expected version that it must have, or null for any
   */
  synchronized ObjectNode update(
      ApiPath path, @Nullable String expected, UnaryOperator<ObjectNode> change) {
    ObjectNode before = get(path);
    String current = before.at("/metadata/resourceVersion").asString("");
    if (expected != null && !expected.equals(current)) {
      throw Refusal.conflict(path.resource(), path.name());
    }
    ObjectNode after = change.apply(before.deepCopy());
    ObjectNode meta = after.withObject("/metadata");
    for (String fixed : List.of("uid", "creationTimestamp", "name", "namespace")) {
      JsonNode value = before.path("metadata").path(fixed);
      if (!value.isMissingNode()) {
        meta.set(fixed, value);
      }
    }
    meta.put("resourceVersion", current);
    long generation = before.at("/metadata/generation").asLong(1);
    boolean other = !before.path("spec").equals(after.path("spec"));
    meta.put("generation", other ? generation + 1 : generation);
    return same(before, after) ? before : changed("MODIFIED", path, after);
  }

  /** Applying the same again changes nothing, not even the times of its managers. */
  private static boolean same(ObjectNode before, ObjectNode after) {
    ObjectNode one = before.deepCopy();
    ObjectNode other = after.deepCopy();
    for (ObjectNode each : List.of(one, other)) {
      each.at("/metadata/managedFields").forEach(entry -> ((ObjectNode) entry).remove("time"));
    }
    return one.equals(other);
  }

  /** Removes an object and everything that it owns; gives what it was. */
  synchronized ObjectNode delete(ApiPath path) {
    ObjectNode gone = get(path);
    objects.remove(key(path));
    gone.withObject("/metadata").put("resourceVersion", Long.toString(++version));
    tell(new Event(version, "DELETED", path, gone));
    String uid = gone.at("/metadata/uid").asString();
    for (Map.Entry<String, ObjectNode> entry : List.copyOf(objects.entrySet())) {
      for (JsonNode owner : entry.getValue().at("/metadata/ownerReferences")) {
        String[] parts = entry.getKey().split("\n", -1);
        var owned = new ApiPath(parts[0], parts[1], parts[3], parts[2], parts[4], "");
        if (owner.path("uid").asString("").equals(uid) && find(owned).isPresent()) {
          delete(owned);
        }
      }
    }
    return gone;
  }

  private ObjectNode changed(String type, ApiPath path, ObjectNode object) {
    object.withObject("/metadata").put("resourceVersion", Long.toString(++version));
    objects.put(key(path), object.deepCopy());
    tell(new Event(version, type, path, object.deepCopy()));
    return object;
  }

  private void tell(Event event) {
    history.add(event);
    watchers.forEach(watcher -> watcher.accept(event));
  }

  /**
   * Tells of all changes after a version; the watcher must not block.
   *
   * @return ends the watch
   */
  synchronized Runnable watch(long after, Consumer<Event> watcher) {
    if (after > version) {
      throw Refusal.gone("too large resource version: " + after + ", current: " + version);
    }
    history.stream().filter(event -> event.version() > after).forEach(watcher);
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  synchronized long version() {
    return version;
  }

  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }
}
