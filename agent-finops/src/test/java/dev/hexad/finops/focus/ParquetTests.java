package dev.hexad.finops.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTests {
  private static final String ROWS =
      """
      select 'say "a", b' ServiceName, 1.25::decimal(20, 8) BilledCost, 1e-7::double EffectiveCost,
        'USD' BillingCurrency, timestamptz '2026-01-01 05:00:00Z' ChargePeriodStart,
        timestamp '2026-01-02 05:00:00' ChargePeriodEnd, date '2026-01-01' BillingPeriodStart,
        map {'team': 'a "b"', 'none': null} Tags, {'cores': 4, 'family': 'm5'} SkuPriceDetails,
        'x'::blob ResourceId, null::varchar RegionId, [1, 2] x_others
      """;

  @TempDir Path folder;

  private Path file(String query, String options) {
    return ParquetFiles.write(folder.resolve("bill.parquet"), query, options);
  }

  private static void read(Path file, FocusReader.Sink sink) throws IOException {
    try (BillText text = BillText.parquet(file)) {
      FocusReader.read(text, sink);
    }
  }

  private static HexadException refused(Path file) {
    return catchThrowableOfType(HexadException.class, () -> read(file, FocusRow::day));
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "zstd", "gzip", "lz4_raw", "uncompressed"})
  void readsAllTypesOfValues(String codec) throws IOException {
    List<String> seen = new ArrayList<>();
    read(
        file(ROWS, "compression " + codec),
        row -> {
          assertThat(row.text(FocusColumn.SERVICE_NAME)).isEqualTo("say \"a\", b");
          assertThat(row.digits(FocusColumn.BILLED_COST)).isEqualTo("1.25000000");
          assertThat(row.number(FocusColumn.EFFECTIVE_COST)).isEqualByComparingTo("0.0000001");
          assertThat(row.time(FocusColumn.CHARGE_PERIOD_START))
              .isEqualTo(Instant.parse("2026-01-01T05:00:00Z"));
          assertThat(row.time(FocusColumn.CHARGE_PERIOD_END))
              .isEqualTo(Instant.parse("2026-01-02T05:00:00Z"));
          assertThat(row.time(FocusColumn.BILLING_PERIOD_START))
              .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
          assertThat(row.tags()).isEqualTo("{\"none\":\"\",\"team\":\"a \\\"b\\\"\"}");
          assertThat(row.text(FocusColumn.SKU_PRICE_DETAILS))
              .isEqualTo("{\"cores\":4,\"family\":\"m5\"}");
          assertThat(row.text(FocusColumn.RESOURCE_ID)).isEqualTo("x");
          assertThat(row.text(FocusColumn.REGION_ID)).isNull();
          seen.add(row.currency());
        });
    assertThat(seen).containsExactly("USD");
  }

  @Test
  void readsMapsAndStructuresThatAreNotInAllRows() throws IOException {
    Path file =
        file(
            """
            select 's' ServiceName, 1 BilledCost, 'EUR' BillingCurrency,
              timestamp_ms '2026-01-01 00:00:00' ChargePeriodStart,
              case i % 4 when 1 then null when 2 then map {} else map {'i': i} end Tags,
              case i % 3 when 1 then null when 2 then {'a': null, 'b': i} else {'a': i, 'b': 1.5}
                end SkuPriceDetails,
              case i % 2 when 1 then 'r' || i end ResourceId
            from range(9000) t(i)
            """,
            "row_group_size 2048");
    var count = new int[1];
    read(
        file,
        row -> {
          int i = count[0]++;
          assertThat(row.tags())
              .isEqualTo(i % 4 == 1 || i % 4 == 2 ? "{}" : "{\"i\":\"" + i + "\"}");
          assertThat(row.text(FocusColumn.SKU_PRICE_DETAILS))
              .isEqualTo(
                  switch (i % 3) {
                    case 0 -> "{\"a\":" + i + ",\"b\":1.5}";
                    case 1 -> null;
                    default -> "{\"b\":" + i + ".0}";
                  });
          assertThat(row.text(FocusColumn.RESOURCE_ID)).isEqualTo(i % 2 == 1 ? "r" + i : null);
        });
    assertThat(count[0]).isEqualTo(9000);
  }

  @Test
  void readsAllGroupsOfRows() throws IOException {
    Path file =
        file(
            """
            select 's' || i % 7 ServiceName, i::decimal(18, 2) BilledCost, 'EUR' BillingCurrency,
              date '2026-01-01' ChargePeriodStart, map {'n': i::varchar} Tags
            from range(100000) t(i)
            """,
            "row_group_size 4096");
    var sum = new BigDecimal[] {BigDecimal.ZERO};
    var last = new long[1];
    read(
        file,
        row -> {
          BigDecimal cost = row.number(FocusColumn.BILLED_COST);
          assertThat(cost).isEqualByComparingTo(BigDecimal.valueOf(row.line() - 1));
          sum[0] = sum[0].add(cost);
          last[0] = row.line();
        });
    assertThat(sum[0]).isEqualByComparingTo("4999950000");
    assertThat(last[0]).isEqualTo(100_000);
  }

  @Test
  void saysRowAndColumnOfErrors() {
    Path file =
        file(
            """
            select 'two' || chr(10) || 'lines' ServiceName, 1.5 BilledCost,
              case i when 4 then 'nope' else 'USD' end BillingCurrency,
              case i when 6 then null else date '2026-01-01' end ChargePeriodStart
            from range(1, 9) t(i)
            """,
            "compression snappy");
    HexadException refused = refused(file);
    assertThat(refused).hasMessageContaining("row and column 4:BillingCurrency");
    assertThat(refused.problem().errors())
        .extracting(Problem.FieldError::where)
        .containsExactly("4:BillingCurrency", "6:ChargePeriodStart");
  }

  @Test
  void namesTheColumnsThatAreMissing() {
    assertThat(refused(file("select 1 a, 2 BilledCost", "compression snappy")))
        .hasMessageContaining("BillingCurrency, ChargePeriodStart, ServiceName");
    assertThat(refused(file("select 1 a", "compression snappy")))
        .hasMessageContaining("no column of FOCUS");
    assertThat(refused(file("select [1] ServiceName", "compression snappy")))
        .hasMessageContaining("column ServiceName holds neither");
  }

  @Test
  void saysThatAFileIsCutOffOrBroken() throws IOException {
    byte[] all = Files.readAllBytes(file(ROWS, "compression snappy"));
    Path broken = folder.resolve("broken.parquet");
    for (int length : new int[] {4, 12, all.length / 2, all.length - 1}) {
      Files.write(broken, Arrays.copyOf(all, length));
      assertThat(refused(broken)).hasMessageContaining("cut off");
    }
    byte[] turned = all.clone();
    Arrays.fill(turned, 4, 60, (byte) 0x55);
    Files.write(broken, turned);
    assertThat(refused(broken)).hasMessageContaining("no Parquet file that can be read");
    Files.write(broken, "PAR1, but text".getBytes(StandardCharsets.UTF_8));
    assertThat(refused(broken)).hasMessageContaining("no Parquet file that can be read");
  }
}
