package dev.hexad.finops.anomaly;

import java.util.Collection;

/**
 * Finds the change that most likely moved a cost: by what both name, then by how close they are.
 */
final class Causes {
  private static final int LONGEST = 5;

  private Causes() {}

  /** The id of a change, empty for none. */
  static String of(Place where, long start, long day, Collection<Change> changes) {
    String best = "";
    double most = Double.NEGATIVE_INFINITY;
    for (Change change : changes) {
      long date = change.date().toEpochDay();
      if (change.planned() || date < start - LONGEST || date > day) {
        continue;
      }
      double likely = likely(change, where) - Math.abs(start - 0.5 - date) / 2;
      if (likely > most || (likely == most && change.id().compareTo(best) < 0)) {
        most = likely;
        best = change.id();
      }
    }
    return best;
  }

  private static double likely(Change change, Place where) {
    Place scope = change.where();
    if (where.service().isEmpty()) {
      boolean same =
          scope.provider().equals(where.provider())
              && scope.account().equals(where.account())
              && (scope.application().isEmpty() || scope.application().equals(where.application()));
      return same ? (scope.service().isEmpty() ? 4 : 0) : Double.NEGATIVE_INFINITY;
    }
    if (!change.touches(where)) {
      return Double.NEGATIVE_INFINITY;
    }
    return equal(scope.account(), where.account())
        + equal(scope.service(), where.service())
        + equal(scope.region(), where.region())
        + equal(scope.application(), where.application());
  }

  private static int equal(String one, String other) {
    return one.equals(other) ? 1 : 0;
  }
}
