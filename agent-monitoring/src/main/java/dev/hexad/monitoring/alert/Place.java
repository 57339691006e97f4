package dev.hexad.monitoring.alert;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an alert is about: an environment of an application, or neither. */
public record Place(
    @Nullable UUID applicationId, @Nullable String application, @Nullable String environment) {
  public static final Place NOWHERE = new Place(null, null, null);

  /** For people. */
  public String words() {
    if (application == null) {
      return environment == null ? "everything" : environment;
    }
    return environment == null ? application : application + " in " + environment;
  }
}
