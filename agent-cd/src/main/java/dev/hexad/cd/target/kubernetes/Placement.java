package dev.hexad.cd.target.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a deployment: where its objects are.
 *
 * @param cluster name in the agent's configuration
 * @param application id of the owner
 * @param inventory in the order in which they were applied
 * @param hooks what ran once for the deployment and is still there
 * @param split of what runs beside a stable revision, null of what is stable itself
 */
record Placement(
    String cluster,
    String application,
    String environment,
    List<ObjectRef> inventory,
    List<ObjectRef> hooks,
    @Nullable Split split) {
  Placement {
    inventory = List.copyOf(inventory);
    hooks = hooks == null ? List.of() : List.copyOf(hooks);
  }

  /** Everything that was brought there. */
  List<ObjectRef> all() {
    return Stream.concat(inventory.stream(), hooks.stream()).toList();
  }

  /** With the objects of an earlier one that are not in this one. */
  Placement and(List<ObjectRef> others) {
    Set<ObjectRef> all = new LinkedHashSet<>(inventory);
    all.addAll(others);
    return new Placement(cluster, application, environment, new ArrayList<>(all), hooks, split);
  }
}
