package dev.hexad.cloud.provider;

import org.jspecify.annotations.Nullable;

/**
 * How a thing was found when somebody was about to act on it.
 *
 * @param done true when it is already as the action makes it
 * @param before how it is, for people
 * @param after how it will be, for people
 * @param inverse what brings it back; null when nothing does
 * @param act does it; called at most once
 */
public record Sight(
    boolean done, String before, String after, @Nullable Inverse inverse, Runnable act) {
  /** An action with the parameters that bring back what was. */
  public record Inverse(String action, Record parameters) {}

  /** It is as it should be. */
  public static Sight alreadyDone(String now) {
    return new Sight(true, now, now, null, () -> {});
  }
}
