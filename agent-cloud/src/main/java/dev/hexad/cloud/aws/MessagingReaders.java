package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.node.ObjectNode;

/** Queues and topics. */
final class MessagingReaders {
  private MessagingReaders() {}

  private static ObjectNode document(Map<String, String> attributes) {
    ObjectNode raw = Json.mapper().createObjectNode();
    attributes.forEach((key, value) -> {
      if (!key.startsWith("Approximate")) {
        raw.put(key, value);
      }
    });
    raw.remove("Policy");
    return raw;
  }

  /** Queues. */
  static final class Sqs implements ServiceReader {
    @Override
    public String service() {
      return "sqs";
    }

    @Override
    public List<String> permissions() {
      return List.of("sqs:GetQueueAttributes", "sqs:ListQueueTags", "sqs:ListQueues");
    }

    @Override
    public void read(AwsRegion aws, Consumer<CloudResource> found) {
      SqsClient sqs = aws.client(SqsClient.class, SqsClient::builder);
      sqs.listQueuesPaginator(r -> r.maxResults(1000))
          .queueUrls()
          .forEach(url -> {
            var attributes =
                Failures.orNull(() ->
                    sqs.getQueueAttributes(
                        r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL)));
            if (attributes != null) {
              Map<String, String> values = attributes.attributesAsStrings();
              found.accept(
                  Draft.of("sqs.queue", values.getOrDefault("QueueArn", url), document(values))
                      .in(aws)
                      .name(Ec2Reader.lastPart(url))
                      .tags(sqs.listQueueTags(r -> r.queueUrl(url)).tags())
                      .with("Policy", Policies.document(values.get("Policy")))
                      .with("QueueUrl", Json.tree(url))
                      .done());
            }
          });
    }
  }

  /** Topics. */
  static final class Sns implements ServiceReader {
    @Override
    public String service() {
      return "sns";
    }

    @Override
    public List<String> permissions() {
      return List.of("sns:GetTopicAttributes", "sns:ListTagsForResource", "sns:ListTopics");
    }

    @Override
    public void read(AwsRegion aws, Consumer<CloudResource> found) {
      SnsClient sns = aws.client(SnsClient.class, SnsClient::builder);
      sns.listTopicsPaginator()
          .topics()
          .forEach(topic -> {
            String arn = topic.topicArn();
            var attributes = Failures.orNull(() -> sns.getTopicAttributes(r -> r.topicArn(arn)));
            if (attributes != null) {
              found.accept(
                  Draft.of("sns.topic", arn, document(attributes.attributes()))
                      .in(aws)
                      .name(arn.substring(arn.lastIndexOf(':') + 1))
                      .tags(
                          sns.listTagsForResource(r -> r.resourceArn(arn)).tags(),
                          Tag::key,
                          Tag::value)
                      .with("Policy", Policies.document(attributes.attributes().get("Policy")))
                      .done());
            }
          });
    }
  }
}
