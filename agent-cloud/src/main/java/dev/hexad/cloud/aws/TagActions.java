package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Sets tags and takes them off; what was there before is what the inverse brings back. */
final class TagActions {
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

  private TagActions() {}

  /** Values by key. */
  record Tags(Map<String, String> tags) {
    Tags {
      tags = tags == null ? Map.of() : Map.copyOf(tags);
      if (tags.isEmpty() || tags.size() > 50) {
        throw new IllegalArgumentException("give 1 to 50 tags");
      }
    }
  }

  /** Keys only. */
  record Keys(List<String> keys) {
    Keys {
      keys = keys == null ? List.of() : List.copyOf(keys);
      if (keys.isEmpty() || keys.size() > 50) {
        throw new IllegalArgumentException("give 1 to 50 keys");
      }
    }
  }

  /** Both at once. */
  record Change(Map<String, String> set, List<String> unset) {}

  static List<AwsAction<?>> all() {
    Set<String> types = Tagging.types();
    return List.of(
        new AwsAction<>(
            "tag",
            "Sets tags; other tags stay.",
            Risk.REVERSIBLE,
            types,
            Tags.class,
            PERMISSIONS,
            TagActions::tag),
        new AwsAction<>(
            "untag",
            "Takes tags off.",
            Risk.REVERSIBLE,
            types,
            Keys.class,
            PERMISSIONS,
            TagActions::untag),
        new AwsAction<>(
            "retag",
            "Sets some tags and takes others off; undoes what set both new and known ones.",
            Risk.REVERSIBLE,
            types,
            Change.class,
            PERMISSIONS,
            TagActions::retag));
  }

  private static Sight tag(AwsRegion aws, ActionTarget target, Tags wish) {
    Tagging tagging = Tagging.of(target);
    Map<String, String> now = tagging.read(aws, target);
    Map<String, String> missing = new TreeMap<>();
    Map<String, String> replaced = new TreeMap<>();
    wish.tags()
        .forEach((key, value) -> {
          String before = now.get(key);
          if (!Objects.equals(before, value)) {
            missing.put(key, value);
            if (before != null) {
              replaced.put(key, before);
            }
          }
        });
    if (missing.isEmpty()) {
      return Sight.alreadyDone("tagged " + new TreeMap<>(wish.tags()));
    }
    List<String> fresh = missing.keySet().stream().filter(k -> !replaced.containsKey(k)).toList();
    return new Sight(
        false,
        replaced.isEmpty() ? "without " + fresh : "tagged " + replaced,
        "tagged " + missing,
        inverse(replaced, fresh),
        () -> tagging.set(aws, target, missing));
  }

  /** Brings back what was replaced and takes off what was new. */
  private static Inverse inverse(Map<String, String> replaced, List<String> fresh) {
    if (replaced.isEmpty()) {
      return new Inverse("untag", new Keys(fresh));
    }
    return fresh.isEmpty()
        ? new Inverse("tag", new Tags(replaced))
        : new Inverse("retag", new Change(replaced, fresh));
  }

  private static Sight retag(AwsRegion aws, ActionTarget target, Change wish) {
    Sight set = tag(aws, target, new Tags(wish.set()));
    Sight off = untag(aws, target, new Keys(wish.unset()));
    if (set.done() && off.done()) {
      return set;
    }
    return new Sight(
        false,
        set.before() + ", " + off.before(),
        set.after() + ", " + off.after(),
        null,
        () -> {
          set.act().run();
          off.act().run();
        });
  }

  private static Sight untag(AwsRegion aws, ActionTarget target, Keys wish) {
    Tagging tagging = Tagging.of(target);
    Map<String, String> there = new TreeMap<>(tagging.read(aws, target));
    there.keySet().retainAll(wish.keys());
    if (there.isEmpty()) {
      return Sight.alreadyDone("without " + wish.keys());
    }
    return new Sight(
        false,
        "tagged " + there,
        "without " + there.keySet(),
        new Inverse("tag", new Tags(there)),
        () -> tagging.unset(aws, target, List.copyOf(there.keySet())));
  }
}
