package dev.hexad.finops.source.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Secret;
import dev.hexad.finops.access.JsonApi;
import dev.hexad.finops.focus.ParquetFiles;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.source.CostSource;
import dev.hexad.finops.source.CostSourceContractTests;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that is held to the published document of Blob Storage. */
class BlobExportSourceTests extends CostSourceContractTests {
  private static final String HEADER = "ServiceName,BilledCost,BillingCurrency,ChargePeriodStart\n";
  private static final String OLD = "out put/focus/20260301-20260331/";
  private static final String FIRST_RUN = OLD + "ffffffff-0000-4000-8000-000000000001/";
  private static final String NEXT_RUN = OLD + "00000000-0000-4000-8000-000000000002/";

  private StrictBlobs server;

  @BeforeEach
  void start() throws IOException {
    server = new StrictBlobs();
    server.put(
        NEXT_RUN + "part_0_0001.csv", HEADER + "a,1.25,USD,2026-03-01\n", "2026-03-03T04:00:00Z");
    server.put(
        NEXT_RUN + "part_1_0001.csv", HEADER + "b&c,2.25,USD,2026-03-01\n", "2026-03-03T04:00:01Z");
    server.put(NEXT_RUN + "manifest.json", "{}", "2026-03-03T04:00:02Z");
    server.put(
        FIRST_RUN + "part_0_0001.csv", HEADER + "a,9,USD,2026-03-01\n", "2026-03-02T04:00:00Z");
    server.put("others/bill.csv", HEADER + "a,9,USD,2026-03-01\n", "2026-03-04T04:00:00Z");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private BillSource configured(String location, @Nullable String secret) {
    return new BillSource(
        "azure", BillSource.Kind.AZURE_EXPORT, location, null, server.root(), secret, 0, 0);
  }

  private CostSource open(String secret) {
    return new BlobExportSource(
        configured("https://ours.blob.core.windows.net/bills/out put/", "principal"),
        JsonApi.of(OutboundGuard.allowing(List.of("127.0.0.1"))),
        name -> Secret.of(secret));
  }

  @Override
  protected CostSource source() {
    return open(
        """
        {"tenantId": "t", "clientId": "me", "clientSecret": "canary", "authority": "%s/login"}
        """
            .formatted(server.root()));
  }

  private static String text(CostSource source) throws IOException {
    try (var csv = source.open(source.deliveries().getLast())) {
      return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void takesTheNewestRunOfEachPeriodAcrossPages() throws IOException {
    try (CostSource source = source()) {
      assertThat(source.deliveries())
          .extracting(CostSource.Delivery::key)
          .containsExactly(NEXT_RUN);
      assertThat(text(source)).contains("a,1.25").contains("b&c,2.25").doesNotContain("a,9");
    }
    assertThat(server.forms).as("logs in once").hasSize(1);
    assertThat(server.forms.getFirst())
        .contains("scope=https%3A%2F%2Fstorage.azure.com%2F.default");
    server.verify();
  }

  @Test
  void aRunThatComesLaterIsAnotherDelivery() throws IOException {
    try (CostSource source = source()) {
      CostSource.Delivery before = source.deliveries().getLast();
      server.put(
          OLD + "77777777-0000-4000-8000-000000000003/part_0_0001.csv",
          HEADER + "a,4,USD,2026-03-01\n",
          "2026-03-05T04:00:00Z");
      assertThat(source.deliveries()).hasSize(1).doesNotContain(before);
      assertThat(text(source)).contains("a,4");
      assertThatIOException()
          .isThrownBy(() -> source.open(before))
          .withMessageContaining("no longer in the container");
    }
  }

  @Test
  void readsLargeBlobsPieceByPieceAndInParquet(@TempDir Path folder) throws IOException {
    server.put(
        OLD + "part_9_0001.snappy.parquet",
        Files.readAllBytes(
            ParquetFiles.write(
                folder.resolve("p"), "select 'p' ServiceName", "compression snappy")),
        "2026-03-05T04:00:00Z");
    server.put(
        "out put/z.csv", HEADER + "x,1,USD,2026-03-01\n".repeat(500_000), "2026-03-05T04:00:00Z");
    try (CostSource source = source()) {
      assertThat(text(source)).hasSize(HEADER.length() + 500_000 * 19);
      assertThat(server.ranges).containsExactly("bytes=0-8388607", "bytes=8388608-9500056");
      try (var csv = source.open(source.deliveries().getFirst())) {
        assertThat(csv).asString(StandardCharsets.UTF_8).isEqualTo("ServiceName\n\"p\"\n");
      }
    }
    server.verify();
  }

  @Test
  void aBlobThatChangesMeanwhileIsNoBill() throws IOException {
    try (CostSource source = source();
        var csv = source.open(source.deliveries().getLast())) {
      server.put(NEXT_RUN + "part_0_0001.csv", HEADER, "2026-03-06T04:00:00Z");
      assertThatIOException()
          .isThrownBy(csv::readAllBytes)
          .withMessageContaining("Azure Blob Storage answers 412");
    }
  }

  @Test
  void opensAContainerByASignatureWithoutALogin() throws IOException {
    try (CostSource source = open("{\"sas\": \"?" + StrictBlobs.SAS + "\"}")) {
      assertThat(text(source)).contains("a,1.25");
    }
    assertThat(server.forms).isEmpty();
    server.verify();
  }

  @Test
  void saysWhyItIsRefusedWithoutASecret() {
    assertThatIOException()
        .isThrownBy(() -> open("{\"sas\": \"sig=canary\"}").deliveries())
        .withMessageContaining("Azure Blob Storage answers 403")
        .withMessageNotContaining("canary");
    assertThatIOException()
        .isThrownBy(() -> open("{\"sas\": \"sig=canary|\"}").deliveries())
        .withMessageNotContaining("canary")
        .withNoCause();
    assertThatThrownBy(() -> open("canary").deliveries()).hasMessageNotContaining("canary");
    assertThatThrownBy(() -> configured("https://ours.blob.core.windows.net/bills", null))
        .hasMessageContaining("needs a credentialsSecret");
    assertThatThrownBy(() -> configured("ours/bills", "principal"))
        .hasMessageContaining("needs a location");
  }
}
