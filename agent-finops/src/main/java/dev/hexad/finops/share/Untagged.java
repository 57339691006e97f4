package dev.hexad.finops.share;

import dev.hexad.finops.cost.Dimension;
import dev.hexad.finops.cost.Filter;
import dev.hexad.finops.cost.Question;
import dev.hexad.finops.cost.Sum;
import dev.hexad.finops.cost.Sums;
import dev.hexad.finops.settings.FinopsSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How much of the usage nobody answers for. Taxes and credits are nobody's, so they do not count.
 */
@Service
class Untagged {
  private static final int MOST = 10;

  private final Sums sums;

  Untagged(Sums sums) {
    this.sums = sums;
  }

  /** Where the untagged money goes. */
  record Service(String service, String amount) {}

  /**
   * How much has no value of a tag.
   *
   * @param by application, environment or owner
   * @param share from 0 to 1
   * @param largest services, the most expensive ones first
   */
  record Gap(
      String by,
      String tag,
      String currency,
      String untagged,
      String total,
      double share,
      List<Service> largest) {}

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public List<Gap> of(Question question, FinopsSettings settings) {
    List<Filter> usage = new ArrayList<>(question.filters());
    Dimension category = Dimension.of("category", settings);
    usage.add(new Filter(category, List.of("Tax", "Credit", "Adjustment"), false));
    List<Gap> gaps = new ArrayList<>();
    for (String name : List.of("application", "environment", "owner")) {
      gaps.addAll(gaps(question, usage, Dimension.of(name, settings), settings));
    }
    return gaps;
  }

  private List<Gap> gaps(
      Question question, List<Filter> usage, Dimension by, FinopsSettings settings) {
    Map<String, BigDecimal> totals = new TreeMap<>();
    Map<String, BigDecimal> untagged = new TreeMap<>();
    for (Sum sum : sums.by(with(question, usage), by)) {
      totals.merge(sum.currency(), sum.amount(), BigDecimal::add);
      if (sum.key().equals(Dimension.NONE)) {
        untagged.put(sum.currency(), sum.amount());
      }
    }
    List<Filter> none = new ArrayList<>(usage);
    none.add(new Filter(by, List.of(Dimension.NONE), true));
    List<Sum> services = sums.by(with(question, none), Dimension.of("service", settings));
    String tag = by.tag() == null ? by.name() : by.tag();
    return totals.entrySet().stream()
        .map(total -> {
          BigDecimal open = untagged.getOrDefault(total.getKey(), BigDecimal.ZERO);
          return new Gap(
              by.name(),
              tag,
              total.getKey(),
              open.toPlainString(),
              total.getValue().toPlainString(),
              share(open, total.getValue()),
              services.stream()
                  .filter(sum -> sum.currency().equals(total.getKey()))
                  .sorted(Comparator.comparing(Sum::amount).reversed())
                  .limit(MOST)
                  .map(sum -> new Service(sum.key(), sum.amount().toPlainString()))
                  .toList());
        })
        .toList();
  }

  private static double share(BigDecimal part, BigDecimal whole) {
    return whole.signum() <= 0
        ? 0
        : part.divide(whole, 6, RoundingMode.HALF_EVEN).max(BigDecimal.ZERO).doubleValue();
  }

  private static Question with(Question question, List<Filter> filters) {
    return new Question(
        question.from(),
        question.to(),
        question.metric(),
        question.currency(),
        filters,
        question.sample());
  }
}
