package dev.hexad.cloud.aws;

import java.util.List;
import java.util.stream.Stream;

/** All actions on AWS. */
final class AwsActions {
  static final List<AwsAction<?>> ALL =
      Stream.of(
              Ec2Actions.all(),
              TagActions.all(),
              S3Actions.all(),
              IamActions.all(),
              RdsActions.all(),
              SettingActions.all())
          .<AwsAction<?>>flatMap(List::stream)
          .toList();

  private AwsActions() {}
}
