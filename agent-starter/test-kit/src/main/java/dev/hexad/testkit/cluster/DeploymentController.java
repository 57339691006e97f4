package dev.hexad.testkit.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rolls deployments out: a replica set for each template, its pods, and the old ones gone as soon
 * as the new ones are ready.
 */
final class DeploymentController extends Controller {
  DeploymentController(ResourceStore store, ObjectCalls objects) {
    super(store, objects, new ApiPath("apps", "v1", "", "deployments", "", ""));
  }

  @Override
  void reconcile(ObjectNode deployment) {
    String namespace = text(deployment, "/metadata/namespace");
    JsonNode template = deployment.at("/spec/template");
    String hash = Integer.toString(template.hashCode() & Integer.MAX_VALUE, 36);
    String name = text(deployment, "/metadata/name") + "-" + hash;
    var sets = new ApiPath("apps", "v1", namespace, "replicasets", "", "");
    ObjectNode current =
        store.find(sets.named(name)).orElseGet(() -> replicaSet(deployment, sets, name, hash));
    int wanted = deployment.at("/spec/replicas").asInt(1);
    List<ObjectNode> fresh = pods(namespace, current);
    for (int i = fresh.size(); i < wanted; i++) {
      pod(current, template, "pod-template-hash", hash);
    }
    for (ObjectNode extra : fresh.subList(Math.min(wanted, fresh.size()), fresh.size())) {
      objects.delete(pods(namespace).named(text(extra, "/metadata/name")), immediate());
    }
    int ready = (int) fresh.stream().filter(DeploymentController::ready).count();
    int old = 0;
    for (ObjectNode set : owned(sets, deployment)) {
      if (!text(set, "/metadata/name").equals(name)) {
        for (ObjectNode pod : pods(namespace, set)) {
          if (ready >= wanted) {
            objects.delete(pods(namespace).named(text(pod, "/metadata/name")), immediate());
          } else {
            old++;
          }
        }
      }
    }
    report(deployment, namespace, new Counts(wanted, Math.min(fresh.size(), wanted), ready, old));
  }

  private record Counts(int wanted, int updated, int ready, int old) {}

  private static ObjectNode immediate() {
    return ResourceStore.object().put("gracePeriodSeconds", 0);
  }

  /** Those that have not ended; for the others a replica set makes new ones. */
  private List<ObjectNode> pods(String namespace, ObjectNode set) {
    return owned(pods(namespace), set).stream()
        .filter(pod -> !List.of("Failed", "Succeeded").contains(text(pod, "/status/phase")))
        .toList();
  }

  private static boolean ready(ObjectNode pod) {
    return pod.at("/status/conditions")
        .valueStream()
        .anyMatch(condition ->
            condition.path("type").asString("").equals("Ready")
                && condition.path("status").asString("").equals("True"));
  }

  private ObjectNode replicaSet(ObjectNode deployment, ApiPath sets, String name, String hash) {
    ObjectNode set = ResourceStore.object().put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
    set.putObject("metadata").put("name", name).put("namespace", sets.namespace());
    ObjectNode labels = set.withObject("/metadata/labels");
    deployment
        .at("/spec/template/metadata/labels")
        .forEachEntry((key, value) -> labels.set(key, value));
    labels.put("pod-template-hash", hash);
    own(set, deployment);
    ObjectNode spec = set.putObject("spec");
    spec.set("replicas", deployment.at("/spec/replicas"));
    spec.set("selector", deployment.at("/spec/selector").deepCopy());
    spec.set("template", deployment.at("/spec/template").deepCopy());
    spec.withObject("/template/metadata/labels").put("pod-template-hash", hash);
    return store.create(sets.named(name), set);
  }

  private void report(ObjectNode deployment, String namespace, Counts counts) {
    ApiPath path =
        new ApiPath("apps", "v1", namespace, "deployments", text(deployment, "/metadata/name"), "");
    boolean done = counts.ready() >= counts.wanted() && counts.old() == 0;
    ObjectNode status = ResourceStore.object();
    status.set("observedGeneration", deployment.at("/metadata/generation"));
    status
        .put("replicas", counts.updated() + counts.old())
        .put("updatedReplicas", counts.updated());
    status.put("readyReplicas", counts.ready()).put("availableReplicas", counts.ready());
    status.put("unavailableReplicas", Math.max(0, counts.wanted() - counts.ready()));
    store.update(
        path,
        null,
        now -> {
          if (now.at("/metadata/generation").equals(deployment.at("/metadata/generation"))) {
            conditions(now, status, done);
            now.set("status", status);
          }
          return now;
        });
  }

  private static void conditions(ObjectNode deployment, ObjectNode status, boolean done) {
    String since = progressSince(deployment, status).orElse(ResourceStore.now());
    long deadline = deployment.at("/spec/progressDeadlineSeconds").asLong(600);
    boolean late = !done && Instant.now().isAfter(Instant.parse(since).plusSeconds(deadline));
    status
        .withArray("/conditions")
        .addObject()
        .put("type", "Available")
        .put("status", word(done))
        .put("reason", done ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable");
    ObjectNode progress = status.withArray("/conditions").addObject();
    progress.put("type", "Progressing").put("status", word(!late)).put("lastUpdateTime", since);
    progress.put(
        "reason",
        done ? "NewReplicaSetAvailable" : late ? "ProgressDeadlineExceeded" : "ReplicaSetUpdated");
    if (late) {
      progress.put(
          "message",
          "Deployment \"%s\" exceeded its progress deadline."
              .formatted(text(deployment, "/metadata/name")));
    }
  }

  /** When the counts changed last. */
  private static Optional<String> progressSince(ObjectNode deployment, ObjectNode status) {
    JsonNode before = deployment.path("status");
    boolean same =
        before.path("observedGeneration").equals(status.path("observedGeneration"))
            && before.path("readyReplicas").equals(status.path("readyReplicas"))
            && before.path("updatedReplicas").equals(status.path("updatedReplicas"));
    return same
        ? Optional.of(before.at("/conditions/1/lastUpdateTime").asString(""))
            .filter(time -> !time.isEmpty())
        : Optional.empty();
  }

  private static String word(boolean holds) {
    return holds ? "True" : "False";
  }
}
