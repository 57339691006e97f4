package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.sts.StsClient;
import tools.jackson.databind.node.ArrayNode;

/** Buckets with all that says who can read them. */
final class S3Reader implements ServiceReader {
  @Override
  public String service() {
    return "s3";
  }

  @Override
  public boolean global() {
    return true;
  }

  @Override
  public List<String> permissions() {
    return List.of(
        "s3:GetAccountPublicAccessBlock",
        "s3:GetBucketAcl",
        "s3:GetBucketLocation",
        "s3:GetBucketLogging",
        "s3:GetBucketPolicy",
        "s3:GetBucketPolicyStatus",
        "s3:GetBucketPublicAccessBlock",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:ListAllMyBuckets",
        "sts:GetCallerIdentity");
  }

  @Override
  public void read(AwsRegion aws, Consumer<CloudResource> found) {
    S3Client s3 = aws.client(S3Client.class, S3Client::builder);
    s3.listBucketsPaginator().buckets().stream().map(bucket -> bucket(s3, bucket)).forEach(found);
    account(aws, found);
  }

  private static void account(AwsRegion aws, Consumer<CloudResource> found) {
    String id = aws.client(StsClient.class, StsClient::builder).getCallerIdentity().account();
    var draft = Draft.of("s3.account", id, Json.mapper().createObjectNode());
    if (aws.elsewhere()) {
      // The address of this service begins with the account, which other endpoints do not have.
      found.accept(draft.with("Unreadable", Json.tree(List.of("PublicAccessBlock"))).done());
      return;
    }
    var control = aws.client(S3ControlClient.class, S3ControlClient::builder);
    var block = Failures.orNull(() -> control.getPublicAccessBlock(r -> r.accountId(id)));
    draft.with("PublicAccessBlock", block == null ? null : block.publicAccessBlockConfiguration());
    found.accept(draft.done());
  }

  private static CloudResource bucket(S3Client s3, Bucket bucket) {
    String name = bucket.name();
    var draft = Draft.of("s3.bucket", name, bucket).created(bucket.creationDate());
    var unreadable = Json.mapper().createArrayNode();
    var location = s3.getBucketLocation(r -> r.bucket(name)).locationConstraintAsString();
    draft.in(location == null || location.isEmpty() ? "us-east-1" : location);
    GetBucketTaggingResponse tags =
        ask("Tags", unreadable, () -> s3.getBucketTagging(r -> r.bucket(name)));
    if (tags != null) {
      draft.tags(tags.tagSet(), Tag::key, Tag::value);
    }
    var encryption =
        ask("Encryption", unreadable, () -> s3.getBucketEncryption(r -> r.bucket(name)));
    draft.with(
        "Encryption", encryption == null ? null : encryption.serverSideEncryptionConfiguration());
    var block =
        ask("PublicAccessBlock", unreadable, () -> s3.getPublicAccessBlock(r -> r.bucket(name)));
    draft.with("PublicAccessBlock", block == null ? null : block.publicAccessBlockConfiguration());
    draft.with(
        "Versioning",
        ask("Versioning", unreadable, () -> s3.getBucketVersioning(r -> r.bucket(name))));
    draft.with(
        "Logging", ask("Logging", unreadable, () -> s3.getBucketLogging(r -> r.bucket(name))));
    draft.with("Acl", ask("Acl", unreadable, () -> s3.getBucketAcl(r -> r.bucket(name))));
    draft.with(
        "Lifecycle",
        ask(
            "Lifecycle",
            unreadable,
            () -> s3.getBucketLifecycleConfiguration(r -> r.bucket(name))));
    policy(s3, name, draft, unreadable);
    if (!unreadable.isEmpty()) {
      draft.with("Unreadable", unreadable);
    }
    return draft.done();
  }

  private static void policy(S3Client s3, String name, Draft draft, ArrayNode unreadable) {
    var policy = ask("Policy", unreadable, () -> s3.getBucketPolicy(r -> r.bucket(name)));
    if (policy == null) {
      return;
    }
    draft.with("Policy", Policies.document(policy.policy()));
    var status =
        ask("PolicyStatus", unreadable, () -> s3.getBucketPolicyStatus(r -> r.bucket(name)));
    draft.with("PolicyStatus", status == null ? null : status.policyStatus());
  }

  /** One refused question does not hide the rest of a bucket; it is noted, and no answer is no. */
  private static <T> @Nullable T ask(String what, ArrayNode unreadable, Supplier<T> question) {
    try {
      return Failures.orNull(question);
    } catch (AwsServiceException e) {
      if (Failures.of(e).kind() != dev.hexad.cloud.provider.ProviderException.Kind.DENIED
          && e.statusCode() != 405
          && e.statusCode() != 501) {
        throw e;
      }
      unreadable.add(what);
      return null;
    }
  }
}
