package dev.hexad.testkit.cluster;

import dev.hexad.contracts.message.Json;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Create, read, change, delete and watch objects of any kind. */
final class ObjectCalls {
  private final ResourceStore store;
  private final ApiKinds kinds;
  private final Optional<KubernetesSchema> schema;

  ObjectCalls(ResourceStore store, Optional<KubernetesSchema> schema) {
    this.store = store;
    this.kinds = new ApiKinds(store);
    this.schema = schema;
  }

  void answer(Call call) {
    ApiPath path = call.path();
    if (path.resource().isEmpty()) {
      call.answer(200, kinds.resources(path.group(), path.version()));
      return;
    }
    kinds.require(path);
    switch (call.verb()) {
      case "get" -> call.answer(200, store.get(path));
      case "list" -> list(call);
      case "watch" -> watch(call);
      case "create" -> call.answer(201, create(path, object(call.body())));
      case "update" -> call.answer(200, update(path, object(call.body())));
      case "patch" -> call.answer(200, patch(call));
      case "delete" -> call.answer(200, delete(path, call.body()));
      case "deletecollection" -> {
        for (ObjectNode one : selected(call)) {
          delete(path.named(one.at("/metadata/name").asString()), call.body());
        }
        call.answer(200, list(List.of(), call, store.version()));
      }
      default -> throw Refusal.badRequest("the method is not offered");
    }
  }

  private static ObjectNode object(JsonNode body) {
    if (body instanceof ObjectNode object) {
      return object;
    }
    throw Refusal.badRequest("the body is not an object");
  }

  private List<ObjectNode> selected(Call call) {
    return store.list(call.path()).objects().stream().filter(call.selector()).toList();
  }

  private void list(Call call) {
    ResourceStore.Snapshot all = store.list(call.path());
    List<ObjectNode> found = all.objects().stream().filter(call.selector()).toList();
    String from = call.query("continue");
    int start = from == null || from.isEmpty() ? 0 : Integer.parseInt(from);
    String limit = call.query("limit");
    int end =
        limit == null ? found.size() : Math.min(found.size(), start + Integer.parseInt(limit));
    ObjectNode page = list(found.subList(Math.min(start, end), end), call, all.version());
    if (end < found.size()) {
      page.withObject("/metadata").put("continue", Integer.toString(end));
    }
    call.answer(200, page);
  }

  private static ObjectNode list(List<ObjectNode> items, Call call, long version) {
    ObjectNode list = ResourceStore.object();
    list.put("kind", items.isEmpty() ? "List" : items.getFirst().path("kind").asString() + "List");
    list.put("apiVersion", call.path().apiVersion());
    list.putObject("metadata").put("resourceVersion", Long.toString(version));
    ArrayNode array = list.putArray("items");
    items.forEach(array::add);
    return list;
  }

  ObjectNode create(ApiPath path, ObjectNode object) {
    ObjectNode meta = object.withObject("/metadata");
    String prefix = meta.path("generateName").asString("");
    String name = meta.path("name").asString("");
    if (name.isEmpty() && !prefix.isEmpty()) {
      name = prefix + Integer.toString(ThreadLocalRandom.current().nextInt(60_466_176), 36);
    }
    if (name.isEmpty()) {
      throw Refusal.invalid(object.path("kind").asString(""), "", "metadata.name: Required value");
    }
    requireNamespace(path, meta);
    meta.put("name", name);
    admit(path, name, object);
    return store.create(path.named(name), object);
  }

  private void admit(ApiPath path, String name, ObjectNode object) {
    if (!kinds.custom(path)) {
      valid(object);
    }
    new PodRules(object.path("kind").asString(""), name).admit(object);
    Defaults.set(object);
  }

  private void requireNamespace(ApiPath path, ObjectNode meta) {
    if (kinds.ofCluster(path)) {
      return;
    }
    String given = meta.path("namespace").asString(path.namespace());
    if (!given.equals(path.namespace())) {
      throw Refusal.badRequest("the namespace of the object does not match that of the request");
    }
    store.get(new ApiPath("", "v1", "", "namespaces", path.namespace(), ""));
  }

  private void valid(ObjectNode object) {
    List<String> problems = schema.map(s -> s.problems(object)).orElse(List.of());
    if (!problems.isEmpty()) {
      throw Refusal.badRequest("strict decoding error: " + String.join(", ", problems));
    }
  }

  private ObjectNode update(ApiPath path, ObjectNode object) {
    valid(object);
    String expected = object.at("/metadata/resourceVersion").asString("");
    return store.update(
        path,
        expected.isEmpty() ? null : expected,
        before -> path.resource().equals("pods") ? sameSpec(before, object) : object);
  }

  private ObjectNode patch(Call call) {
    if (call.contentType().startsWith("application/apply-patch")) {
      return apply(call);
    }
    String manager = String.valueOf(call.query("fieldManager"));
    return store.update(
        call.path(),
        null,
        before -> {
          ObjectNode after = before.deepCopy();
          Patch.apply(after, call.body(), call.contentType());
          if (!kinds.custom(call.path())) {
            valid(after);
          }
          return call.path().resource().equals("pods")
              ? sameSpec(before, after)
              : ServerSideApply.owned(before, after, manager);
        });
  }

  private ObjectNode apply(Call call) {
    String manager = call.query("fieldManager");
    if (manager == null || manager.isEmpty()) {
      throw Refusal.badRequest("fieldManager is required for apply patch");
    }
    ApiPath path = call.path();
    ObjectNode wanted = object(call.yaml());
    requireNamespace(path, wanted.withObject("/metadata"));
    if (!kinds.custom(path)) {
      valid(wanted);
    }
    boolean force = call.flag("force");
    boolean dry = "All".equals(call.query("dryRun"));
    Optional<ObjectNode> live = store.find(path);
    if (dry || live.isEmpty()) {
      ObjectNode made = ServerSideApply.apply(live.orElse(null), wanted, manager, force);
      admit(path, path.name(), made);
      live.ifPresent(before -> sameTemplate(path, before, made));
      return dry ? made : store.create(path, made);
    }
    return store.update(
        path,
        null,
        before -> {
          ObjectNode after = ServerSideApply.apply(before, wanted, manager, force);
          admit(path, path.name(), after);
          return sameTemplate(path, before, after);
        });
  }

  /** The template of a job cannot be changed. */
  private static ObjectNode sameTemplate(ApiPath path, ObjectNode before, ObjectNode after) {
    boolean same = before.at("/spec/template").equals(after.at("/spec/template"));
    if (path.resource().equals("jobs") && !same) {
      throw Refusal.invalid("Job", path.name(), "spec.template: Invalid value: field is immutable");
    }
    return after;
  }

  private static ObjectNode sameSpec(ObjectNode before, ObjectNode after) {
    if (!before.path("spec").equals(after.path("spec"))) {
      throw Refusal.invalid(
          "Pod", before.at("/metadata/name").asString(), "spec: Forbidden: pod updates may not");
    }
    return after;
  }

  /** A pod with time to end is marked only; the kubelet ends it and deletes it then. */
  ObjectNode delete(ApiPath path, JsonNode options) {
    ObjectNode object = store.get(path);
    String wanted = options.at("/preconditions/uid").asString("");
    if (!wanted.isEmpty() && !wanted.equals(object.at("/metadata/uid").asString())) {
      throw Refusal.conflict(path.resource(), path.name());
    }
    int own = object.at("/spec/terminationGracePeriodSeconds").asInt(0);
    int grace = options.path("gracePeriodSeconds").asInt(own);
    if (!path.resource().equals("pods") || grace == 0) {
      return store.delete(path);
    }
    return store.update(
        path,
        null,
        pod -> {
          pod.withObject("/metadata")
              .put("deletionTimestamp", ResourceStore.now())
              .put("deletionGracePeriodSeconds", grace);
          return pod;
        });
  }

  private void watch(Call call) {
    String from = call.query("resourceVersion");
    long after = from == null || from.isEmpty() ? store.version() : Long.parseLong(from);
    Predicate<ObjectNode> wanted = call.selector();
    if (call.upgrade()) {
      call.open(socket -> send(call, after, wanted, socket));
      return;
    }
    HttpServerResponse response = call.request().response();
    response.setChunked(true).putHeader("Content-Type", "application/json");
    response.writeHead();
    Runnable end =
        store.watch(after, event -> tell(call, event, wanted, text -> response.write(text + "\n")));
    response.closeHandler(v -> end.run());
  }

  private void send(Call call, long after, Predicate<ObjectNode> wanted, ServerWebSocket socket) {
    Runnable end = store.watch(after, event -> tell(call, event, wanted, socket::writeTextMessage));
    socket.closeHandler(v -> end.run());
  }

  private static void tell(
      Call call, ResourceStore.Event event, Predicate<ObjectNode> wanted, Consumer<String> to) {
    ApiPath of = call.path();
    boolean same =
        event.path().resource().equals(of.resource())
            && event.path().group().equals(of.group())
            && (of.namespace().isEmpty() || of.namespace().equals(event.path().namespace()));
    if (same && wanted.test(event.object())) {
      ObjectNode line = ResourceStore.object().put("type", event.type());
      line.set("object", event.object());
      to.accept(Json.write(line));
    }
  }
}
