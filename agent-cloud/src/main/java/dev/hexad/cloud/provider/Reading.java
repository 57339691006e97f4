package dev.hexad.cloud.provider;

import java.util.function.Consumer;

/** Takes resources while a part of an account is read. */
public interface Reading extends Consumer<CloudResource> {
  /**
   * Asks whether a page is as it was at the last reading; if so, all that is on it counts as met.
   * If not, what comes until {@link #endPage} is what is on it.
   *
   * @param hash of everything that the provider says on the page
   */
  boolean isKnown(long hash);

  /**
   * The page is over.
   *
   * @param whole whether nothing else was asked for what is on it, so that it can be known again
   */
  void endPage(boolean whole);
}
