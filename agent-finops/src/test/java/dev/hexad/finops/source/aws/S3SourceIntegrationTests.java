package dev.hexad.finops.source.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.hexad.finops.access.AwsKeys;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.source.CostSource;
import dev.hexad.finops.source.CostSourceContractTests;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Against the AWS emulator. */
class S3SourceIntegrationTests extends CostSourceContractTests {
  private static final String HEADER = "ServiceName,BilledCost,BillingCurrency,ChargePeriodStart\n";
  private static final String FOLDER = "focus/data/BILLING_PERIOD=2026-01/";
  private static Emulator emulator;
  private static S3Client client;

  @BeforeAll
  static void start() throws Exception {
    emulator = Emulator.start();
    client =
        S3Client.builder()
            .region(Region.EU_CENTRAL_1)
            .forcePathStyle(true)
            .endpointOverride(URI.create(emulator.endpoint()))
            .credentialsProvider(AwsKeys.provider("keys", Emulator::keys))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    client.createBucket(request -> request.bucket("bills"));
    put(FOLDER + "focus-00001.csv", HEADER + "a,1.25,USD,2026-01-01\n");
    put(FOLDER + "focus-00002.csv", HEADER + "b,2.25,USD,2026-01-01\n");
    put("focus/metadata/manifest.json", "{}");
    put("other/x.csv", "no bill");
  }

  private static void put(String key, String body) {
    client.putObject(request -> request.bucket("bills").key(key), RequestBody.fromString(body));
  }

  @AfterAll
  static void stop() {
    if (emulator != null) {
      client.close();
      emulator.close();
    }
  }

  private static CostSource bucket(String location) {
    return S3Source.of(
        new BillSource(
            "aws", BillSource.Kind.S3, location, "eu-central-1", emulator.endpoint(), "keys", 0, 0),
        Emulator::keys);
  }

  @Override
  protected CostSource source() {
    return bucket("s3://bills/focus/");
  }

  @Test
  void aChangedObjectIsAnotherVersion() throws Exception {
    try (CostSource source = source()) {
      String before = source.deliveries().getFirst().version();
      put(FOLDER + "focus-00001.csv", HEADER + "a,9,USD,2026-01-01\n");
      assertThat(source.deliveries().getFirst().version()).isNotEqualTo(before);
      put(FOLDER + "focus-00001.csv", HEADER + "a,1.25,USD,2026-01-01\n");
      assertThat(source.deliveries().getFirst().version()).isEqualTo(before);
    }
  }

  @Test
  void saysWhichBucketIsMissing() {
    assertThatIOException()
        .isThrownBy(() -> bucket("s3://no-such-bucket/x").deliveries())
        .withMessageContaining("s3://no-such-bucket/x");
  }
}
