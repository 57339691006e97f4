package dev.hexad.cd.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one thing would change. Values of secrets are not in it.
 *
 * @param item id of the thing
 * @param fields that change, empty when the whole thing comes or goes
 */
public record Difference(String item, Kind kind, List<Field> fields) {
  public Difference {
    fields = List.copyOf(fields);
  }

  /** What becomes of the thing. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED
  }

  /**
   * A field that changes.
   *
   * @param path for example {@code spec.replicas}
   * @param before null when it was not there
   * @param after null when it goes
   */
  public record Field(String path, @Nullable String before, @Nullable String after) {}
}
