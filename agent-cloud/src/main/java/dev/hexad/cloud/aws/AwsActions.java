package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.TemplateActions;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/** All actions on AWS. */
final class AwsActions {
  private AwsActions() {}

  static List<ActionSpec<AwsRegion, ?>> all(Supplier<CloudSettings> settings) {
    return Stream.of(
            Ec2Actions.all(),
            AwsTags.all(),
            S3Actions.all(),
            IamActions.all(),
            KeyRotation.all(),
            PolicyGrants.all(what -> settings.get().actions().grants(what)),
            RdsActions.all(),
            SettingActions.all(),
            CleanupActions.all(),
            TemplateActions.of(new MachineMaker(), () -> settings.get().templates()),
            TemplateActions.of(new VolumeMaker(), () -> settings.get().templates()),
            VolumeTypeAction.all())
        .<ActionSpec<AwsRegion, ?>>flatMap(List::stream)
        .toList();
  }

  /** The actions on the accounts of a provider. */
  static List<CloudAction<?>> over(
      Function<ActionTarget, AwsAccount> accounts, Supplier<CloudSettings> settings) {
    return all(settings).stream()
        .<CloudAction<?>>map(spec ->
            spec.over(
                "aws", target -> connect(accounts.apply(target), target), AwsActions::translated))
        .toList();
  }

  /** What was approved for one account must not be done in another one. */
  private static AwsRegion connect(AwsAccount account, ActionTarget target) {
    String acting = account.actingAccount();
    if (!acting.equals(target.account())) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The credentials for acts of '%s' belong to %s and not to %s."
              .formatted(target.accountName(), acting, target.account()));
    }
    return account.acting(target.region());
  }

  private static RuntimeException translated(RuntimeException e) {
    return e instanceof SdkException failure ? Failures.of(failure) : e;
  }
}
