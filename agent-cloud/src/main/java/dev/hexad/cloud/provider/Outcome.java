package dev.hexad.cloud.provider;

/** What came of a call that was accepted. */
public sealed interface Outcome {
  Outcome DONE = new Done();
  Outcome WORKING = new Working();

  /** It is done. */
  record Done() implements Outcome {}

  /**
   * The provider works on it, and tells under a name how far it is.
   *
   * @param name is kept and given back to {@link CloudAction#progress}
   */
  record Operation(String name) implements Outcome {}

  /** The provider works on it; how far it is shows the thing itself. */
  record Working() implements Outcome {}
}
