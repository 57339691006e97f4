package dev.hexad.finops.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FocusReaderTests {
  private static final Path SAMPLES = Path.of("../../shared/specs/focus");
  private static final String HEAD = "ServiceName,BilledCost,BillingCurrency,ChargePeriodStart";

  private record Row(
      @Nullable BigDecimal billed,
      @Nullable BigDecimal effective,
      LocalDate day,
      @Nullable String service,
      @Nullable String category,
      @Nullable String resource,
      @Nullable String provider,
      String tags) {
    static Row of(FocusRow row) {
      return new Row(
          row.number(FocusColumn.BILLED_COST),
          row.number(FocusColumn.EFFECTIVE_COST),
          row.day(),
          row.text(FocusColumn.SERVICE_NAME),
          row.text(FocusColumn.CHARGE_CATEGORY),
          row.text(FocusColumn.RESOURCE_ID),
          row.text(FocusColumn.PROVIDER_NAME),
          row.tags());
    }
  }

  private static List<Row> read(String csv) throws IOException {
    var rows = new ArrayList<Row>();
    FocusReader.read(
        BillText.lines(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8))),
        row -> rows.add(Row.of(row)));
    return rows;
  }

  private static List<Problem.FieldError> errors(String csv) {
    return catchThrowableOfType(HexadException.class, () -> read(csv)).problem().errors();
  }

  private static String sample(String name) throws IOException {
    assumeTrue(Files.isDirectory(SAMPLES), "no sample files at " + SAMPLES);
    return Files.readString(SAMPLES.resolve(name));
  }

  @Test
  void readsASpreadsheetsNumbersAndDates() throws IOException {
    Row row = read(sample("sample.simple_saas_agreements_a1.csv")).getFirst();
    assertThat(row.billed()).isEqualByComparingTo("10000");
    assertThat(row.effective()).isEqualByComparingTo("10000");
    assertThat(row.day()).isEqualTo(LocalDate.of(2025, 4, 1));
    assertThat(row.service()).isEqualTo("ACMECORP Service");
    assertThat(row.category()).isEqualTo("Purchase");
    assertThat(row.tags()).isEqualTo("{}");
  }

  @Test
  void readsAFileWithAByteOrderMark() throws IOException {
    Row row = read(sample("sample.virtual_currency_pricing_model_b1.csv")).getFirst();
    assertThat(row.billed()).isEqualByComparingTo("100000");
    assertThat(row.effective()).isEqualByComparingTo("0");
    assertThat(row.resource()).isEqualTo("abcde");
  }

  @Test
  void namesTheColumnsThatAreMissing() throws IOException {
    assertThat(errors(sample("sample.commitment_discount_usage_scenario_1.csv")))
        .extracting(Problem.FieldError::where)
        .containsExactly("1:BillingCurrency", "1:ServiceName");
  }

  @Test
  void leavesOpenWhatIsNotStated() throws IOException {
    Row row = read(HEAD + "\na,1.5,EUR,2026-01-02\n").getFirst();
    assertThat(row.effective()).isNull();
    assertThat(row.provider()).isNull();
  }

  @Test
  void saysLineAndColumnOfEveryError() {
    String csv =
        HEAD
            + ",Tags\n\"a\nb\",1,EUR,2026-01-02,\nc,one,EUR,soon,\nd,1,,2026-01-02,{}\ne,1,EUR\n"
            + "f,1,EUR,2026-01-02,[1]\n";
    assertThat(errors(csv))
        .extracting(Problem.FieldError::where)
        .containsExactly(
            "4:BilledCost", "4:ChargePeriodStart", "5:BillingCurrency", "6:3", "7:Tags");
  }

  @Test
  void readsTagsOfAnyShape() throws IOException {
    String csv =
        HEAD + ",Tags\na,1,EUR,2026-01-02,\"{\"\"b\"\":1,\"\"a\"\":\"\"x\"\",\"\"c\"\":null}\"\n";
    assertThat(read(csv).getFirst().tags()).isEqualTo("{\"a\":\"x\",\"b\":\"1\",\"c\":\"\"}");
  }

  @Test
  void refusesWhatIsNoCsv() {
    for (String csv :
        List.of("", "\u0000\u0001", "a,a\n1,2\n", HEAD + "\n\"a\"b,1,EUR,2026\n", "\"a\"b")) {
      assertThat(catchThrowableOfType(HexadException.class, () -> read(csv))).as(csv).isNotNull();
    }
  }

  @Test
  void readsNullsAndThePublisherOfEarlierVersions() throws IOException {
    Row row =
        read(HEAD + ",PublisherName,ResourceId\na,1,EUR,2026-01-02 05:00:00,AWS,NULL\n").getFirst();
    assertThat(row.resource()).isNull();
    assertThat(row.provider()).isEqualTo("AWS");
    assertThat(row.day()).isEqualTo(LocalDate.of(2026, 1, 2));
  }

  @Test
  void saysWhereAFileIsCutOff() {
    String csv = HEAD + ",Tags\na,1,EUR,2026-01-02,\nb,1,EUR,2026-01-02,\"{\"\"a\"\"";
    assertThat(catchThrowableOfType(HexadException.class, () -> read(csv)))
        .hasMessageContaining("line 3")
        .hasMessageContaining("cut off");
    assertThat(errors(HEAD + "\na,1,EUR,2026-01-02\nb,1,EU"))
        .extracting(Problem.FieldError::where)
        .containsExactly("3:3");
  }

  @Test
  void readsLongRowsAndQuotesAcrossItsBuffer() throws IOException {
    var csv = new StringBuilder(HEAD).append(",ResourceId\n");
    String long1 = "x\"\"y,\n".repeat(40_000);
    for (int i = 0; i < 5; i++) {
      csv.append("a,1,EUR,2026-01-02,\"").append(long1).append("\"\r\n");
    }
    List<Row> rows = read(csv.toString());
    assertThat(rows).hasSize(5);
    assertThat(rows.get(4).resource()).isEqualTo(long1.replace("\"\"", "\"").strip());
  }

  @Test
  void saysThatACompressedFileIsCutOff() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 5_000; i++) {
        String line = i == 0 ? HEAD : "s" + i * 7919 + "," + i + ",EUR,2026-01-02";
        gzip.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
    assertThat(
            catchThrowableOfType(
                HexadException.class,
                () ->
                    FocusReader.read(
                        BillText.lines(new GZIPInputStream(new ByteArrayInputStream(half))),
                        row -> row.day())))
        .hasMessageContaining("cut off");
  }
}
