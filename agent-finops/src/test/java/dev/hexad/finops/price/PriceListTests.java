package dev.hexad.finops.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.finops.settings.PriceList;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceListTests {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-03");
  private static final PriceQuestion LARGE =
      PriceQuestion.of(Meter.AWS_INSTANCE, "m5.large", "eu-west-1");

  private static String product(String unit, String amount) {
    return """
    {"product": {"sku": "S", "attributes": {"instanceType": "m5.large"}},
     "terms": {"OnDemand": {"S.JRTCKXETXF": {"priceDimensions": {"S.JRTCKXETXF.6YS6EN2CT7":
       {"unit": "%s", "beginRange": "0", "endRange": "Inf", "pricePerUnit": {"USD": "%s"}}}}},
      "Reserved": {"S.R": {"priceDimensions": {"S.R.1":
       {"unit": "Hrs", "beginRange": "0", "pricePerUnit": {"USD": "0.01"}}}}}}}
    """
        .formatted(unit, amount);
  }

  private static AwsPriceList open(String endpoint, List<String> allowed) {
    return AwsPriceList.of(
        new PriceList("aws", PriceList.Kind.AWS, null, endpoint, "keys"),
        name -> Secret.of("{\"accessKeyId\": \"key\", \"secretAccessKey\": \"canary\"}"),
        OutboundGuard.allowing(allowed),
        TODAY);
  }

  @Test
  void asksAmazonForThePriceOnDemand() throws IOException {
    try (var server =
            new StrictPriceList(
                Map.of(
                    "m5.large",
                    List.of(product("Hrs", "0.1070000000")),
                    "m5.xlarge",
                    List.of(product("Hrs", "1"), product("Hrs", "2"))));
        var list = open(server.endpoint(), List.of("127.0.0.1"))) {
      assertThat(list.prices(LARGE))
          .containsExactly(new Price(new BigDecimal("0.107"), "USD", "aws", TODAY));
      assertThat(server.asked.getFirst().toString())
          .contains("\"Field\":\"regionCode\",\"Value\":\"eu-west-1\"", "AmazonEC2");
      assertThat(list.prices(PriceQuestion.of(Meter.AWS_INSTANCE, "m5.xlarge", "eu-west-1")))
          .as("two prices are none")
          .isEmpty();
      assertThat(list.prices(PriceQuestion.of(Meter.AWS_INSTANCE, "m5.none", "eu-west-1")))
          .isEmpty();
      assertThat(list.prices(PriceQuestion.of(Meter.AZURE_INSTANCE, "D2s_v3", "eastus"))).isEmpty();
    }
  }

  @Test
  void callsNothingThatIsNotAllowed() {
    assertThatThrownBy(() -> open("http://127.0.0.1:9", List.of()))
        .isInstanceOf(HexadException.class);
  }

  @Test
  void readsAListOfOnesOwn(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("prices.csv"),
        """
        meter,size,variant,region,price,currency
        aws-instance,m5.large,,eu-west-1,0.11,EUR
        aws-nat-gateway,,,,0.05,USD
        """);
    var settings = new PriceList("ours", PriceList.Kind.FILE, "prices.csv", null, null);
    try (var list = ListedPrices.of(settings, List.of(folder))) {
      assertThat(list.prices(LARGE))
          .singleElement()
          .satisfies(price -> {
            assertThat(price.amount()).isEqualByComparingTo("0.11");
            assertThat(price.source()).isEqualTo("ours");
          });
      assertThat(list.prices(PriceQuestion.of(Meter.AWS_INSTANCE, "m5.large", "us-east-1")))
          .isEmpty();
      assertThat(list.prices(PriceQuestion.of(Meter.AWS_NAT_GATEWAY, "", "us-east-1"))).hasSize(1);
    }
  }

  @Test
  void saysWhatIsWrongInAList(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("prices.csv"),
        "meter,size,variant,region,price,currency\naws-nothing,,,,1,USD\n");
    var settings = new PriceList("ours", PriceList.Kind.FILE, "prices.csv", null, null);
    assertThatIOException()
        .isThrownBy(() -> ListedPrices.of(settings, List.of(folder)))
        .withMessageContaining("line 2: there is no meter 'aws-nothing'");
    var outside = new PriceList("ours", PriceList.Kind.FILE, "../prices.csv", null, null);
    assertThatIOException().isThrownBy(() -> ListedPrices.of(outside, List.of(folder)));
  }
}
