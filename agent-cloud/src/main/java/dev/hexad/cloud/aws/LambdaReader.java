package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** Functions; the values of their environments are not kept. */
final class LambdaReader implements ServiceReader {
  @Override
  public String service() {
    return "lambda";
  }

  @Override
  public List<String> permissions() {
    return List.of(
        "lambda:GetFunctionUrlConfig",
        "lambda:GetPolicy",
        "lambda:ListFunctions",
        "lambda:ListTags");
  }

  @Override
  public void read(AwsRegion aws, Consumer<CloudResource> found) {
    LambdaClient lambda = aws.client(LambdaClient.class, LambdaClient::builder);
    lambda.listFunctionsPaginator().functions().stream()
        .map(function -> function(aws, lambda, function))
        .forEach(found);
  }

  private static CloudResource function(
      AwsRegion aws, LambdaClient lambda, FunctionConfiguration function) {
    String arn = function.functionArn();
    String name = function.functionName();
    var draft =
        Draft.of("lambda.function", arn, function)
            .in(aws)
            .name(name)
            .state(function.stateAsString())
            .link("acts as", "iam.role", Ec2Reader.lastPart(function.role()));
    var tags = Failures.orNull(() -> lambda.listTags(r -> r.resource(arn)));
    if (tags != null) {
      draft.tags(tags.tags());
    }
    var policy = Failures.orNull(() -> lambda.getPolicy(r -> r.functionName(name)));
    draft.with("Policy", policy == null ? null : Policies.document(policy.policy()));
    draft.with(
        "Url", Failures.orNull(() -> lambda.getFunctionUrlConfig(r -> r.functionName(name))));
    if (function.vpcConfig() != null) {
      draft.link("in", "ec2.vpc", function.vpcConfig().vpcId());
    }
    return draft.done();
  }
}
