package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.Tag;

/** Databases. */
final class RdsReader implements ServiceReader {
  @Override
  public String service() {
    return "rds";
  }

  @Override
  public List<String> permissions() {
    return List.of(
        "rds:DescribeDBClusters",
        "rds:DescribeDBInstances",
        "rds:DescribeDBSnapshotAttributes",
        "rds:DescribeDBSnapshots");
  }

  @Override
  public void read(AwsRegion aws, Consumer<CloudResource> found) {
    RdsClient rds = aws.client(RdsClient.class, RdsClient::builder);
    rds.describeDBInstancesPaginator().dbInstances().stream()
        .map(db -> instance(aws, db))
        .forEach(found);
    rds.describeDBClustersPaginator().dbClusters().stream()
        .map(cluster -> cluster(aws, cluster))
        .forEach(found);
    rds.describeDBSnapshotsPaginator(r -> r.snapshotType("manual")).dbSnapshots().stream()
        .map(snapshot -> snapshot(aws, rds, snapshot))
        .forEach(found);
  }

  private static CloudResource instance(AwsRegion aws, DBInstance db) {
    var draft =
        Draft.of("rds.instance", db.dbInstanceArn(), db)
            .without("LatestRestorableTime")
            .in(aws)
            .name(db.dbInstanceIdentifier())
            .state(db.dbInstanceStatus())
            .created(db.instanceCreateTime())
            .tags(db.tagList(), Tag::key, Tag::value)
            .link("encrypted with", "kms.key", db.kmsKeyId());
    db.vpcSecurityGroups()
        .forEach(g -> draft.link("uses", "ec2.security-group", g.vpcSecurityGroupId()));
    if (db.dbSubnetGroup() != null) {
      draft.link("in", "ec2.vpc", db.dbSubnetGroup().vpcId());
    }
    return draft.done();
  }

  private static CloudResource cluster(AwsRegion aws, DBCluster cluster) {
    var draft =
        Draft.of("rds.cluster", cluster.dbClusterArn(), cluster)
            .without("LatestRestorableTime", "EarliestRestorableTime")
            .in(aws)
            .name(cluster.dbClusterIdentifier())
            .state(cluster.status())
            .created(cluster.clusterCreateTime())
            .tags(cluster.tagList(), Tag::key, Tag::value);
    cluster
        .vpcSecurityGroups()
        .forEach(g -> draft.link("uses", "ec2.security-group", g.vpcSecurityGroupId()));
    return draft.done();
  }

  private static CloudResource snapshot(AwsRegion aws, RdsClient rds, DBSnapshot snapshot) {
    String id = snapshot.dbSnapshotIdentifier();
    var attributes =
        Failures.orNull(() -> rds.describeDBSnapshotAttributes(r -> r.dbSnapshotIdentifier(id)));
    return Draft.of("rds.snapshot", snapshot.dbSnapshotArn(), snapshot)
        .without("PercentProgress")
        .in(aws)
        .name(id)
        .state(snapshot.status())
        .created(snapshot.snapshotCreateTime())
        .tags(snapshot.tagList(), Tag::key, Tag::value)
        .with("Attributes", attributes == null ? null : attributes.dbSnapshotAttributesResult())
        .done();
  }
}
