package dev.hexad.finops.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FocusReaderTests {
  private static final Path SAMPLES = Path.of("../../shared/specs/focus");
  private static final String HEAD = "ServiceName,BilledCost,BillingCurrency,ChargePeriodStart";

  private static List<CostRow> read(String csv) throws IOException {
    var rows = new ArrayList<CostRow>();
    FocusReader.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), rows::add);
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
    CostRow row = read(sample("sample.simple_saas_agreements_a1.csv")).getFirst();
    assertThat(row.billed()).isEqualByComparingTo("10000");
    assertThat(row.effective()).isEqualByComparingTo("10000");
    assertThat(row.day()).isEqualTo(LocalDate.of(2025, 4, 1));
    assertThat(row.service()).isEqualTo("ACMECORP Service");
    assertThat(row.category()).isEqualTo("Purchase");
    assertThat(row.tags()).isEqualTo("{}");
  }

  @Test
  void readsAFileWithAByteOrderMark() throws IOException {
    CostRow row = read(sample("sample.virtual_currency_pricing_model_b1.csv")).getFirst();
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
  void takesTheBilledCostWhereNothingElseIsStated() throws IOException {
    CostRow row = read(HEAD + "\na,1.5,EUR,2026-01-02\n").getFirst();
    assertThat(row.effective()).isEqualTo(row.billed());
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
  void givesEqualRowsEqualHashes() throws IOException {
    String line = "\na,1,EUR,2026-01-02";
    List<CostRow> rows = read(HEAD + line + line + "\na,11,EUR,2026-01-02");
    assertThat(rows.get(0).hash()).isEqualTo(rows.get(1).hash());
    assertThat(rows.get(0).hash()).isNotEqualTo(rows.get(2).hash());
  }
}
