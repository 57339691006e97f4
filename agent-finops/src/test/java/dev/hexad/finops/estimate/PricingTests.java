package dev.hexad.finops.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.EstimateParameters.PlannedChange;
import dev.hexad.contracts.command.EstimateParameters.PlannedState;
import dev.hexad.contracts.command.EstimateParameters.UnpricedChange;
import dev.hexad.contracts.message.Money;
import dev.hexad.finops.price.Price;
import dev.hexad.finops.price.PriceQuestion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTests {
  private static final String REGION = "eu-west-1";
  private static final Map<String, String> PRICES =
      Map.ofEntries(
          Map.entry("aws-instance m5.large", "0.10"),
          Map.entry("aws-instance m5.xlarge", "0.20"),
          Map.entry("aws-volume gp3", "0.08"),
          Map.entry("aws-volume-iops gp3", "0.005"),
          Map.entry("aws-volume-throughput gp3", "0.04"),
          Map.entry("aws-volume gp2", "0.11"),
          Map.entry("aws-database db.m5.large PostgreSQL", "0.145"),
          Map.entry("aws-database-multi-az db.m5.large PostgreSQL", "0.29"),
          Map.entry("aws-database-storage gp2 PostgreSQL", "0.115"),
          Map.entry("aws-load-balancer application", "0.0225"),
          Map.entry("aws-load-balancer-capacity application", "0.008"),
          Map.entry("aws-nat-gateway", "0.045"),
          Map.entry("aws-nat-gateway-data", "0.045"),
          Map.entry("aws-address", "0.005"),
          Map.entry("aws-object-storage", "0.023"),
          Map.entry("aws-function-compute", "0.0000166667"),
          Map.entry("aws-function-requests", "0.0000002"),
          Map.entry("aws-cache-node cache.m5.large Redis", "0.156"),
          Map.entry("aws-kubernetes-cluster", "0.10"),
          Map.entry("google-cores N2", "0.031611"),
          Map.entry("google-memory N2", "0.004237"),
          Map.entry("azure-instance D2s_v3", "0.096"));

  private static List<Price> price(PriceQuestion question) {
    String key =
        String.join(" ", question.meter().word(), question.size(), question.variant()).strip();
    String amount = PRICES.get(key);
    return amount == null || !question.region().equals(REGION)
        ? List.of()
        : List.of(new Price(new BigDecimal(amount), "USD", "list", LocalDate.parse("2026-03-01")));
  }

  private static Estimated estimate(PlannedChange change) {
    return estimate(change, Correction.NONE);
  }

  private static Estimated estimate(PlannedChange change, Correction correction) {
    return new Pricing(PricingTests::price, type -> correction).price(List.of(change), null, "EUR");
  }

  private static PlannedState state(String... pairs) {
    var attributes = new java.util.HashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      attributes.put(pairs[i], pairs[i + 1]);
    }
    return new PlannedState(attributes, null, null);
  }

  private static PlannedChange change(
      String type, @Nullable PlannedState before, @Nullable PlannedState after) {
    return new PlannedChange(type + ".it", type, "EU-West-1", null, before, after);
  }

  private static Money usd(String amount) {
    return new Money(amount, "USD");
  }

  @ParameterizedTest
  @CsvSource({
    "aws_instance, instance_type=m5.large;root_block_device.volume_type=gp3;root_block_device.volume_size=20, 74.60",
    "aws_ebs_volume, type=gp3;size=100;iops=4000;throughput=225, 17.00",
    "aws_ebs_volume, size=100, 11.00",
    "aws_db_instance, instance_class=db.m5.large;engine=postgres;allocated_storage=100, 117.35",
    "aws_lb, load_balancer_type=application, 16.42",
    "aws_nat_gateway, , 32.85",
    "aws_eip, , 3.65",
    "aws_elasticache_cluster, node_type=cache.m5.large;num_cache_nodes=2;engine=redis, 227.76",
    "aws_eks_cluster, , 73.00",
    "google_compute_instance, machine_type=n2-standard-4, 141.79",
    "azurerm_linux_virtual_machine, size=Standard_D2s_v3, 70.08"
  })
  void pricesAMonthOfEachType(String type, @Nullable String attributes, String amount) {
    String[] pairs = attributes == null ? new String[0] : attributes.split("[;=]");
    Estimated made = estimate(change(type, null, state(pairs)));
    assertThat(made.priced())
        .singleElement()
        .satisfies(priced -> {
          assertThat(priced.after()).isEqualTo(usd(amount));
          assertThat(priced.delta()).isEqualTo(usd(amount));
        });
  }

  @Test
  void tellsTheDifferenceOfAChange() {
    var made =
        estimate(
            change(
                "aws_instance",
                state("instance_type", "m5.large"),
                state("instance_type", "m5.xlarge")));
    assertThat(made.priced())
        .singleElement()
        .satisfies(priced -> {
          assertThat(priced.before()).isEqualTo(usd("73.00"));
          assertThat(priced.delta()).isEqualTo(usd("73.00"));
          assertThat(priced.lines()).hasSize(2);
        });
  }

  @Test
  void takesWhatIsRemovedForASaving() {
    assertThat(estimate(change("aws_nat_gateway", state(), null)).priced().getFirst().delta())
        .isEqualTo(usd("-32.85"));
  }

  @Test
  void doesNotPriceOneSideOfAChange() {
    var made =
        estimate(
            change(
                "aws_instance",
                state("instance_type", "x9.tiny", "root_block_device.volume_size", "10"),
                state("instance_type", "m5.large", "root_block_device.volume_size", "20")));
    assertThat(made.priced().getFirst().delta()).isEqualTo(usd("1.10"));
    assertThat(made.not())
        .singleElement()
        .satisfies(not -> {
          assertThat(not.component()).isEqualTo("instance hours");
          assertThat(not.reason()).contains("x9.tiny in eu-west-1");
        });
  }

  @Test
  void saysWhatIsPaidByUse() {
    assertThat(estimate(change("aws_lambda_function", null, state())).not())
        .extracting(UnpricedChange::component)
        .containsExactly("compute", "requests");
    var used =
        new PlannedState(Map.of(), null, Map.of("GB-second", 400_000.0, "request", 1_000_000.0));
    var made = estimate(change("aws_lambda_function", null, used));
    assertThat(made.priced().getFirst().after()).isEqualTo(usd("6.87"));
    assertThat(made.not()).isEmpty();
    var stored = new PlannedState(Map.of(), null, Map.of("GB-month", 1000.0));
    assertThat(estimate(change("aws_s3_bucket", null, stored)).priced().getFirst().after())
        .isEqualTo(usd("23.00"));
  }

  @Test
  void neverTakesTheUnknownForZero() {
    var made = estimate(change("aws_sagemaker_endpoint", null, state()));
    assertThat(made.priced()).isEmpty();
    assertThat(made.not())
        .singleElement()
        .satisfies(not -> {
          assertThat(not.component()).isNull();
          assertThat(not.reason()).contains("type");
        });
    assertThat(made.currency()).isEqualTo("EUR");
  }

  @Test
  void knowsTheRegionFromTheZone() {
    var change =
        new PlannedChange(
            "a",
            "aws_ebs_volume",
            null,
            null,
            null,
            state("size", "1", "availability_zone", "eu-west-1b"));
    assertThat(estimate(change).priced()).hasSize(1);
    var nowhere = new PlannedChange("a", "aws_ebs_volume", null, null, null, state("size", "1"));
    assertThat(estimate(nowhere).not().getFirst().reason()).contains("region");
  }

  @Test
  void countsHoursOnly() {
    var half = new PlannedState(Map.of("instance_type", "m5.large"), 365.0, null);
    assertThat(estimate(change("aws_instance", null, half)).priced().getFirst().after())
        .isEqualTo(usd("36.50"));
  }

  @Test
  void correctsByWhatWasLearnt() {
    var result =
        estimate(change("aws_nat_gateway", null, state()), new Correction(2, 0.1, 5))
            .result(java.util.UUID.randomUUID(), null, List.of());
    assertThat(result.delta()).isEqualTo(usd("32.85"));
    assertThat(result.corrected()).isEqualTo(usd("65.70"));
    assertThat(result.summary())
        .isEqualTo(
            "32.85 USD a month more: 0.00 before, 32.85 after.\n"
                + "By what earlier estimates missed it will rather be 65.70 USD.\n"
                + "Not in the sum: 1 change, in whole or in part.");
  }

  @Test
  void doesNotMixCurrencies() {
    var made =
        new Pricing(PricingTests::price, type -> Correction.NONE)
            .price(List.of(change("aws_eip", null, state())), "EUR", "EUR");
    assertThat(made.priced()).isEmpty();
    assertThat(made.not().getFirst().reason()).contains("USD only");
  }
}
