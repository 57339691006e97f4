package dev.hexad.cd.target.kubernetes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a set of objects goes, whose it is, and what may be done for it; kept with what was
 * rendered.
 *
 * @param split of what runs beside a stable revision, null of what is stable itself
 */
record Scope(
    String cluster,
    String namespace,
    String application,
    String environment,
    boolean force,
    boolean pruneAll,
    @Nullable Split split) {
  Scope beside(Split apart) {
    return new Scope(cluster, namespace, application, environment, force, pruneAll, apart);
  }

  Placement placement(List<ObjectRef> inventory, List<ObjectRef> hooks) {
    return new Placement(cluster, application, environment, inventory, hooks, split);
  }
}
