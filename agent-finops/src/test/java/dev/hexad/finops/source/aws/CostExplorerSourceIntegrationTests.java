package dev.hexad.finops.source.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.groups.Tuple.tuple;

import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.source.CostSource;
import dev.hexad.finops.source.CostSource.Delivery;
import dev.hexad.finops.source.CostSourceContractTests;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the AWS emulator, which answers with what it was given beforehand. */
class CostExplorerSourceIntegrationTests extends CostSourceContractTests {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-03T10:00:00Z"), ZoneOffset.UTC);
  private static Emulator emulator;

  @BeforeAll
  static void start() throws Exception {
    emulator = Emulator.start();
  }

  @AfterAll
  static void stop() {
    if (emulator != null) {
      emulator.close();
    }
  }

  /** A first page of 1.25 and a second one of 2.25, as often as wanted. */
  private static void seed(int times) throws Exception {
    String pages =
        IntStream.range(0, times)
            .mapToObj(i ->
                page("Amazon, \\\"Elastic\\\" Compute", "1.25", "\"more\"")
                    + ","
                    + page("Tax", "2.25", "null"))
            .collect(Collectors.joining(","));
    assertThat(
            emulator.send(
                "POST",
                "/moto-api/static/ce/cost-and-usage-results",
                "{\"account_id\": \"123456789012\", \"results\": [" + pages + "]}"))
        .isEqualTo(201);
  }

  private static String page(String service, String amount, String next) {
    return """
    {"NextPageToken": %s, "ResultsByTime": [
      {"TimePeriod": {"Start": "2026-03-01", "End": "2026-03-02"}, "Estimated": true,
       "Groups": [{"Keys": ["%s", "42"], "Metrics": {
         "UnblendedCost": {"Amount": "%s", "Unit": "USD"},
         "AmortizedCost": {"Amount": "1", "Unit": "USD"},
         "UsageQuantity": {"Amount": "24", "Unit": "N/A"}}}]}]}
    """
        .formatted(next, service, amount);
  }

  private static CostSource open(String endpoint) {
    return CostExplorerSource.of(
        new BillSource("aws", BillSource.Kind.COST_EXPLORER, null, null, endpoint, "keys", 0, 3),
        Emulator::keys,
        CLOCK);
  }

  @Override
  protected CostSource source() throws Exception {
    seed(2);
    return open(emulator.endpoint());
  }

  @Test
  void asksForMonthsAgainUntilTheyHaveSettled() throws Exception {
    try (CostSource source = source()) {
      assertThat(source.deliveries())
          .extracting(Delivery::key, Delivery::version)
          .containsExactly(
              tuple("2026-01", "settled"),
              tuple("2026-02", "2026-03-03"),
              tuple("2026-03", "2026-03-03"));
    }
  }

  @Test
  void tellsTaxAndKeepsNamesWithCommasAndQuotes() throws Exception {
    try (CostSource source = source();
        var csv = source.open(source.deliveries().getLast())) {
      String text = new String(csv.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text)
          .contains(
              "1.25,1,USD,2026-03-01,2026-03-02,2026-03-01,Usage,AWS,"
                  + "\"Amazon, \"\"Elastic\"\" Compute\",\"42\",24")
          .contains("2.25,1,USD,2026-03-01,2026-03-02,2026-03-01,Tax,AWS,\"Tax\",\"42\",24");
    }
  }

  @Test
  void saysThatNobodyAnswers() {
    CostSource source = open("http://127.0.0.1:9");
    assertThatIOException()
        .isThrownBy(() -> source.open(source.deliveries().getLast()))
        .withMessageContaining("Cost Explorer does not answer");
  }
}
