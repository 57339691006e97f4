package dev.hexad.cloud.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far a provider is with what it was asked for. */
public sealed interface Progress {
  /**
   * It goes on.
   *
   * @param words for people
   * @param askAgain when the provider wants to be asked again, null when it does not say
   */
  record Going(String words, @Nullable Duration askAgain) implements Progress {}

  /** It is done. */
  record Done() implements Progress {}

  /**
   * It came to nothing.
   *
   * @param problem what the provider says
   */
  record Failed(String problem) implements Progress {}
}
