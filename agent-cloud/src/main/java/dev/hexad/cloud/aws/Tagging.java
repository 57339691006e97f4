package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.contracts.problem.HexadException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How each service keeps tags. */
interface Tagging {
  Map<String, Tagging> BY_SERVICE =
      Map.of(
          "ec2", new OfEc2(),
          "s3", new OfS3(),
          "rds", new OfRds(),
          "iam", new OfIam(),
          "lambda", new OfLambda(),
          "sqs", new OfSqs(),
          "sns", new OfSns(),
          "dynamodb", new OfDynamo());

  Map<String, String> read(AwsRegion aws, ActionTarget target);

  void set(AwsRegion aws, ActionTarget target, Map<String, String> tags);

  void unset(AwsRegion aws, ActionTarget target, List<String> keys);

  static Tagging of(ActionTarget target) {
    Tagging tagging = BY_SERVICE.get(target.type().split("\\.")[1]);
    if (tagging == null) {
      throw HexadException.notFound("way to tag", target.type());
    }
    return tagging;
  }

  /** Tags as a service wants them. */
  private static <T> List<T> list(Map<String, String> tags, BiFunction<String, String, T> tag) {
    return tags.entrySet().stream().map(t -> tag.apply(t.getKey(), t.getValue())).toList();
  }

  /** Tags as a service tells them. */
  private static <T> Map<String, String> map(
      Iterable<T> told, Function<T, String> key, Function<T, String> value) {
    var tags = new HashMap<String, String>();
    told.forEach(tag -> tags.put(key.apply(tag), value.apply(tag)));
    return tags;
  }

  static Set<String> types() {
    return new TreeSet<>(
        List.of(
            "aws.dynamodb.table",
            "aws.ec2.address",
            "aws.ec2.image",
            "aws.ec2.instance",
            "aws.ec2.internet-gateway",
            "aws.ec2.nat-gateway",
            "aws.ec2.network-acl",
            "aws.ec2.route-table",
            "aws.ec2.security-group",
            "aws.ec2.snapshot",
            "aws.ec2.subnet",
            "aws.ec2.volume",
            "aws.ec2.vpc",
            "aws.iam.role",
            "aws.iam.user",
            "aws.lambda.function",
            "aws.rds.cluster",
            "aws.rds.instance",
            "aws.rds.snapshot",
            "aws.s3.bucket",
            "aws.sns.topic",
            "aws.sqs.queue"));
  }

  /** Tags of everything in EC2. */
  final class OfEc2 implements Tagging {
    @Override
    public Map<String, String> read(AwsRegion aws, ActionTarget target) {
      var told =
          client(aws)
              .describeTagsPaginator(
                  r -> r.filters(Filter.builder().name("resource-id").values(target.id()).build()))
              .tags();
      return Tagging.map(told, t -> t.key(), t -> t.value());
    }

    @Override
    public void set(AwsRegion aws, ActionTarget target, Map<String, String> tags) {
      var list =
          Tagging.list(
              tags,
              (key, value) ->
                  software.amazon.awssdk.services.ec2.model.Tag.builder()
                      .key(key)
                      .value(value)
                      .build());
      client(aws).createTags(r -> r.resources(target.id()).tags(list));
    }

    @Override
    public void unset(AwsRegion aws, ActionTarget target, List<String> keys) {
      var list =
          keys.stream()
              .map(k -> software.amazon.awssdk.services.ec2.model.Tag.builder().key(k).build())
              .toList();
      client(aws).deleteTags(r -> r.resources(target.id()).tags(list));
    }

    private static Ec2Client client(AwsRegion aws) {
      return aws.client(Ec2Client.class, Ec2Client::builder);
    }
  }

  /** Buckets replace all their tags at once. */
  final class OfS3 implements Tagging {
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
  final class OfRds implements Tagging {
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

  /** Users and roles. */
  final class OfIam implements Tagging {
    @Override
    public Map<String, String> read(AwsRegion aws, ActionTarget target) {
      var list =
          isUser(target)
              ? client(aws).listUserTags(r -> r.userName(target.id())).tags()
              : client(aws).listRoleTags(r -> r.roleName(target.id())).tags();
      return Tagging.map(list, t -> t.key(), t -> t.value());
    }

    @Override
    public void set(AwsRegion aws, ActionTarget target, Map<String, String> tags) {
      var list =
          Tagging.list(
              tags,
              (key, value) ->
                  software.amazon.awssdk.services.iam.model.Tag.builder()
                      .key(key)
                      .value(value)
                      .build());
      if (isUser(target)) {
        client(aws).tagUser(r -> r.userName(target.id()).tags(list));
      } else {
        client(aws).tagRole(r -> r.roleName(target.id()).tags(list));
      }
    }

    @Override
    public void unset(AwsRegion aws, ActionTarget target, List<String> keys) {
      if (isUser(target)) {
        client(aws).untagUser(r -> r.userName(target.id()).tagKeys(keys));
      } else {
        client(aws).untagRole(r -> r.roleName(target.id()).tagKeys(keys));
      }
    }

    private static boolean isUser(ActionTarget target) {
      return target.type().equals("aws.iam.user");
    }

    private static IamClient client(AwsRegion aws) {
      return aws.client(IamClient.class, IamClient::builder);
    }
  }

  /** Functions. */
  final class OfLambda implements Tagging {
    @Override
    public Map<String, String> read(AwsRegion aws, ActionTarget target) {
      return client(aws).listTags(r -> r.resource(target.id())).tags();
    }

    @Override
    public void set(AwsRegion aws, ActionTarget target, Map<String, String> tags) {
      client(aws).tagResource(r -> r.resource(target.id()).tags(tags));
    }

    @Override
    public void unset(AwsRegion aws, ActionTarget target, List<String> keys) {
      client(aws).untagResource(r -> r.resource(target.id()).tagKeys(keys));
    }

    private static LambdaClient client(AwsRegion aws) {
      return aws.client(LambdaClient.class, LambdaClient::builder);
    }
  }

  /** Queues, which are called by their address. */
  final class OfSqs implements Tagging {
    @Override
    public Map<String, String> read(AwsRegion aws, ActionTarget target) {
      String url = url(aws, target);
      return client(aws).listQueueTags(r -> r.queueUrl(url)).tags();
    }

    @Override
    public void set(AwsRegion aws, ActionTarget target, Map<String, String> tags) {
      String url = url(aws, target);
      client(aws).tagQueue(r -> r.queueUrl(url).tags(tags));
    }

    @Override
    public void unset(AwsRegion aws, ActionTarget target, List<String> keys) {
      String url = url(aws, target);
      client(aws).untagQueue(r -> r.queueUrl(url).tagKeys(keys));
    }

    private static String url(AwsRegion aws, ActionTarget target) {
      return client(aws).getQueueUrl(r -> r.queueName(target.name())).queueUrl();
    }

    private static SqsClient client(AwsRegion aws) {
      return aws.client(SqsClient.class, SqsClient::builder);
    }
  }

  /** Topics. */
  final class OfSns implements Tagging {
    @Override
    public Map<String, String> read(AwsRegion aws, ActionTarget target) {
      return Tagging.map(
          client(aws).listTagsForResource(r -> r.resourceArn(target.id())).tags(),
          t -> t.key(),
          t -> t.value());
    }

    @Override
    public void set(AwsRegion aws, ActionTarget target, Map<String, String> tags) {
      var list =
          Tagging.list(
              tags,
              (key, value) ->
                  software.amazon.awssdk.services.sns.model.Tag.builder()
                      .key(key)
                      .value(value)
                      .build());
      client(aws).tagResource(r -> r.resourceArn(target.id()).tags(list));
    }

    @Override
    public void unset(AwsRegion aws, ActionTarget target, List<String> keys) {
      client(aws).untagResource(r -> r.resourceArn(target.id()).tagKeys(keys));
    }

    private static SnsClient client(AwsRegion aws) {
      return aws.client(SnsClient.class, SnsClient::builder);
    }
  }

  /** Tables. */
  final class OfDynamo implements Tagging {
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
