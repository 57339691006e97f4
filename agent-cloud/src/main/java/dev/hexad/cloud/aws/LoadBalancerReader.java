package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import tools.jackson.databind.node.ObjectNode;

/** Load balancers with their listeners, and where they send requests. */
final class LoadBalancerReader implements ServiceReader {
  private static final int TAGS_AT_ONCE = 20;

  @Override
  public String service() {
    return "elbv2";
  }

  @Override
  public List<String> permissions() {
    return List.of(
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeLoadBalancerAttributes",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeTags",
        "elasticloadbalancing:DescribeTargetGroups");
  }

  @Override
  public void read(AwsRegion aws, Consumer<CloudResource> found) {
    var elb = aws.client(ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Client::builder);
    var some = new ArrayList<LoadBalancer>();
    elb.describeLoadBalancersPaginator()
        .loadBalancers()
        .forEach(balancer -> {
          some.add(balancer);
          if (some.size() == TAGS_AT_ONCE) {
            balancers(aws, elb, some, found);
            some.clear();
          }
        });
    balancers(aws, elb, some, found);
    elb.describeTargetGroupsPaginator().targetGroups().stream()
        .map(group -> targets(aws, group))
        .forEach(found);
  }

  private static void balancers(
      AwsRegion aws,
      ElasticLoadBalancingV2Client elb,
      List<LoadBalancer> balancers,
      Consumer<CloudResource> found) {
    if (balancers.isEmpty()) {
      return;
    }
    List<String> arns = balancers.stream().map(LoadBalancer::loadBalancerArn).toList();
    var tags = elb.describeTags(r -> r.resourceArns(arns)).tagDescriptions();
    for (LoadBalancer balancer : balancers) {
      String arn = balancer.loadBalancerArn();
      var draft =
          Draft.of("elbv2.load-balancer", arn, balancer)
              .in(aws)
              .name(balancer.loadBalancerName())
              .state(balancer.state() == null ? null : balancer.state().codeAsString())
              .created(balancer.createdTime())
              .link("in", "ec2.vpc", balancer.vpcId());
      balancer.securityGroups().forEach(g -> draft.link("uses", "ec2.security-group", g));
      tags.stream()
          .filter(t -> arn.equals(t.resourceArn()))
          .forEach(t -> draft.tags(t.tags(), Tag::key, Tag::value));
      ObjectNode attributes = Json.mapper().createObjectNode();
      elb.describeLoadBalancerAttributes(r -> r.loadBalancerArn(arn))
          .attributes()
          .forEach(a -> attributes.put(a.key(), a.value()));
      draft.with("Attributes", attributes);
      draft.with(
          "Listeners",
          SdkDocument.of(
              elb.describeListenersPaginator(r -> r.loadBalancerArn(arn)).listeners().stream()
                  .toList()));
      found.accept(draft.done());
    }
  }

  private static CloudResource targets(AwsRegion aws, TargetGroup group) {
    var draft =
        Draft.of("elbv2.target-group", group.targetGroupArn(), group)
            .in(aws)
            .name(group.targetGroupName())
            .link("in", "ec2.vpc", group.vpcId());
    group.loadBalancerArns().forEach(arn -> draft.link("behind", "elbv2.load-balancer", arn));
    return draft.done();
  }
}
