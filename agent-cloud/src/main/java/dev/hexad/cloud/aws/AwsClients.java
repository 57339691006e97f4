package dev.hexad.cloud.aws;

import dev.hexad.cloud.settings.AccountSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** The clients of one account in all regions, made when they are first needed. Thread-safe. */
final class AwsClients implements AutoCloseable {
  /** How calls name who makes them, besides the SDK. */
  static final String AGENT = "hexad-cloud";

  private static final Duration ATTEMPT = Duration.ofSeconds(20);
  private static final Duration CALL = Duration.ofSeconds(90);

  private final AccountSettings account;
  private final AwsCredentialsProvider credentials;
  private final List<ExecutionInterceptor> watchers;
  private final RetryStrategy retries;
  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder()
          .connectionTimeout(Duration.ofSeconds(5))
          .socketTimeout(ATTEMPT)
          .build();
  private final Map<String, SdkClient> clients = new ConcurrentHashMap<>();
  private final Map<String, CallPace> paces = new ConcurrentHashMap<>();

  AwsClients(
      AccountSettings account,
      AwsCredentialsProvider credentials,
      List<ExecutionInterceptor> watchers,
      RetryStrategy retries) {
    this.account = account;
    this.credentials = credentials;
    this.watchers = List.copyOf(watchers);
    this.retries = retries;
  }

  boolean elsewhere() {
    return account.endpoint() != null;
  }

  /** The client of a service in a region. */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
      Class<C> type, Supplier<B> builder, Region region) {
    return type.cast(
        clients.computeIfAbsent(
            type.getName() + "/" + region, key -> built(builder.get(), region)));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient>
      C built(B builder, Region region) {
    var override =
        ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(ATTEMPT)
            .apiCallTimeout(CALL)
            .retryStrategy(retries)
            .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, AGENT)
            .addExecutionInterceptor(
                paces.computeIfAbsent(region.id(), r -> new CallPace(r, account.pace())));
    override.addExecutionInterceptor(new Pages());
    watchers.forEach(override::addExecutionInterceptor);
    builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(override.build());
    if (account.endpoint() != null) {
      builder.endpointOverride(account.endpoint());
    }
    if (builder instanceof S3ClientBuilder s3) {
      s3.crossRegionAccessEnabled(account.endpoint() == null);
      s3.serviceConfiguration(
          S3Configuration.builder().pathStyleAccessEnabled(account.endpoint() != null).build());
    }
    return builder.build();
  }

  @Override
  public void close() {
    clients.values().forEach(SdkClient::close);
    http.close();
  }
}
