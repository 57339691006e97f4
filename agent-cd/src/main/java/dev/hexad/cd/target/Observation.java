package dev.hexad.cd.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a target says of what runs there.
 *
 * @param cause why it is not healthy, naming the part; empty when it is
 * @param resources the parts, each after its parent
 */
public record Observation(Health health, String cause, List<Resource> resources) {
  public Observation {
    resources = List.copyOf(resources);
  }

  /**
   * A part.
   *
   * @param id tells it from the others
   * @param parent id of the part that made it, null for what was deployed itself
   * @param message short, may be empty
   */
  public record Resource(
      String id,
      @Nullable String parent,
      String kind,
      String name,
      Health health,
      String message) {}

  /** Of a target that runs one thing. */
  public static Observation of(String kind, String name, Health health, String cause) {
    return new Observation(
        health, cause, List.of(new Resource(name, null, kind, name, health, cause)));
  }
}
