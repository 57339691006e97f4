package dev.hexad.finops.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.finops.focus.BillText;
import dev.hexad.finops.focus.FocusColumn;
import dev.hexad.finops.focus.FocusReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every source of bills must do; a subclass delivers 3.50 in two charges. */
public abstract class CostSourceContractTests {
  /** A source with one delivery. */
  protected abstract CostSource source() throws Exception;

  @Test
  void listsTheSameUntilSomethingChanges() throws Exception {
    try (CostSource source = source()) {
      List<CostSource.Delivery> first = source.deliveries();
      assertThat(first).isNotEmpty().doesNotHaveDuplicates();
      assertThat(source.deliveries()).isEqualTo(first);
    }
  }

  @Test
  void givesBillsInFocusForm() throws Exception {
    try (CostSource source = source()) {
      assertThat(sum(source, source.deliveries().getLast())).isEqualByComparingTo("3.50");
    }
  }

  @Test
  void givesABillAsOftenAsItIsAskedFor() throws Exception {
    try (CostSource source = source()) {
      CostSource.Delivery last = source.deliveries().getLast();
      assertThat(sum(source, last)).isEqualByComparingTo(sum(source, last));
    }
  }

  private static BigDecimal sum(CostSource source, CostSource.Delivery delivery)
      throws IOException {
    var sum = new BigDecimal[] {BigDecimal.ZERO};
    try (var csv = source.open(delivery)) {
      FocusReader.read(
          BillText.lines(csv),
          row -> {
            BigDecimal cost = row.number(FocusColumn.BILLED_COST);
            sum[0] = sum[0].add(cost == null ? BigDecimal.ZERO : cost);
          });
    }
    return sum[0];
  }
}
