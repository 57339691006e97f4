package dev.hexad.testkit.cluster;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks again and again at all objects of a kind and brings about what they ask for. */
abstract class Controller implements AutoCloseable {
  private static final long LOOK_MILLIS = 60;

  final ResourceStore store;
  final ObjectCalls objects;
  private final ApiPath kind;
  private final Thread loop;
  private volatile boolean closed;

  Controller(ResourceStore store, ObjectCalls objects, ApiPath kind) {
    this.store = store;
    this.objects = objects;
    this.kind = kind;
    this.loop = Thread.ofVirtual().name(kind.resource()).unstarted(this::run);
  }

  /** Begins to look; not before the subclass is whole. */
  final void start() {
    loop.start();
  }

  abstract void reconcile(ObjectNode object);

  private void run() {
    while (!closed) {
      for (ObjectNode object : store.list(kind).objects()) {
        try {
          reconcile(object);
        } catch (Refusal e) {
          // It changed in the meantime, which the next look sees.
        }
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  static String text(JsonNode object, String pointer) {
    return object.at(pointer).asString("");
  }

  static ApiPath pods(String namespace) {
    return new ApiPath("", "v1", namespace, "pods", "", "");
  }

  final List<ObjectNode> owned(ApiPath of, ObjectNode owner) {
    String uid = text(owner, "/metadata/uid");
    return store.list(of).objects().stream()
        .filter(one -> one.at("/metadata/ownerReferences/0/uid").asString("").equals(uid))
        .toList();
  }

  static void own(ObjectNode object, ObjectNode owner) {
    ObjectNode reference = object.withObject("/metadata").putArray("ownerReferences").addObject();
    reference.set("apiVersion", owner.path("apiVersion"));
    reference.set("kind", owner.path("kind"));
    reference.set("name", owner.at("/metadata/name"));
    reference.set("uid", owner.at("/metadata/uid"));
    reference.put("controller", true).put("blockOwnerDeletion", true);
  }

  /** Makes a pod of a template, with one label more. */
  final void pod(ObjectNode owner, JsonNode template, String label, String value) {
    String namespace = text(owner, "/metadata/namespace");
    ObjectNode pod = ResourceStore.object().put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode meta = pod.putObject("metadata");
    meta.put("generateName", text(owner, "/metadata/name") + "-").put("namespace", namespace);
    JsonNode labels = template.at("/metadata/labels");
    meta.set("labels", labels.isObject() ? labels.deepCopy() : ResourceStore.object());
    meta.withObject("labels").put(label, value);
    own(pod, owner);
    pod.set("spec", template.path("spec").deepCopy());
    objects.create(pods(namespace), pod);
  }

  @Override
  public final void close() {
    closed = true;
    loop.interrupt();
  }
}
