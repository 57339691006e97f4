package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionTarget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/** Tags of what keeps data. */
final class DataTagging {
  private DataTagging() {}

  /** Buckets replace all their tags at once. */
  static final class S3 implements Tagging {
    @Override
    public Map<String, String> read(AwsRegion aws, ActionTarget target) {
      var answer = Failures.orNull(() -> client(aws).getBucketTagging(r -> r.bucket(target.id())));
      return answer == null ? new HashMap<>() : Tagging.map(answer.tagSet(), Tag::key, Tag::value);
    }

    @Override
    public void set(AwsRegion aws, ActionTarget target, Map<String, String> tags) {
      var all = read(aws, target);
      all.putAll(tags);
      put(aws, target, all);
    }

    @Override
    public void unset(AwsRegion aws, ActionTarget target, List<String> keys) {
      var all = read(aws, target);
      all.keySet().removeAll(keys);
      put(aws, target, all);
    }

    private static void put(AwsRegion aws, ActionTarget target, Map<String, String> tags) {
      var list = Tagging.list(tags, (key, value) -> Tag.builder().key(key).value(value).build());
      if (list.isEmpty()) {
        client(aws).deleteBucketTagging(r -> r.bucket(target.id()));
      } else {
        client(aws).putBucketTagging(r -> r.bucket(target.id()).tagging(t -> t.tagSet(list)));
      }
    }

    private static S3Client client(AwsRegion aws) {
      return aws.client(S3Client.class, S3Client::builder);
    }
  }

  /** Databases. */
  static final class Rds implements Tagging {
    @Override
    public Map<String, String> read(AwsRegion aws, ActionTarget target) {
      return Tagging.map(
          client(aws).listTagsForResource(r -> r.resourceName(target.id())).tagList(),
          t -> t.key(),
          t -> t.value());
    }

    @Override
    public void set(AwsRegion aws, ActionTarget target, Map<String, String> tags) {
      var list =
          Tagging.list(
              tags,
              (key, value) ->
                  software.amazon.awssdk.services.rds.model.Tag.builder()
                      .key(key)
                      .value(value)
                      .build());
      client(aws).addTagsToResource(r -> r.resourceName(target.id()).tags(list));
    }

    @Override
    public void unset(AwsRegion aws, ActionTarget target, List<String> keys) {
      client(aws).removeTagsFromResource(r -> r.resourceName(target.id()).tagKeys(keys));
    }

    private static RdsClient client(AwsRegion aws) {
      return aws.client(RdsClient.class, RdsClient::builder);
    }
  }

  /** Tables. */
  static final class Dynamo implements Tagging {
    @Override
    public Map<String, String> read(AwsRegion aws, ActionTarget target) {
      return Tagging.map(
          client(aws).listTagsOfResource(r -> r.resourceArn(target.id())).tags(),
          t -> t.key(),
          t -> t.value());
    }

    @Override
    public void set(AwsRegion aws, ActionTarget target, Map<String, String> tags) {
      var list =
          Tagging.list(
              tags,
              (key, value) ->
                  software.amazon.awssdk.services.dynamodb.model.Tag.builder()
                      .key(key)
                      .value(value)
                      .build());
      client(aws).tagResource(r -> r.resourceArn(target.id()).tags(list));
    }

    @Override
    public void unset(AwsRegion aws, ActionTarget target, List<String> keys) {
      client(aws).untagResource(r -> r.resourceArn(target.id()).tagKeys(keys));
    }

    private static DynamoDbClient client(AwsRegion aws) {
      return aws.client(DynamoDbClient.class, DynamoDbClient::builder);
    }
  }
}
