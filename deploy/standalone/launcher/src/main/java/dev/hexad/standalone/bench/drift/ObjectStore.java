package dev.hexad.standalone.bench.drift;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of the cluster. Their trees are never changed once they are here, so that reading
 * needs no copy. Thread-safe.
 */
final class ObjectStore {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private final ConcurrentMap<Place, ConcurrentSkipListMap<String, Stored>> collections =
      new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong(1);

  private record Stored(ObjectNode tree, byte[] json) {
    static Stored of(ObjectNode tree) {
      return new Stored(tree, JSON.writeValueAsBytes(tree));
    }
  }

  Optional<byte[]> get(Place place) {
    return Optional.ofNullable(in(place).get(place.name())).map(Stored::json);
  }

  /**
   * Server-side apply, always as if forced.
   *
   * @param dry says what would be, and changes nothing
   */
  byte[] apply(Place place, ObjectNode wanted, String manager, boolean dry) {
    if (dry) {
      return applied(in(place).get(place.name()), wanted, manager).json();
    }
    Stored now = in(place).compute(place.name(), (name, live) -> applied(live, wanted, manager));
    return now.json();
  }

  private Stored applied(@Nullable Stored live, ObjectNode wanted, String manager) {
    ObjectNode next =
        Merge.object(live == null ? JsonNodeFactory.instance.objectNode() : live.tree(), wanted);
    if (live != null && next.equals(live.tree())) {
      return live;
    }
    if (live == null) {
      ServerFields.created(next, version.incrementAndGet());
    } else {
      ServerFields.written(next, live.tree(), version.incrementAndGet());
    }
    ServerFields.manager(next, manager, "Apply", wanted);
    return Stored.of(next);
  }

  /** A merge patch; empty when the object is not there. */
  Optional<byte[]> patch(Place place, JsonNode patch, String manager) {
    return Optional.ofNullable(
            in(place)
                .computeIfPresent(
                    place.name(),
                    (name, live) -> {
                      var next = (ObjectNode) Merge.patch(live.tree(), patch);
                      ServerFields.written(next, live.tree(), version.incrementAndGet());
                      ServerFields.manager(next, manager, "Update", patch);
                      return Stored.of(next);
                    }))
        .map(Stored::json);
  }

  /** Whether it was there. */
  boolean delete(Place place) {
    return in(place).remove(place.name()) != null;
  }

  /**
   * All of a kind in a namespace.
   *
   * @param selector labels that they have, {@code a=b,c=d}
   */
  ObjectNode list(Place place, String selector) {
    ObjectNode list = JSON.createObjectNode();
    list.put("kind", "List").put("apiVersion", place.apiVersion());
    list.putObject("metadata").put("resourceVersion", Long.toString(version.get()));
    ArrayNode items = list.putArray("items");
    in(place).values().stream()
        .map(Stored::tree)
        .filter(tree -> selected(tree.at("/metadata/labels"), selector))
        .forEach(items::add);
    return list;
  }

  private static boolean selected(JsonNode labels, String selector) {
    for (String term : selector.isEmpty() ? new String[0] : selector.split(",")) {
      String[] parts = term.split("=", 2);
      if (parts.length < 2 || !labels.path(parts[0]).asString("").equals(parts[1])) {
        return false;
      }
    }
    return true;
  }

  private ConcurrentSkipListMap<String, Stored> in(Place place) {
    return collections.computeIfAbsent(place.collection(), key -> new ConcurrentSkipListMap<>());
  }
}
