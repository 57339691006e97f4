package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.DeployTarget.Progress;
import dev.hexad.cd.target.Health;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies a set of objects: first all of them dry, so that nothing is touched when one is refused;
 * then phase by phase; then what is no longer among them goes.
 */
final class Applier {
  private static final Duration PHASE_TIMEOUT = Duration.ofMinutes(5);
  private static final long LOOK_MILLIS = 500;

  /** What takes data or other objects with it when it goes. */
  private static final Set<String> PRECIOUS =
      Set.of("Namespace", "CustomResourceDefinition", "PersistentVolumeClaim", "PersistentVolume");

  private final KubeApi api;
  private final Scope scope;
  private final Progress progress;

  Applier(KubeApi api, Scope scope, Progress progress) {
    this.api = api;
    this.scope = scope;
    this.progress = progress;
  }

  /** Gives where all objects are now. */
  Placement apply(List<Manifest> manifests) throws InterruptedException {
    Map<Manifest, ObjectRef> places = locate(api, scope.namespace(), manifests);
    Placement before =
        Optional.ofNullable(progress.before())
            .map(handle -> Json.convert(handle, Placement.class))
            .filter(known -> known.cluster().equals(scope.cluster()))
            .orElseGet(() -> scope.placement(List.of()));
    rehearse(places);
    List<List<Manifest>> phases = ApplyOrder.phases(manifests);
    List<ObjectRef> inventory =
        phases.stream().flatMap(List::stream).map(manifest -> place(places, manifest)).toList();
    Placement wanted = scope.placement(inventory);
    progress.keep(Json.tree(wanted.and(before.inventory())));
    for (int i = 0; i < phases.size(); i++) {
      phase(phases.get(i), places, i < phases.size() - 1);
    }
    return wanted.and(prune(before.inventory(), inventory));
  }

  static Map<Manifest, ObjectRef> locate(KubeApi api, String namespace, List<Manifest> manifests) {
    var kinds = new Kinds(api, namespace, manifests);
    Map<Manifest, ObjectRef> places = new LinkedHashMap<>();
    manifests.forEach(manifest -> places.put(manifest, kinds.locate(manifest)));
    return places;
  }

  private static ObjectRef place(Map<Manifest, ObjectRef> places, Manifest manifest) {
    ObjectRef place = places.get(manifest);
    if (place == null) {
      throw new IllegalStateException("no place for " + manifest.id());
    }
    return place;
  }

  /** What needs a namespace or kind that comes with the same set cannot be tried before. */
  private void rehearse(Map<Manifest, ObjectRef> places) {
    var kinds = new Kinds(api, scope.namespace(), List.copyOf(places.keySet()));
    Set<String> made = new HashSet<>();
    places.forEach((manifest, place) -> {
      if (place.kind().equals("Namespace") && api.get(place).isEmpty()) {
        made.add(place.name());
      }
    });
    places.forEach((manifest, place) -> {
      if (!kinds.isDefined(manifest) && !made.contains(place.namespace())) {
        api.apply(place, tree(manifest, place), scope.force(), true);
      }
    });
    progress.accept("the cluster takes all %d objects".formatted(places.size()));
  }

  static ObjectNode tree(Manifest manifest, ObjectRef place) {
    ObjectNode tree = manifest.tree().deepCopy();
    if (!place.namespace().isEmpty()) {
      tree.withObject("/metadata").put("namespace", place.namespace());
    }
    return tree;
  }

  private void phase(List<Manifest> manifests, Map<Manifest, ObjectRef> places, boolean waits)
      throws InterruptedException {
    List<ObjectRef> applied = new ArrayList<>();
    for (Manifest manifest : manifests) {
      ObjectRef place = place(places, manifest);
      ObjectNode now = api.apply(place, tree(manifest, place), scope.force(), false);
      long generation = now.at("/metadata/generation").asLong(0);
      progress.accept(
          "applied " + place.id() + (generation > 1 ? ", generation " + generation : ""));
      applied.add(place);
      if (place.kind().equals("CustomResourceDefinition")) {
        awaitHealth(List.of(place));
      }
    }
    if (waits) {
      progress.accept("waiting until this phase is healthy");
      awaitHealth(applied);
    }
  }

  private void awaitHealth(List<ObjectRef> places) throws InterruptedException {
    long end = System.nanoTime() + PHASE_TIMEOUT.toNanos();
    for (ObjectRef place : places) {
      while (true) {
        HealthRules.Verdict verdict =
            api.get(place)
                .map(HealthRules::of)
                .orElse(new HealthRules.Verdict(Health.MISSING, "is gone"));
        if (verdict.health() == Health.HEALTHY || verdict.health() == Health.SUSPENDED) {
          break;
        }
        if (verdict.health() == Health.DEGRADED || System.nanoTime() > end) {
          throw new HexadException(
              ProblemType.UNHEALTHY, place.id() + " " + verdict.message() + ".");
        }
        Thread.sleep(LOOK_MILLIS);
      }
    }
  }

  /** Gives what had to go but was kept. */
  private List<ObjectRef> prune(List<ObjectRef> before, List<ObjectRef> now) {
    Set<String> wanted = new HashSet<>(now.stream().map(ObjectRef::id).toList());
    List<ObjectRef> kept = new ArrayList<>();
    for (ObjectRef old : before.reversed()) {
      if (wanted.contains(old.id())) {
        continue;
      }
      if (PRECIOUS.contains(old.kind()) && !scope.pruneAll()) {
        progress.accept("kept " + old.id() + "; with pruneAll: true it would go");
        kept.add(old);
      } else if (api.get(old).filter(this::ours).isPresent()) {
        api.delete(old);
        progress.accept("removed " + old.id());
      }
    }
    return kept.reversed();
  }

  private boolean ours(ObjectNode live) {
    return Ownership.ours(live, scope.application(), scope.environment());
  }
}
