package dev.hexad.finops.share;

import dev.hexad.finops.cost.Dimension;
import dev.hexad.finops.cost.Question;
import dev.hexad.finops.cost.Sum;
import dev.hexad.finops.cost.Sums;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.work.Work;
import dev.hexad.finops.work.Works;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What one deploy or build costs: what the application cost, over how often it was done. */
@Service
class UnitCosts {
  private final Sums sums;
  private final Works works;

  UnitCosts(Sums sums, Works works) {
    this.sums = sums;
    this.works = works;
  }

  /**
   * What one unit costs.
   *
   * @param each null where there was none
   * @param minutes that the units took together, 0 where that is not known
   */
  record UnitCost(
      String application,
      String currency,
      String amount,
      int count,
      @Nullable String each,
      long minutes) {}

  @Transactional(readOnly = true)
  public List<UnitCost> of(
      Question question, LocalDate from, LocalDate to, Work.Kind per, FinopsSettings settings) {
    Map<String, Works.Count> counts = new HashMap<>();
    works.counts(from, to).stream()
        .filter(count -> count.kind() == per)
        .forEach(count -> counts.put(count.application(), count));
    return sums.by(question, Dimension.of("application", settings)).stream()
        .filter(sum -> !sum.key().equals(Dimension.NONE))
        .sorted(Comparator.comparing(Sum::amount).reversed())
        .map(sum -> cost(sum, counts.get(sum.key())))
        .toList();
  }

  private static UnitCost cost(Sum sum, Works.@Nullable Count count) {
    int units = count == null ? 0 : count.count();
    return new UnitCost(
        sum.key(),
        sum.currency(),
        sum.amount().toPlainString(),
        units,
        units == 0
            ? null
            : sum.amount()
                .divide(BigDecimal.valueOf(units), 4, RoundingMode.HALF_EVEN)
                .toPlainString(),
        count == null ? 0 : count.millis() / 60_000);
  }
}
