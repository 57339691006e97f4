package dev.hexad.cloud.provider;

import dev.hexad.cloud.provider.CloudAction.Risk;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An action made of one function that looks.
 *
 * @param <C> what leads to the account
 * @param <P> its parameters
 */
public record ActionSpec<C, P extends Record>(
    String name,
    String description,
    Risk risk,
    Set<String> types,
    Class<P> parametersType,
    List<String> permissions,
    Looker<C, P> looker) {
  public ActionSpec {
    types = Set.copyOf(types);
    permissions = List.copyOf(permissions);
  }

  /** No parameters. */
  public record Nothing() {}

  /** Looks at a thing and tells what would be done. */
  @FunctionalInterface
  public interface Looker<C, P extends Record> {
    Sight look(C connection, ActionTarget target, P parameters);
  }

  /** Asks how far an operation is. */
  @FunctionalInterface
  public interface Watcher<C> {
    Progress progress(C connection, String operation);
  }

  /**
   * The action on the accounts of a provider that names no operations.
   *
   * @param connect leads to the account of a target, and refuses any other
   * @param failures brings what a call throws into the words that all providers share
   */
  public CloudAction<P> over(
      String provider,
      Function<ActionTarget, C> connect,
      UnaryOperator<RuntimeException> failures) {
    return over(
        provider,
        connect,
        (connection, operation) -> {
          throw new IllegalStateException(provider + " names no operations");
        },
        failures);
  }

  /** As {@link #over(String, Function, UnaryOperator)}, where the provider names operations. */
  public CloudAction<P> over(
      String provider,
      Function<ActionTarget, C> connect,
      Watcher<C> watcher,
      UnaryOperator<RuntimeException> failures) {
    return new BoundAction<>(this, provider, connect, watcher, failures);
  }
}
