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

/** How each service keeps tags. */
interface Tagging {
  Map<String, Tagging> BY_SERVICE =
      Map.of(
          "ec2", new MachineTagging.Ec2(),
          "s3", new DataTagging.S3(),
          "rds", new DataTagging.Rds(),
          "iam", new MachineTagging.Iam(),
          "lambda", new MachineTagging.Lambda(),
          "sqs", new MessageTagging.Sqs(),
          "sns", new MessageTagging.Sns(),
          "dynamodb", new DataTagging.Dynamo());

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
  static <T> List<T> list(Map<String, String> tags, BiFunction<String, String, T> tag) {
    return tags.entrySet().stream().map(t -> tag.apply(t.getKey(), t.getValue())).toList();
  }

  /** Tags as a service tells them. */
  static <T> Map<String, String> map(
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
}
