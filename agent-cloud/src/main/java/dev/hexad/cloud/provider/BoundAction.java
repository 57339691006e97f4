package dev.hexad.cloud.provider;

import dev.hexad.cloud.provider.ActionSpec.Watcher;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An action on the accounts of one provider. */
record BoundAction<C, P extends Record>(
    ActionSpec<C, P> spec,
    String provider,
    Function<ActionTarget, C> connect,
    Watcher<C> watcher,
    UnaryOperator<RuntimeException> failures)
    implements CloudAction<P> {
  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public String description() {
    return spec.description();
  }

  @Override
  public Set<String> types() {
    return spec.types();
  }

  @Override
  public Risk risk() {
    return spec.risk();
  }

  @Override
  public Class<P> parametersType() {
    return spec.parametersType();
  }

  @Override
  public List<String> permissions() {
    return spec.permissions();
  }

  @Override
  public Sight look(ActionTarget target, P parameters) {
    try {
      Sight sight = spec.looker().look(connect.apply(target), target, parameters);
      return new Sight(
          sight.done(),
          sight.underWay(),
          sight.before(),
          sight.after(),
          sight.inverse(),
          () -> make(sight.call()));
    } catch (RuntimeException e) {
      throw failures.apply(e);
    }
  }

  private Outcome make(Sight.Call call) {
    try {
      return call.make();
    } catch (RuntimeException e) {
      throw failures.apply(e);
    }
  }

  @Override
  public Progress progress(ActionTarget target, String operation) {
    try {
      return watcher.progress(connect.apply(target), operation);
    } catch (RuntimeException e) {
      throw failures.apply(e);
    }
  }
}
