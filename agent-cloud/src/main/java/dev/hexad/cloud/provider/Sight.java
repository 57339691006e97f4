package dev.hexad.cloud.provider;

import org.jspecify.annotations.Nullable;

/**
 * How a thing was found when somebody was about to act on it.
 *
 * @param done true when it is already as the action makes it, or about to be
 * @param underWay whether the provider is still making it so
 * @param before how it is, for people
 * @param after how it will be, for people
 * @param inverse what brings it back; null when nothing does
 * @param call does it; made at most once
 */
public record Sight(
    boolean done,
    boolean underWay,
    String before,
    String after,
    @Nullable Inverse inverse,
    Call call) {
  /** An action with the parameters that bring back what was. */
  public record Inverse(String action, Record parameters) {}

  /** Has something done. */
  @FunctionalInterface
  public interface Call {
    Outcome make();
  }

  /** What is done as soon as it is accepted. */
  public Sight(boolean done, String before, String after, @Nullable Inverse inverse, Runnable act) {
    this(done, false, before, after, inverse, () -> made(act, Outcome.DONE));
  }

  private static Outcome made(Runnable act, Outcome outcome) {
    act.run();
    return outcome;
  }

  /** What may take the provider some time; the call says how far it is. */
  public static Sight lasting(String before, String after, @Nullable Inverse inverse, Call call) {
    return new Sight(false, false, before, after, inverse, call);
  }

  /** What takes the provider some time; how far it is shows the thing itself. */
  public static Sight watched(
      String before, String after, @Nullable Inverse inverse, Runnable act) {
    return lasting(before, after, inverse, () -> made(act, Outcome.WORKING));
  }

  /** It is as it should be. */
  public static Sight alreadyDone(String now) {
    return new Sight(true, now, now, null, () -> {});
  }

  /** The provider is making it so already. */
  public static Sight underWay(String now) {
    return new Sight(true, true, now, now, null, () -> Outcome.WORKING);
  }
}
