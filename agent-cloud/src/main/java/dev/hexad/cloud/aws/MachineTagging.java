package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionTarget;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Tags of what runs, and of who may. */
final class MachineTagging {
  private MachineTagging() {}

  /** Tags of everything in EC2. */
  static final class Ec2 implements Tagging {
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

  /** Users and roles. */
  static final class Iam implements Tagging {
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
  static final class Lambda implements Tagging {
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
}
