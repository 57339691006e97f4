package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/** An action on AWS, made of one function that looks. */
record AwsAction<P extends Record>(
    String name,
    String description,
    Risk risk,
    Set<String> types,
    Class<P> parametersType,
    List<String> permissions,
    Looker<P> looker) {
  /** No parameters. */
  record Nothing() {}

  /** Looks at a thing and tells what would be done. */
  @FunctionalInterface
  interface Looker<P extends Record> {
    Sight look(AwsRegion aws, ActionTarget target, P parameters);
  }

  /** The accounts by name. */
  @FunctionalInterface
  interface Accounts {
    Optional<AwsAccount> account(String name);
  }

  /** The action over the accounts of a provider. */
  CloudAction<P> over(Accounts accounts) {
    return new Bound<>(this, accounts);
  }

  private record Bound<P extends Record>(AwsAction<P> action, Accounts accounts)
      implements CloudAction<P> {
    @Override
    public String name() {
      return action.name();
    }

    @Override
    public String description() {
      return action.description();
    }

    @Override
    public String provider() {
      return "aws";
    }

    @Override
    public Set<String> types() {
      return action.types();
    }

    @Override
    public Risk risk() {
      return action.risk();
    }

    @Override
    public Class<P> parametersType() {
      return action.parametersType();
    }

    @Override
    public List<String> permissions() {
      return action.permissions();
    }

    @Override
    public Sight look(ActionTarget target, P parameters) {
      AwsAccount account =
          accounts
              .account(target.accountName())
              .orElseThrow(() -> HexadException.notFound("account", target.accountName()));
      try {
        requireSame(account, target);
        Sight sight = action.looker().look(account.acting(target.region()), target, parameters);
        return new Sight(
            sight.done(), sight.before(), sight.after(), sight.inverse(), guarded(sight.act()));
      } catch (SdkException e) {
        throw Failures.of(e);
      }
    }

    /** What was approved for one account must not be done in another one. */
    private static void requireSame(AwsAccount account, ActionTarget target) {
      String acting = account.actingAccount();
      if (!acting.equals(target.account())) {
        throw new HexadException(
            ProblemType.CONFLICT,
            "The credentials for acts of '%s' belong to %s and not to %s."
                .formatted(target.accountName(), acting, target.account()));
      }
    }

    private static Runnable guarded(Runnable act) {
      return () -> {
        try {
          act.run();
        } catch (SdkException e) {
          throw Failures.of(e);
        }
      };
    }
  }
}
