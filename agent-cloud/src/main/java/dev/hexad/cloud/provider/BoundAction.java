package dev.hexad.cloud.provider;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An action on the accounts of one provider. */
record BoundAction<C, P extends Record>(
    ActionSpec<C, P> spec,
    String provider,
    Function<ActionTarget, C> connect,
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
          sight.done(), sight.before(), sight.after(), sight.inverse(), () -> run(sight.act()));
    } catch (RuntimeException e) {
      throw failures.apply(e);
    }
  }

  private void run(Runnable act) {
    try {
      act.run();
    } catch (RuntimeException e) {
      throw failures.apply(e);
    }
  }
}
