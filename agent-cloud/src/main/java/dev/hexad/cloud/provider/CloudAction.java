package dev.hexad.cloud.provider;

import java.util.List;
import java.util.Set;

/**
 * One thing that can be done to resources of some types. Thread-safe.
 *
 * @param <P> its parameters
 */
public interface CloudAction<P extends Record> {
  /** What it may cost when it is wrong. */
  enum Risk {
    /** Its inverse brings back what was. */
    REVERSIBLE,
    /** It interrupts what runs, or costs money. */
    DISRUPTIVE,
    /** What is gone is gone. */
    DESTRUCTIVE
  }

  /** Verb, for example {@code stop}. */
  String name();

  /** One sentence for people. */
  String description();

  String provider();

  /** Resource types that it can be done to. */
  Set<String> types();

  Risk risk();

  Class<P> parametersType();

  /** The permissions that looking and acting take. */
  List<String> permissions();

  /**
   * Looks at the thing itself, not at the inventory, and tells what would be done; does nothing.
   *
   * @throws ProviderException when it cannot be looked at, or when the thing does not allow it
   */
  Sight look(ActionTarget target, P parameters);

  /**
   * Asks how far the provider is with what a call of this action has begun.
   *
   * @param operation name of an {@link Outcome.Operation}
   * @throws ProviderException when it does not tell
   */
  Progress progress(ActionTarget target, String operation);
}
