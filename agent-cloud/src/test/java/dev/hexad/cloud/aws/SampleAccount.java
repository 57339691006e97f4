package dev.hexad.cloud.aws;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One of everything, put together as carelessly as such things are. */
@SuppressWarnings("unchecked")
final class SampleAccount {
  static final String ASSUME =
      """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"AWS": "arn:aws:iam::999999999999:root"}}}
      """;
  static final String ALL =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
      """;

  private final AwsEmulator aws;
  String instance = "";
  String group = "";
  String volume = "";
  String key = "";

  SampleAccount(AwsEmulator aws) {
    this.aws = aws;
  }

  SampleAccount fill() {
    machines();
    people();
    data();
    services();
    return this;
  }

  private void machines() {
    Ec2Client ec2 = aws.client(Ec2Client.class, Ec2Client::builder);
    String vpc = ec2.describeVpcs().vpcs().getFirst().vpcId();
    String subnet = ec2.describeSubnets().subnets().getFirst().subnetId();
    group =
        ec2.createSecurityGroup(r -> r.groupName("open").description("open").vpcId(vpc)).groupId();
    ec2.authorizeSecurityGroupIngress(
        r -> r.groupId(group).ipProtocol("tcp").fromPort(22).toPort(22).cidrIp("0.0.0.0/0"));
    ec2.createKeyPair(r -> r.keyName("laptop"));
    var machine =
        ec2.runInstances(r ->
                r.imageId("ami-12345678")
                    .minCount(1)
                    .maxCount(1)
                    .instanceType(InstanceType.T3_MICRO)
                    .keyName("laptop")
                    .subnetId(subnet)
                    .securityGroupIds(group)
                    .userData(
                        java.util.Base64.getEncoder()
                            .encodeToString(
                                AwsEmulator.SECRET.getBytes(
                                    java.nio.charset.StandardCharsets.UTF_8)))
                    .tagSpecifications(t ->
                        t.resourceType(ResourceType.INSTANCE)
                            .tags(
                                k -> k.key("Name").value("web"),
                                k -> k.key("env").value("prod"),
                                k -> k.key("owner").value("anna"))))
            .instances()
            .getFirst();
    instance = machine.instanceId();
    volume = ec2.createVolume(r -> r.availabilityZone("eu-west-1a").size(8)).volumeId();
    ec2.createSnapshot(r -> r.volumeId(volume));
    ec2.createImage(r -> r.instanceId(instance).name("golden"));
    ec2.allocateAddress(r -> r.domain("vpc"));
    ec2.createNatGateway(r -> r.subnetId(subnet));
    ec2.createInternetGateway(r -> {});
    var scaling = aws.client(AutoScalingClient.class, AutoScalingClient::builder);
    scaling.createLaunchConfiguration(
        r -> r.launchConfigurationName("web").imageId("ami-12345678").instanceType("t3.micro"));
    scaling.createAutoScalingGroup(r ->
        r.autoScalingGroupName("web")
            .launchConfigurationName("web")
            .minSize(0)
            .maxSize(1)
            .vpcZoneIdentifier(subnet));
    var elb = aws.client(ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Client::builder);
    var balancer =
        elb.createLoadBalancer(r -> r.name("front").subnets(subnet)).loadBalancers().getFirst();
    var target =
        elb.createTargetGroup(r -> r.name("web").protocol("HTTP").port(80).vpcId(vpc))
            .targetGroups()
            .getFirst();
    elb.createListener(r ->
        r.loadBalancerArn(balancer.loadBalancerArn())
            .protocol(ProtocolEnum.HTTP)
            .port(80)
            .defaultActions(a -> a.type("forward").targetGroupArn(target.targetGroupArn())));
  }

  private void people() {
    IamClient iam = aws.client(IamClient.class, IamClient::builder);
    iam.createUser(r -> r.userName("bob"));
    iam.createLoginProfile(r -> r.userName("bob").password("Canary-" + AwsEmulator.SECRET));
    key = iam.createAccessKey(r -> r.userName("bob")).accessKey().accessKeyId();
    iam.putUserPolicy(r -> r.userName("bob").policyName("inline").policyDocument(ALL));
    String policy = iam.createPolicy(r -> r.policyName("all").policyDocument(ALL)).policy().arn();
    iam.attachUserPolicy(r -> r.userName("bob").policyArn(policy));
    iam.createGroup(r -> r.groupName("people"));
    iam.addUserToGroup(r -> r.groupName("people").userName("bob"));
    iam.attachGroupPolicy(r -> r.groupName("people").policyArn(policy));
    iam.createRole(r -> r.roleName("outside").assumeRolePolicyDocument(ASSUME));
    iam.attachRolePolicy(r -> r.roleName("outside").policyArn(policy));
    iam.putRolePolicy(r -> r.roleName("outside").policyName("inline").policyDocument(ALL));
  }

  private void data() {
    S3Client s3 = aws.client(S3Client.class, S3Client::builder);
    s3.createBucket(r ->
        r.bucket("files")
            .createBucketConfiguration(
                c -> c.locationConstraint(BucketLocationConstraint.EU_WEST_1)));
    s3.putBucketTagging(
        r -> r.bucket("files").tagging(t -> t.tagSet(k -> k.key("env").value("prod"))));
    s3.putBucketPolicy(r ->
        r.bucket("files")
            .policy(
                """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
                  "Action": "s3:GetObject", "Resource": "arn:aws:s3:::files/*"}]}
                """));
    aws.client(RdsClient.class, RdsClient::builder)
        .createDBInstance(r ->
            r.dbInstanceIdentifier("orders")
                .engine("postgres")
                .dbInstanceClass("db.t3.micro")
                .allocatedStorage(20)
                .masterUsername("master")
                .masterUserPassword(AwsEmulator.SECRET)
                .publiclyAccessible(true));
    aws.client(RdsClient.class, RdsClient::builder)
        .createDBSnapshot(r -> r.dbInstanceIdentifier("orders").dbSnapshotIdentifier("before"));
    aws.client(DynamoDbClient.class, DynamoDbClient::builder)
        .createTable(r ->
            r.tableName("carts")
                .keySchema(k -> k.attributeName("id").keyType(KeyType.HASH))
                .attributeDefinitions(
                    a -> a.attributeName("id").attributeType(ScalarAttributeType.S))
                .billingMode("PAY_PER_REQUEST"));
    aws.client(EfsClient.class, EfsClient::builder).createFileSystem(r -> r.creationToken("a"));
    aws.client(KmsClient.class, KmsClient::builder).createKey(r -> r.description("files"));
    aws.client(SecretsManagerClient.class, SecretsManagerClient::builder)
        .createSecret(r -> r.name("db").secretString(AwsEmulator.SECRET));
  }

  private void services() {
    EcsClient ecs = aws.client(EcsClient.class, EcsClient::builder);
    ecs.createCluster(r -> r.clusterName("main"));
    ecs.registerTaskDefinition(r ->
        r.family("shop")
            .containerDefinitions(c ->
                c.name("shop")
                    .image("shop:1")
                    .memory(128)
                    .environment(e -> e.name("DB").value(AwsEmulator.SECRET))));
    ecs.createService(
        r -> r.cluster("main").serviceName("shop").taskDefinition("shop").desiredCount(0));
    aws.client(LambdaClient.class, LambdaClient::builder)
        .createFunction(r ->
            r.functionName("resize")
                .runtime("python3.12")
                .role("arn:aws:iam::123456789012:role/outside")
                .handler("a.b")
                .environment(e -> e.variables(Map.of("DB", AwsEmulator.SECRET)))
                .code(c -> c.zipFile(SdkBytes.fromByteArray(emptyZip()))));
    aws.client(SqsClient.class, SqsClient::builder)
        .createQueue(r -> r.queueName("orders").tags(Map.of("env", "prod")));
    aws.client(SnsClient.class, SnsClient::builder).createTopic(r -> r.name("news"));
    aws.client(EcrClient.class, EcrClient::builder).createRepository(r -> r.repositoryName("shop"));
    aws.client(EksClient.class, EksClient::builder)
        .createCluster(r ->
            r.name("kube")
                .roleArn("arn:aws:iam::123456789012:role/outside")
                .resourcesVpcConfig(c -> c.endpointPublicAccess(true)));
    aws.client(CloudWatchLogsClient.class, CloudWatchLogsClient::builder)
        .createLogGroup(r -> r.logGroupName("/shop"));
    aws.client(CloudTrailClient.class, CloudTrailClient::builder)
        .createTrail(r -> r.name("all").s3BucketName("files"));
  }

  private static byte[] emptyZip() {
    byte[] zip = new byte[22];
    zip[0] = 'P';
    zip[1] = 'K';
    zip[2] = 5;
    zip[3] = 6;
    return zip;
  }
}
