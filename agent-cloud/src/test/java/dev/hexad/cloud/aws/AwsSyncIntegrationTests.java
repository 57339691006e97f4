package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.GoldenFile;
import dev.hexad.contracts.command.SyncParameters;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.kms.KmsClient;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("unchecked")
class AwsSyncIntegrationTests extends WithAws {
  @Test
  void readsEveryServiceToItsEnd() {
    assertThat(get("/accounts/shop/scopes").get("items").valueStream())
        .hasSizeGreaterThan(30)
        .allSatisfy(scope ->
            assertThat(scope.get("state").asString()).as(scope.toString()).isEqualTo("FRESH"));
    assertThat(
            get("/resources/counts?by=type&limit=200")
                .get("items")
                .valueStream()
                .map(count -> count.get("value").asString())
                .filter(type -> type.startsWith("aws.")))
        .contains(
            "aws.autoscaling.group",
            "aws.cloudtrail.trail",
            "aws.dynamodb.table",
            "aws.ec2.address",
            "aws.ec2.image",
            "aws.ec2.instance",
            "aws.ec2.internet-gateway",
            "aws.ec2.key-pair",
            "aws.ec2.nat-gateway",
            "aws.ec2.network-acl",
            "aws.ec2.route-table",
            "aws.ec2.security-group",
            "aws.ec2.settings",
            "aws.ec2.snapshot",
            "aws.ec2.subnet",
            "aws.ec2.volume",
            "aws.ec2.vpc",
            "aws.ecr.repository",
            "aws.ecs.cluster",
            "aws.ecs.service",
            "aws.ecs.task-definition",
            "aws.efs.file-system",
            "aws.eks.cluster",
            "aws.elbv2.load-balancer",
            "aws.elbv2.target-group",
            "aws.iam.access-key",
            "aws.iam.account",
            "aws.iam.group",
            "aws.iam.policy",
            "aws.iam.role",
            "aws.iam.user",
            "aws.kms.key",
            "aws.lambda.function",
            "aws.logs.group",
            "aws.rds.instance",
            "aws.rds.snapshot",
            "aws.s3.account",
            "aws.s3.bucket",
            "aws.secretsmanager.secret",
            "aws.sns.topic",
            "aws.sqs.queue");
  }

  @Test
  void changesNothingWhenNothingHasChanged() {
    sync();
    SyncParameters.Account again = sync();
    assertThat(List.of(again.added(), again.changed(), again.removed())).containsExactly(0, 0, 0);
    assertThat(again.total()).isGreaterThan(50);
  }

  @Test
  void givesNamesTagsOwnersAndLinks() {
    JsonNode web = found("type = aws.ec2.instance and tag.env = prod and owner = anna").get(0);
    assertThat(web.get("name").asString()).isEqualTo("web");
    assertThat(web.get("account").asString()).isEqualTo(AwsEmulator.ACCOUNT);
    assertThat(web.get("region").asString()).isEqualTo("eu-west-1");
    String uid = web.get("uid").asString();
    assertThat(get("/resources/" + uid).at("/raw/InstanceType").asString()).isEqualTo("t3.micro");
    assertThat(
            get("/resources/" + uid + "/relations")
                .get("items")
                .valueStream()
                .map(link -> link.get("verb").asString() + " " + link.get("type").asString()))
        .contains("in aws.ec2.vpc", "uses aws.ec2.security-group", "in aws.ec2.subnet");
    assertThat(found("linked = " + sample.group + " and type = aws.ec2.instance")).hasSize(1);
    assertThat(found("raw.PublicAccessBlock exists and type = aws.s3.bucket")).isEmpty();
    assertThat(found("type = aws.s3.bucket").get(0).get("region").asString())
        .isEqualTo("eu-west-1");
  }

  @Test
  void seesWhatSomebodyElseChanges() {
    var ec2 = aws.client(Ec2Client.class, Ec2Client::builder);
    ec2.createTags(r -> r.resources(sample.volume).tags(t -> t.key("late").value("yes")));
    assertThat(sync().changed()).isEqualTo(1);
    assertThat(found("tag.late exists").get(0).get("version").asInt()).isEqualTo(2);
  }

  @Test
  void seesWhatIsGoneFromAPageThatItKnew() {
    var ec2 = aws.client(Ec2Client.class, Ec2Client::builder);
    String more = ec2.createVolume(r -> r.availabilityZone("eu-west-1a").size(1)).volumeId();
    assertThat(sync().added()).isEqualTo(1);
    SyncParameters.Account same = sync();
    assertThat(List.of(same.added(), same.changed(), same.removed())).containsExactly(0, 0, 0);
    ec2.deleteVolume(r -> r.volumeId(more));
    assertThat(sync().removed()).isEqualTo(1);
    assertThat(found("id = " + more)).isEmpty();
  }

  @Test
  void keepsApartWhatHasOneNameInTwoRegions() {
    aws.client(Ec2Client.class, Ec2Client::builder, Region.US_EAST_1)
        .createKeyPair(r -> r.keyName("laptop"));
    KmsClient kms = aws.client(KmsClient.class, KmsClient::builder);
    String key = kms.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
    kms.replicateKey(r -> r.keyId(key).replicaRegion("us-east-1"));
    sync();
    for (String filter : List.of("type = aws.ec2.key-pair and name = laptop", "id ~ " + key)) {
      assertThat(found(filter).valueStream().map(one -> one.get("region").asString()))
          .containsExactlyInAnyOrder("eu-west-1", "us-east-1");
    }
    assertThat(found("linked = eu-west-1/laptop and type = aws.ec2.instance")).hasSize(1);
  }

  @Test
  void keepsNoCredential() {
    assertThat(kept()).contains("resize", "orders").doesNotContain(AwsEmulator.SECRET);
    assertThat(bus.seen().toString()).doesNotContain(AwsEmulator.SECRET);
  }

  @Test
  void namesExactlyThePermissionsThatItTakes() throws IOException {
    var declared = new TreeSet<String>();
    ServiceReader.ALL.forEach(reader -> declared.addAll(reader.permissions()));
    declared.addAll(TrailLog.PERMISSIONS);
    declared.addAll(UnusedServices.PERMISSIONS);
    var called = new TreeSet<>(agent.bean(RecordedCalls.class).permissions());
    called.removeIf(call -> !call.matches("[a-z0-9]+:(Describe|Generate|Get|List|Lookup).*"));
    // Asked for only where an account has no list of regions.
    called.add("ec2:DescribeRegions");
    // The emulator does not have it; see TrailIntegrationTests.
    called.addAll(TrailLog.PERMISSIONS);
    // Nor that; see AccessUseTests.
    called.addAll(UnusedServices.PERMISSIONS);
    // Its address does not exist on an emulator.
    called.add("s3:GetAccountPublicAccessBlock");
    assertThat(called).isEqualTo(declared);
    GoldenFile.check("aws-read.json", PolicyText.of("HexadRead", declared));
  }
}
