package dev.hexad.cd.target.kubernetes;

import java.util.List;

/**
 * Where a set of objects goes, whose it is, and what may be done for it; kept with what was
 * rendered.
 */
record Scope(
    String cluster,
    String namespace,
    String application,
    String environment,
    boolean force,
    boolean pruneAll) {
  Placement placement(List<ObjectRef> inventory, List<ObjectRef> hooks) {
    return new Placement(cluster, application, environment, inventory, hooks);
  }
}
