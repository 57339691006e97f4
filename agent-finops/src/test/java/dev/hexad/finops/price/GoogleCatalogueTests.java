package dev.hexad.finops.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.finops.settings.PriceList;
import dev.hexad.finops.source.contract.StrictApi;
import dev.hexad.finops.source.contract.StrictApi.Reply;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that is held to the published document of Cloud Billing. */
class GoogleCatalogueTests {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-03");
  private StrictApi server;

  @BeforeEach
  void start() throws IOException {
    server = new StrictApi("gcp/cloudbilling-v1.json", "", GoogleCatalogueTests::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Reply answer(StrictApi.Call call) {
    return call.query().containsKey("pageToken")
        ? Reply.ok(
            Map.of(
                "skus",
                List.of(
                    sku("N2 Instance Ram running in Belgium", "OnDemand", "GiBy.h", 4237000),
                    sku("E2 Instance Core running in Belgium", "OnDemand", "h", 1000000),
                    sku("E2 Instance Core running in Belgium", "OnDemand", "h", 2000000))))
        : Reply.ok(
            Map.of(
                "nextPageToken",
                "more",
                "skus",
                List.of(
                    sku("N2 Instance Core running in Belgium", "OnDemand", "h", 31611000),
                    sku("N2 Instance Core running in Belgium", "Commit1Yr", "h", 20000000),
                    sku("Spot Preemptible N2 Instance Core running in Belgium", "OnDemand", "h", 9),
                    sku("N2D AMD Instance Core running in Belgium", "OnDemand", "h", 27502000))));
  }

  private static Map<String, Object> sku(String words, String usage, String unit, int nanos) {
    return Map.of(
        "description",
        words,
        "category",
        Map.of("resourceFamily", "Compute", "usageType", usage),
        "serviceRegions",
        List.of("europe-west1"),
        "pricingInfo",
        List.of(
            Map.of(
                "pricingExpression",
                Map.of(
                    "usageUnit",
                    unit,
                    "tieredRates",
                    List.of(
                        Map.of(
                            "startUsageAmount",
                            0,
                            "unitPrice",
                            Map.of("currencyCode", "USD", "units", "0", "nanos", nanos)))))));
  }

  private String account() throws NoSuchAlgorithmException {
    byte[] key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
    return Json.write(
        Map.of(
            "type",
            "service_account",
            "project_id",
            "p",
            "private_key_id",
            "1",
            "private_key",
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n",
            "client_email",
            "hexad@p.iam.gserviceaccount.com",
            "client_id",
            "1",
            "token_uri",
            server.root() + "/login/token"));
  }

  private PriceSource open(List<String> allowed) throws NoSuchAlgorithmException {
    String account = account();
    return new GoogleCatalogue(OutboundGuard.allowing(allowed))
        .open(
            new PriceList("google", PriceList.Kind.GOOGLE, null, server.root(), "account"),
            name -> Secret.of(account),
            TODAY);
  }

  @Test
  void knowsPricesOnDemandOfCoresAndMemory() throws Exception {
    try (PriceSource list = open(List.of("127.0.0.1"))) {
      assertThat(list.prices(PriceQuestion.of(Meter.GOOGLE_CORES, "N2", "europe-west1")))
          .containsExactly(new Price(new BigDecimal("0.031611"), "USD", "google", TODAY));
      assertThat(list.prices(PriceQuestion.of(Meter.GOOGLE_MEMORY, "N2", "europe-west1")))
          .containsExactly(new Price(new BigDecimal("0.004237"), "USD", "google", TODAY));
      assertThat(list.prices(PriceQuestion.of(Meter.GOOGLE_CORES, "N2", "us-east1"))).isEmpty();
      assertThat(list.prices(PriceQuestion.of(Meter.GOOGLE_CORES, "E2", "europe-west1")))
          .as("two prices are none")
          .isEmpty();
      assertThat(list.prices(PriceQuestion.of(Meter.AWS_INSTANCE, "m5.large", "eu-west-1")))
          .isEmpty();
    }
    assertThat(server.calls).as("it is read once a day").hasSize(2);
    server.verify();
  }

  @Test
  void callsNothingThatIsNotAllowed() {
    assertThatThrownBy(() ->
            open(List.of()).prices(PriceQuestion.of(Meter.GOOGLE_CORES, "N2", "europe-west1")))
        .isInstanceOf(HexadException.class);
  }
}
