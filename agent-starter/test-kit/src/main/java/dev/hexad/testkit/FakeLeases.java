package dev.hexad.testkit;

import com.sun.net.httpserver.HttpExchange;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Leases in memory, first come, first served; they do not run out. */
public final class FakeLeases {
  private final Map<UUID, Entry> entries = new LinkedHashMap<>();

  /** Grows from one instance to the next, as agents remember the last token that they saw. */
  private final AtomicLong tokens = new AtomicLong(System.currentTimeMillis() * 1_000);

  /** A lease or a place in line. */
  private record Entry(UUID id, List<String> resources, @Nullable Long token) {
    boolean meets(Entry other) {
      return !Collections.disjoint(resources, other.resources);
    }
  }

  private record View(
      UUID id,
      List<String> resources,
      boolean granted,
      @Nullable Long token,
      int position,
      List<String> waitsFor) {}

  /** Somebody else takes these. */
  public synchronized UUID occupy(String... resources) {
    UUID id = Ids.next();
    entries.put(id, new Entry(id, List.of(resources), null));
    grant();
    return id;
  }

  /** Ends a lease as if it had run out or was given back. */
  public synchronized void end(UUID id) {
    entries.remove(id);
    grant();
  }

  /** What is held or waited for now, in the order of its coming. */
  public synchronized List<List<String>> open() {
    return entries.values().stream().map(Entry::resources).toList();
  }

  /** How many hold this or wait for it. */
  public synchronized long of(String resource) {
    return entries.values().stream().filter(e -> e.resources().contains(resource)).count();
  }

  void handle(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    JsonNode body = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
    if (path.length == 4) {
      String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      UUID id = key == null ? Ids.next() : Ids.derived("lease", key);
      FakeOrchestrator.answer(exchange, 201, Json.write(request(id, body)));
      return;
    }
    UUID id = UUID.fromString(path[4]);
    if (exchange.getRequestMethod().equals("DELETE")) {
      end(id);
      FakeOrchestrator.answer(exchange, 204, "");
      return;
    }
    View view = view(id);
    FakeOrchestrator.answer(
        exchange, view == null ? 404 : 200, view == null ? "{}" : Json.write(view));
  }

  private synchronized View request(UUID id, JsonNode wish) {
    List<String> resources =
        wish.get("resources").valueStream().map(JsonNode::stringValue).toList();
    entries.putIfAbsent(id, new Entry(id, resources, null));
    grant();
    return Objects.requireNonNull(view(id));
  }

  private void grant() {
    for (Entry entry : List.copyOf(entries.values())) {
      if (entry.token() == null && before(entry).isEmpty()) {
        entries.put(entry.id(), new Entry(entry.id(), entry.resources(), tokens.incrementAndGet()));
      }
    }
  }

  private List<Entry> before(Entry entry) {
    return entries.values().stream()
        .takeWhile(other -> !other.id().equals(entry.id()))
        .filter(entry::meets)
        .toList();
  }

  private synchronized @Nullable View view(UUID id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      return null;
    }
    List<Entry> before = entry.token() == null ? before(entry) : List.of();
    return new View(
        id,
        entry.resources(),
        entry.token() != null,
        entry.token(),
        before.size(),
        before.stream().map(other -> "somebody else").toList());
  }
}
