package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("unchecked")
class CleanupIntegrationTests extends WithAws {
  private Ec2Client ec2() {
    return aws.client(Ec2Client.class, Ec2Client::builder);
  }

  private String problem(String action, String filter) {
    return ask(action, Map.of(), filter, true).at("/steps/0/problem").asString("");
  }

  @ParameterizedTest
  @CsvSource({
    "release-address, type = aws.ec2.address",
    "delete-nat-gateway, type = aws.ec2.nat-gateway",
    "delete-load-balancer, type = aws.elbv2.load-balancer and name = front",
    "delete-db-snapshot, type = aws.rds.snapshot"
  })
  void takesAwayWhatNothingNeeds(String action, String what) {
    JsonNode thing = found(what).get(0);
    String filter = "id = \"" + thing.get("id").asString() + "\"";
    done(action, Map.of(), filter);
    JsonNode again = ask(action, Map.of(), filter, true);
    assertThat(again.at("/steps/0/state").asString()).as(again.toString()).isEqualTo("UNNEEDED");
  }

  @Test
  void deletesASnapshotOnlyWhenNoImageIsMadeOfIt() {
    Image image = ec2().describeImages(r -> r.owners("self")).images().getFirst();
    String used = image.blockDeviceMappings().getFirst().ebs().snapshotId();
    assertThat(problem("delete-snapshot", "id = " + used)).contains(image.imageId());
    done("deregister-image", Map.of(), "id = " + image.imageId());
    done("delete-snapshot", Map.of(), "id = " + used);
    assertThat(ec2().describeSnapshots(r -> r.ownerIds("self")).snapshots())
        .noneMatch(snapshot -> snapshot.snapshotId().equals(used));
  }

  private String ip(String address) {
    return ec2().describeAddresses(r -> r.allocationIds(address)).addresses().getFirst().publicIp();
  }

  @Test
  void leavesWhatIsInUse() {
    String address = ec2().allocateAddress(r -> r.domain("vpc")).allocationId();
    ec2().associateAddress(r -> r.allocationId(address).instanceId(sample.instance));
    var elb = aws.client(ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Client::builder);
    String subnet = ec2().describeSubnets().subnets().getFirst().subnetId();
    String busy =
        elb.createLoadBalancer(r -> r.name("busy").subnets(subnet))
            .loadBalancers()
            .getFirst()
            .loadBalancerArn();
    String group =
        elb.createTargetGroup(r ->
                r.name("busy")
                    .protocol("HTTP")
                    .port(80)
                    .vpcId(ec2().describeVpcs().vpcs().getFirst().vpcId()))
            .targetGroups()
            .getFirst()
            .targetGroupArn();
    elb.createListener(r ->
        r.loadBalancerArn(busy)
            .protocol("HTTP")
            .port(80)
            .defaultActions(a -> a.type("forward").targetGroupArn(group)));
    elb.registerTargets(r -> r.targetGroupArn(group).targets(t -> t.id(sample.instance)));
    sync();
    assertThat(problem("release-address", "id = " + address)).contains("It is in use");
    ec2().disassociateAddress(r -> r.publicIp(ip(address)));
    ec2().releaseAddress(r -> r.allocationId(address));
    assertThat(problem("delete-load-balancer", "id = \"" + busy + "\"")).contains("1 targets");
  }

  @Test
  void deletesLogsOnlyWhenTheyAreQuiet() {
    var logs = aws.client(CloudWatchLogsClient.class, CloudWatchLogsClient::builder);
    written(logs, "/loud", Instant.now());
    written(logs, "/quiet", Instant.now().minus(Duration.ofDays(9)));
    sync();
    String type = "type = aws.logs.group and name = ";
    assertThat(problem("delete-log-group", type + "/loud")).contains("It was written to at");
    done("delete-log-group", Map.of(), type + "/quiet");
    assertThat(logs.describeLogGroups().logGroups())
        .noneMatch(one -> one.logGroupName().equals("/quiet"));
  }

  private static void written(CloudWatchLogsClient logs, String group, Instant at) {
    logs.createLogGroup(r -> r.logGroupName(group));
    logs.createLogStream(r -> r.logGroupName(group).logStreamName("one"));
    var line = InputLogEvent.builder().timestamp(at.toEpochMilli()).message("hello").build();
    logs.putLogEvents(r -> r.logGroupName(group).logStreamName("one").logEvents(line));
  }

  @Test
  void changesTheTypeOfADiskNoSlowerThanBeforeAndBack() {
    String id =
        ec2()
            .createVolume(r -> r.availabilityZone("eu-west-1a").size(2_000).volumeType("gp2"))
            .volumeId();
    sync();
    JsonNode act = done("set-volume-type", Map.of("volumeType", "gp3"), "id = " + id);
    assertThat(act.at("/steps/0/after").asString()).isEqualTo("gp3, 6000 operations/s, 250 MiB/s");
    Volume volume = ec2().describeVolumes(r -> r.volumeIds(id)).volumes().getFirst();
    assertThat(volume.volumeTypeAsString()).isEqualTo("gp3");
    assertThat(volume.iops()).isEqualTo(6_000);
    undone(act);
    assertThat(
            ec2().describeVolumes(r -> r.volumeIds(id)).volumes().getFirst().volumeTypeAsString())
        .isEqualTo("gp2");
  }
}
