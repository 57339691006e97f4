package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.provider.TagActions;
import java.util.List;
import java.util.Map;

/** Tags of AWS, as each service keeps them. */
final class AwsTags implements TagActions.Tagging<AwsRegion> {
  private static final List<String> PERMISSIONS =
      List.of(
          "dynamodb:ListTagsOfResource",
          "dynamodb:TagResource",
          "dynamodb:UntagResource",
          "ec2:CreateTags",
          "ec2:DeleteTags",
          "ec2:DescribeTags",
          "iam:ListRoleTags",
          "iam:ListUserTags",
          "iam:TagRole",
          "iam:TagUser",
          "iam:UntagRole",
          "iam:UntagUser",
          "lambda:ListTags",
          "lambda:TagResource",
          "lambda:UntagResource",
          "rds:AddTagsToResource",
          "rds:ListTagsForResource",
          "rds:RemoveTagsFromResource",
          "s3:GetBucketTagging",
          "s3:PutBucketTagging",
          "sns:ListTagsForResource",
          "sns:TagResource",
          "sns:UntagResource",
          "sqs:GetQueueUrl",
          "sqs:ListQueueTags",
          "sqs:TagQueue",
          "sqs:UntagQueue");

  static List<ActionSpec<AwsRegion, ?>> all() {
    return TagActions.of(Tagging.types(), PERMISSIONS, new AwsTags());
  }

  @Override
  public Map<String, String> read(AwsRegion aws, ActionTarget target) {
    return Tagging.of(target).read(aws, target);
  }

  @Override
  public Outcome change(
      AwsRegion aws, ActionTarget target, Map<String, String> set, List<String> unset) {
    Tagging tagging = Tagging.of(target);
    if (!set.isEmpty()) {
      tagging.set(aws, target, set);
    }
    if (!unset.isEmpty()) {
      tagging.unset(aws, target, unset);
    }
    return Outcome.DONE;
  }
}
