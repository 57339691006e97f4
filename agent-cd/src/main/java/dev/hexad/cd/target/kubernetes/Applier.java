package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.DeployTarget.Progress;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
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

  /** A part that is ill for so long does not recover by itself. */
  private static final Duration PART_PATIENCE = Duration.ofSeconds(10);

  private static final long LOOK_MILLIS = 500;

  /** What takes data or other objects with it when it goes. */
  private static final Set<String> PRECIOUS =
      Set.of("Namespace", "CustomResourceDefinition", "PersistentVolumeClaim", "PersistentVolume");

  private final KubeApi api;
  private final HealthRules health;
  private final Scope scope;
  private final Progress progress;

  Applier(Clusters.Access access, Scope scope, Progress progress) {
    this.api = access.api();
    this.health = access.health();
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
            .orElseGet(() -> scope.placement(List.of(), List.of()));
    Set<ObjectRef> fixed = rehearse(places);
    List<ApplyOrder.Step> steps = ApplyOrder.steps(manifests);
    Placement wanted = scope.placement(at(steps, places, false), at(steps, places, true));
    progress.keep(Json.tree(wanted.and(before.inventory())));
    for (int i = 0; i < steps.size(); i++) {
      ApplyOrder.Step step = steps.get(i);
      if (step.hooks()) {
        hooks(step.manifests(), places);
      } else {
        step(step.manifests(), places, fixed, i < steps.size() - 1);
      }
    }
    List<ObjectRef> kept = prune(before.all(), wanted.all());
    return scope.placement(wanted.and(kept).inventory(), tidy(steps, places));
  }

  /** Removes the hooks that want to go when they have succeeded; gives the others. */
  private List<ObjectRef> tidy(List<ApplyOrder.Step> steps, Map<Manifest, ObjectRef> places) {
    List<ObjectRef> stay = new ArrayList<>();
    for (ApplyOrder.Step step : steps) {
      for (Manifest manifest : step.manifests()) {
        Optional<Hook> hook = Hook.of(manifest);
        if (hook.isPresent() && hook.get().removedOn().contains("success")) {
          api.delete(place(places, manifest));
        } else if (hook.isPresent()) {
          stay.add(place(places, manifest));
        }
      }
    }
    return stay;
  }

  private static List<ObjectRef> at(
      List<ApplyOrder.Step> steps, Map<Manifest, ObjectRef> places, boolean hooks) {
    return steps.stream()
        .filter(step -> step.hooks() == hooks)
        .flatMap(step -> step.manifests().stream())
        .map(manifest -> place(places, manifest))
        .toList();
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

  /**
   * Tries all without a trace; what needs a namespace or kind that comes with the same set cannot
   * be tried before, and hooks make way for each other.
   *
   * @return the jobs that have to be made anew, as nobody can change their templates
   */
  private Set<ObjectRef> rehearse(Map<Manifest, ObjectRef> places) {
    var kinds = new Kinds(api, scope.namespace(), List.copyOf(places.keySet()));
    Set<String> made = new HashSet<>();
    places.forEach((manifest, place) -> {
      if (place.kind().equals("Namespace")) {
        Optional<ObjectNode> live = api.get(place);
        refuseForeign(manifest, place, live);
        if (live.isEmpty()) {
          made.add(place.name());
        }
      }
    });
    Set<ObjectRef> fixed = new HashSet<>();
    places.forEach((manifest, place) -> {
      boolean hook = Hook.of(manifest).isPresent() && api.get(place).isPresent();
      if (!hook && !kinds.isDefined(manifest) && !made.contains(place.namespace())) {
        if (dry(api, manifest, place, scope.force()).isEmpty()) {
          fixed.add(place);
        }
      }
    });
    progress.accept("the cluster takes all %d objects".formatted(places.size()));
    return fixed;
  }

  private void refuseForeign(Manifest manifest, ObjectRef place, Optional<ObjectNode> live) {
    boolean owned = !manifest.annotation(Ownership.OWNED).isEmpty();
    if (owned && live.isPresent() && !ours(live.get())) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The namespace '%s' is there already and is not this environment's; "
                  .formatted(place.name())
              + "leave createNamespace out, or name another one. Nothing was applied.");
    }
  }

  /** What applying would make of it; empty for a job that can only be made anew. */
  static Optional<ObjectNode> dry(KubeApi api, Manifest manifest, ObjectRef place, boolean force) {
    try {
      return Optional.of(api.apply(place, tree(manifest, place), force, true));
    } catch (HexadException e) {
      boolean fixed =
          e.type() == ProblemType.INVALID
              && place.kind().equals("Job")
              && String.valueOf(e.getMessage()).contains("immutable");
      if (!fixed) {
        throw e;
      }
      return Optional.empty();
    }
  }

  static ObjectNode tree(Manifest manifest, ObjectRef place) {
    ObjectNode tree = manifest.tree().deepCopy();
    if (!place.namespace().isEmpty()) {
      tree.withObject("/metadata").put("namespace", place.namespace());
    }
    return tree;
  }

  private void step(
      List<Manifest> manifests,
      Map<Manifest, ObjectRef> places,
      Set<ObjectRef> fixed,
      boolean waits)
      throws InterruptedException {
    List<ObjectRef> applied = new ArrayList<>();
    for (Manifest manifest : manifests) {
      ObjectRef place = place(places, manifest);
      if (fixed.contains(place)) {
        remove(place);
      }
      ObjectNode now = api.apply(place, tree(manifest, place), scope.force(), false);
      long generation = now.at("/metadata/generation").asLong(0);
      progress.accept(
          "applied " + place.id() + (generation > 1 ? ", generation " + generation : ""));
      applied.add(place);
      if (place.kind().equals("CustomResourceDefinition")) {
        awaitHealth(place);
      }
    }
    if (waits) {
      progress.accept("waiting until this phase is healthy");
      for (ObjectRef place : applied) {
        awaitHealth(place);
      }
    }
  }

  /** Runs each of them once for the deployment, also when the agent was killed in the middle. */
  private void hooks(List<Manifest> manifests, Map<Manifest, ObjectRef> places)
      throws InterruptedException {
    for (Manifest manifest : manifests) {
      ObjectRef place = place(places, manifest);
      Optional<ObjectNode> live = api.get(place);
      if (live.isPresent() && !Ownership.sameDeployment(live.get(), manifest.tree())) {
        if (!ours(live.get())) {
          throw new HexadException(
              ProblemType.CONFLICT,
              "The hook " + place.id() + " is there already and belongs to somebody else.");
        }
        remove(place);
      }
      api.apply(place, tree(manifest, place), scope.force(), false);
      progress.accept("running the hook " + place.id());
    }
    for (Manifest manifest : manifests) {
      ObjectRef place = place(places, manifest);
      Set<String> removedOn = Hook.of(manifest).map(Hook::removedOn).orElse(Set.of());
      try {
        awaitHealth(place);
      } catch (HexadException e) {
        if (removedOn.contains("failure")) {
          api.delete(place);
        }
        throw e;
      }
      progress.accept("done: " + place.id());
    }
  }

  /** Deletes it, and all that it owns, and waits until it is gone. */
  private void remove(ObjectRef place) throws InterruptedException {
    api.delete(place);
    long end = System.nanoTime() + PHASE_TIMEOUT.toNanos();
    while (api.get(place).isPresent()) {
      if (System.nanoTime() > end) {
        throw new HexadException(
            ProblemType.CONFLICT, place.id() + " does not go away; a finalizer may hold it.");
      }
      Thread.sleep(LOOK_MILLIS);
    }
    progress.accept("removed " + place.id() + " to make it anew");
  }

  private void awaitHealth(ObjectRef place) throws InterruptedException {
    long end = System.nanoTime() + PHASE_TIMEOUT.toNanos();
    long illSince = Long.MAX_VALUE;
    while (true) {
      long now = System.nanoTime();
      HealthRules.Verdict verdict =
          api.get(place).map(health::of).orElse(new HealthRules.Verdict(Health.MISSING, "is gone"));
      if (verdict.health() == Health.HEALTHY || verdict.health() == Health.SUSPENDED) {
        return;
      }
      Observation parts = new ResourceTree(api, health).observe(List.of(place));
      // Pods are ill for a moment while they start.
      illSince = parts.health() == Health.DEGRADED ? Math.min(illSince, now) : Long.MAX_VALUE;
      boolean ill = verdict.health() == Health.DEGRADED || now - illSince > PART_PATIENCE.toNanos();
      if (ill || now > end) {
        throw new HexadException(
            ProblemType.UNHEALTHY, place.id() + " " + verdict.message() + ". " + parts.cause());
      }
      Thread.sleep(LOOK_MILLIS);
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
