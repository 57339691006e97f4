package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads what one service has in one region. */
interface ServiceReader {
  List<ServiceReader> ALL =
      List.of(
          new Ec2Reader(),
          new NetworkReader(),
          new S3Reader(),
          new IamReader(),
          new RdsReader(),
          new LoadBalancerReader(),
          new EcsReader(),
          new LambdaReader(),
          new MessagingReaders.Sqs(),
          new MessagingReaders.Sns(),
          new DataReaders.DynamoDb(),
          new DataReaders.Efs(),
          new DataReaders.Kms(),
          new DataReaders.SecretNames(),
          new ContainerReaders.Ecr(),
          new ContainerReaders.Eks(),
          new OperationsReaders.Logs(),
          new OperationsReaders.CloudTrail(),
          new OperationsReaders.AutoScaling());

  /** Its name, for example {@code ec2}. */
  String service();

  /** True when it has no regions. */
  default boolean global() {
    return false;
  }

  /** The permissions that the reading takes, as policies name them. */
  List<String> permissions();

  /**
   * Reads to the end.
   *
   * @throws SdkException when not everything could be read
   */
  void read(AwsRegion aws, Consumer<CloudResource> found);
}
