package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** What can be done to buckets. */
final class S3Actions {
  private static final Set<String> BUCKET = Set.of("aws.s3.bucket");
  private static final Block ALL = new Block(true, true, true, true);

  private static final ServerSideEncryptionRule RULE =
      ServerSideEncryptionRule.builder()
          .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AES256))
          .build();

  private S3Actions() {}

  /** What of public access is blocked. */
  record Block(
      boolean blockPublicAcls,
      boolean ignorePublicAcls,
      boolean blockPublicPolicy,
      boolean restrictPublicBuckets) {}

  /** Whether old versions are kept. */
  record Versioning(boolean enabled) {}

  static List<ActionSpec<AwsRegion, ?>> all() {
    List<String> blocking =
        List.of("s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock");
    return List.of(
        new ActionSpec<>(
            "block-public-access",
            "Closes a bucket to the public, whatever its policy and its lists say.",
            Risk.DISRUPTIVE,
            BUCKET,
            Nothing.class,
            blocking,
            (aws, target, none) -> block(aws, target, ALL)),
        new ActionSpec<>(
            "set-public-access-block",
            "Sets what of public access to a bucket is blocked.",
            Risk.DISRUPTIVE,
            BUCKET,
            Block.class,
            blocking,
            S3Actions::block),
        new ActionSpec<>(
            "set-versioning",
            "Keeps old versions of objects, or stops to.",
            Risk.REVERSIBLE,
            BUCKET,
            Versioning.class,
            List.of("s3:GetBucketVersioning", "s3:PutBucketVersioning"),
            S3Actions::versioning),
        new ActionSpec<>(
            "enable-encryption",
            "Encrypts new objects with a key of S3.",
            Risk.REVERSIBLE,
            BUCKET,
            Nothing.class,
            List.of("s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration"),
            S3Actions::encrypt),
        new ActionSpec<>(
            "disable-encryption",
            "Takes a bucket's own rule for encryption away.",
            Risk.DISRUPTIVE,
            BUCKET,
            Nothing.class,
            List.of("s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration"),
            S3Actions::decrypt));
  }

  private static S3Client s3(AwsRegion aws) {
    return aws.client(S3Client.class, S3Client::builder);
  }

  private static Sight block(AwsRegion aws, ActionTarget target, Block wish) {
    var answer = Failures.orNull(() -> s3(aws).getPublicAccessBlock(r -> r.bucket(target.id())));
    Block before = answer == null ? null : of(answer.publicAccessBlockConfiguration());
    if (wish.equals(before)) {
      return Sight.alreadyDone(words(wish));
    }
    Block was = before == null ? new Block(false, false, false, false) : before;
    return new Sight(
        false,
        words(was),
        words(wish),
        new Inverse("set-public-access-block", was),
        () ->
            s3(aws)
                .putPublicAccessBlock(r ->
                    r.bucket(target.id())
                        .publicAccessBlockConfiguration(c ->
                            c.blockPublicAcls(wish.blockPublicAcls())
                                .ignorePublicAcls(wish.ignorePublicAcls())
                                .blockPublicPolicy(wish.blockPublicPolicy())
                                .restrictPublicBuckets(wish.restrictPublicBuckets()))));
  }

  private static Block of(PublicAccessBlockConfiguration block) {
    return new Block(
        Boolean.TRUE.equals(block.blockPublicAcls()),
        Boolean.TRUE.equals(block.ignorePublicAcls()),
        Boolean.TRUE.equals(block.blockPublicPolicy()),
        Boolean.TRUE.equals(block.restrictPublicBuckets()));
  }

  private static String words(Block block) {
    if (block.equals(ALL)) {
      return "all public access blocked";
    }
    return block.equals(new Block(false, false, false, false))
        ? "public access not blocked"
        : block.toString();
  }

  private static Sight versioning(AwsRegion aws, ActionTarget target, Versioning wish) {
    boolean on =
        s3(aws).getBucketVersioning(r -> r.bucket(target.id())).status()
            == BucketVersioningStatus.ENABLED;
    if (on == wish.enabled()) {
      return Sight.alreadyDone(on ? "versions are kept" : "versions are not kept");
    }
    return new Sight(
        false,
        on ? "versions are kept" : "versions are not kept",
        on ? "versions are not kept" : "versions are kept",
        new Inverse("set-versioning", new Versioning(on)),
        () ->
            s3(aws)
                .putBucketVersioning(r ->
                    r.bucket(target.id())
                        .versioningConfiguration(c ->
                            c.status(
                                wish.enabled()
                                    ? BucketVersioningStatus.ENABLED
                                    : BucketVersioningStatus.SUSPENDED))));
  }

  private static boolean encrypted(AwsRegion aws, ActionTarget target) {
    return Failures.orNull(() -> s3(aws).getBucketEncryption(r -> r.bucket(target.id()))) != null;
  }

  private static Sight encrypt(AwsRegion aws, ActionTarget target, Nothing none) {
    if (encrypted(aws, target)) {
      return Sight.alreadyDone("encrypted");
    }
    return new Sight(
        false,
        "no rule for encryption",
        "encrypted",
        new Inverse("disable-encryption", none),
        () ->
            s3(aws)
                .putBucketEncryption(r ->
                    r.bucket(target.id())
                        .serverSideEncryptionConfiguration(c -> c.rules(List.of(RULE)))));
  }

  private static Sight decrypt(AwsRegion aws, ActionTarget target, Nothing none) {
    if (!encrypted(aws, target)) {
      return Sight.alreadyDone("no rule for encryption");
    }
    return new Sight(
        false,
        "encrypted",
        "no rule for encryption",
        new Inverse("enable-encryption", none),
        () -> s3(aws).deleteBucketEncryption(r -> r.bucket(target.id())));
  }
}
