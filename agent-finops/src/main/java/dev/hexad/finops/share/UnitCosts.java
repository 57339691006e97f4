package dev.hexad.finops.share;

import dev.hexad.finops.cost.Dimension;
import dev.hexad.finops.cost.Question;
import dev.hexad.finops.cost.Sum;
import dev.hexad.finops.cost.Sums;
import dev.hexad.finops.settings.FinopsSettings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What one deploy, run, request or customer costs: what the application cost, over how many there
 * were.
 */
@Service
class UnitCosts {
  private final Sums sums;
  private final UnitCounts counts;

  UnitCosts(Sums sums, UnitCounts counts) {
    this.sums = sums;
    this.counts = counts;
  }

  /**
   * What one unit costs.
   *
   * @param application empty for what is counted for all of them together
   * @param count of a level its mean
   * @param each null where there was none
   * @param minutes that the units took together, 0 where that is not known
   * @param measured share of the time in which they were counted, 0 to 1; so much of the amount is
   *     what is divided
   */
  record UnitCost(
      String application,
      String currency,
      String amount,
      double count,
      @Nullable String each,
      long minutes,
      double measured) {}

  List<UnitCost> of(Question question, UnitCounts.Asked asked, FinopsSettings settings) {
    UnitCounts.Counted counted = counts.of(asked, settings);
    UnitCounts.Count all = counted.all();
    Stream<UnitCost> together =
        all == null
            ? Stream.empty()
            : sums.by(question, null).stream().map(sum -> cost("", sum, all));
    Stream<UnitCost> single =
        sums.by(question, Dimension.of("application", settings)).stream()
            .filter(sum -> !sum.key().equals(Dimension.NONE))
            .sorted(Comparator.comparing(Sum::amount).reversed())
            .map(sum ->
                cost(
                    sum.key(),
                    sum,
                    counted.byApplication().getOrDefault(sum.key(), UnitCounts.Count.NONE)));
    return Stream.concat(together, single).toList();
  }

  private static UnitCost cost(String application, Sum sum, UnitCounts.Count count) {
    BigDecimal divided = count.rate() ? sum.amount().multiply(share(count)) : sum.amount();
    return new UnitCost(
        application,
        sum.currency(),
        sum.amount().toPlainString(),
        count.number().doubleValue(),
        count.number().signum() == 0 ? null : each(divided, count.number()),
        count.millis() / 60_000,
        count.measured());
  }

  private static BigDecimal share(UnitCounts.Count count) {
    return BigDecimal.valueOf(count.measured());
  }

  /** A request costs little: six digits, and no fewer than four behind the point. */
  private static String each(BigDecimal amount, BigDecimal number) {
    BigDecimal exact = amount.divide(number, MathContext.DECIMAL64);
    int digits = Math.max(4, 6 - exact.precision() + exact.scale());
    return exact.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }
}
