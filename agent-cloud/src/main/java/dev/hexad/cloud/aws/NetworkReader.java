package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Networks and what guards them. */
final class NetworkReader implements ServiceReader {
  @Override
  public String service() {
    return "vpc";
  }

  @Override
  public List<String> permissions() {
    return List.of(
        "ec2:DescribeAddresses",
        "ec2:DescribeFlowLogs",
        "ec2:DescribeInternetGateways",
        "ec2:DescribeNatGateways",
        "ec2:DescribeNetworkAcls",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs");
  }

  @Override
  public void read(AwsRegion aws, Consumer<CloudResource> found) {
    Ec2Client ec2 = aws.client(Ec2Client.class, Ec2Client::builder);
    List<FlowLog> logs = ec2.describeFlowLogsPaginator().flowLogs().stream().toList();
    ec2.describeVpcsPaginator().vpcs().stream()
        .map(vpc ->
            Draft.of("ec2.vpc", vpc.vpcId(), vpc)
                .in(aws)
                .state(vpc.stateAsString())
                .tags(vpc.tags(), Tag::key, Tag::value)
                .with(
                    "FlowLogs",
                    SdkDocument.of(
                        logs.stream().filter(log -> vpc.vpcId().equals(log.resourceId())).toList()))
                .done())
        .forEach(found);
    ec2.describeSubnetsPaginator().subnets().stream()
        .map(subnet ->
            Draft.of("ec2.subnet", subnet.subnetId(), subnet)
                .without("AvailableIpAddressCount")
                .in(aws)
                .state(subnet.stateAsString())
                .tags(subnet.tags(), Tag::key, Tag::value)
                .link("in", "ec2.vpc", subnet.vpcId())
                .done())
        .forEach(found);
    ec2.describeSecurityGroupsPaginator().securityGroups().stream()
        .map(group ->
            Draft.of("ec2.security-group", group.groupId(), group)
                .in(aws)
                .name(group.groupName())
                .tags(group.tags(), Tag::key, Tag::value)
                .link("in", "ec2.vpc", group.vpcId())
                .done())
        .forEach(found);
    ec2.describeNetworkAclsPaginator().networkAcls().stream()
        .map(acl ->
            Draft.of("ec2.network-acl", acl.networkAclId(), acl)
                .in(aws)
                .tags(acl.tags(), Tag::key, Tag::value)
                .link("in", "ec2.vpc", acl.vpcId())
                .done())
        .forEach(found);
    ec2.describeRouteTablesPaginator().routeTables().stream()
        .map(table ->
            Draft.of("ec2.route-table", table.routeTableId(), table)
                .in(aws)
                .tags(table.tags(), Tag::key, Tag::value)
                .link("in", "ec2.vpc", table.vpcId())
                .done())
        .forEach(found);
    gateways(aws, ec2, found);
    ec2.describeAddresses().addresses().stream().map(a -> address(aws, a)).forEach(found);
  }

  private static void gateways(AwsRegion aws, Ec2Client ec2, Consumer<CloudResource> found) {
    ec2.describeInternetGatewaysPaginator().internetGateways().stream()
        .map(gateway -> {
          var draft =
              Draft.of("ec2.internet-gateway", gateway.internetGatewayId(), gateway)
                  .in(aws)
                  .tags(gateway.tags(), Tag::key, Tag::value);
          gateway.attachments().forEach(a -> draft.link("attached to", "ec2.vpc", a.vpcId()));
          return draft.done();
        })
        .forEach(found);
    ec2.describeNatGatewaysPaginator().natGateways().stream()
        .map(gateway ->
            Draft.of("ec2.nat-gateway", gateway.natGatewayId(), gateway)
                .in(aws)
                .state(gateway.stateAsString())
                .created(gateway.createTime())
                .tags(gateway.tags(), Tag::key, Tag::value)
                .link("in", "ec2.vpc", gateway.vpcId())
                .link("in", "ec2.subnet", gateway.subnetId())
                .done())
        .forEach(found);
  }

  private static CloudResource address(AwsRegion aws, Address address) {
    String id = address.allocationId() == null ? address.publicIp() : address.allocationId();
    boolean free = address.associationId() == null && address.instanceId() == null;
    return Draft.of("ec2.address", id, address)
        .in(aws)
        .name(address.publicIp())
        .state(free ? "unused" : "in-use")
        .tags(address.tags(), Tag::key, Tag::value)
        .link("attached to", "ec2.instance", address.instanceId())
        .done();
  }
}
