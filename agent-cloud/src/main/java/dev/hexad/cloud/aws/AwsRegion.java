package dev.hexad.cloud.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;

/** One region of one account. */
record AwsRegion(AwsClients clients, Region region) {
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
      Class<C> type, Supplier<B> builder) {
    return clients.client(type, builder, region);
  }

  /** Whether it is not AWS itself that answers. */
  boolean elsewhere() {
    return clients.elsewhere();
  }

  String name() {
    return region.id();
  }
}
