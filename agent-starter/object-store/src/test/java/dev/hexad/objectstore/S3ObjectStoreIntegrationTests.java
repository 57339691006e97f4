package dev.hexad.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.hexad.testkit.Await;
import dev.hexad.testkit.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Against the AWS emulator. */
class S3ObjectStoreIntegrationTests extends ObjectStoreContractTests {
  private static Process emulator;
  private static URI endpoint;

  @BeforeAll
  static void start() throws Exception {
    String moto = Tools.path("moto_server");
    int port = Tools.freePort();
    emulator =
        new ProcessBuilder(moto, "-H", "127.0.0.1", "-p", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Await.until("the emulator", () -> Tools.answers(port));
    endpoint = URI.create("http://127.0.0.1:" + port);
    var bucket =
        HttpRequest.newBuilder(endpoint.resolve("/builds"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    try (var http = HttpClient.newHttpClient()) {
      assertThat(http.send(bucket, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() {
    if (emulator != null) {
      emulator.descendants().forEach(ProcessHandle::destroy);
      emulator.destroy();
    }
  }

  private static ObjectStore bucket(String name) {
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
    return S3ObjectStore.of(name, "hexad/", "eu-central-1", endpoint, credentials);
  }

  @Override
  ObjectStore store() {
    return bucket("builds");
  }

  @Test
  void saysWhichBucketIsMissing() throws IOException {
    ObjectStore missing = bucket("no-such-bucket");

    assertThatIOException()
        .isThrownBy(() -> missing.open("a"))
        .withMessageContaining("s3://no-such-bucket/hexad/a");
  }
}
