package dev.hexad.cloud.aws;

import dev.hexad.cloud.settings.AccountSettings;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.Tools;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;

/** AWS in a process of its own, with nothing in it but what a test puts there. */
final class AwsEmulator implements AutoCloseable {
  static final String ACCOUNT = "123456789012";
  static final String SECRET = "canary-b6f1d2";
  static final String KEYS =
      "{\"accessKeyId\":\"AKIAEMULATOR\",\"secretAccessKey\":\"" + SECRET + "\"}";

  private final Process process;
  private final int port;
  private final AwsClients clients;

  private AwsEmulator(Process process, int port) {
    this.process = process;
    this.port = port;
    this.clients =
        new AwsClients(
            settings("test"),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
            List.of(),
            AwsRetryStrategy.standardRetryStrategy());
  }

  static AwsEmulator start() throws IOException {
    String program = Tools.path("moto_server");
    int port = Tools.freePort();
    var builder =
        new ProcessBuilder(program, "-H", "127.0.0.1", "-p", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("MOTO_EC2_LOAD_DEFAULT_AMIS", "false");
    Process process = builder.start();
    Await.until("the emulator", () -> Tools.answers(port));
    return new AwsEmulator(process, port);
  }

  /** An account in two regions, by the secret {@code aws}. */
  AccountSettings settings(String name) {
    return new AccountSettings(
        name,
        AccountSettings.Provider.AWS,
        List.of("eu-west-1", "us-east-1"),
        List.of(),
        "aws",
        null,
        null,
        null,
        URI.create("http://127.0.0.1:" + port),
        500,
        null,
        null);
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
      Class<C> type, Supplier<B> builder) {
    return client(type, builder, Region.EU_WEST_1);
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
      Class<C> type, Supplier<B> builder, Region region) {
    return clients.client(type, builder, region);
  }

  @Override
  public void close() {
    clients.close();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
