package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionTarget;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Tags of queues and topics. */
final class MessageTagging {
  private MessageTagging() {}

  /** Queues, which are called by their address. */
  static final class Sqs implements Tagging {
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
  static final class Sns implements Tagging {
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
}
