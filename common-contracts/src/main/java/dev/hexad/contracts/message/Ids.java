package dev.hexad.contracts.message;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids of Hexad: time-ordered for new things, name-based where the same input must give the same id.
 */
public final class Ids {
  private static final TimeBasedEpochRandomGenerator TIME_ORDERED =
      Generators.timeBasedEpochRandomGenerator();

  private Ids() {}

  /** A new UUID version 7. */
  public static UUID next() {
    return TIME_ORDERED.generate();
  }

  /** The id that always belongs to these parts, so that doing a thing again gives the same id. */
  public static UUID derived(Object... parts) {
    var name = new StringBuilder();
    for (Object part : parts) {
      name.append(part).append('\u0000');
    }
    return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8));
  }
}
