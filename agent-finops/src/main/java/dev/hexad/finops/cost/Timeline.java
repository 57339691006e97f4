package dev.hexad.finops.cost;

import dev.hexad.finops.settings.Metric;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Answers what things cost from day to day, the largest by name and all others together. */
@Service
class Timeline {
  static final String OTHERS = "(others)";

  private final Sums sums;

  Timeline(Sums sums) {
    this.sums = sums;
  }

  /**
   * What one thing cost over time.
   *
   * @param amounts one for each bucket of the answer
   */
  record Series(String key, String currency, String total, List<String> amounts) {}

  /** The answer; its buckets are first days. */
  record Answer(
      List<LocalDate> buckets,
      List<Series> series,
      String granularity,
      Metric metric,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {}

  private record Key(String key, String currency) {}

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Answer answer(
      Question question, @Nullable Dimension group, Granularity granularity, int most) {
    List<Sum> all = sums.over(question, group, granularity);
    Set<LocalDate> buckets = new TreeSet<>();
    Map<Key, BigDecimal> totals = new HashMap<>();
    for (Sum sum : all) {
      if (sum.bucket() != null) {
        buckets.add(sum.bucket());
      }
      totals.merge(new Key(sum.key(), sum.currency()), sum.amount().abs(), BigDecimal::add);
    }
    Set<Key> largest = largest(totals, most);
    Map<Key, Map<LocalDate, BigDecimal>> lines = new HashMap<>();
    for (Sum sum : all) {
      var key = new Key(sum.key(), sum.currency());
      Key line = largest.contains(key) ? key : new Key(OTHERS, sum.currency());
      if (sum.bucket() != null) {
        lines
            .computeIfAbsent(line, k -> new TreeMap<>())
            .merge(sum.bucket(), sum.amount(), BigDecimal::add);
      }
    }
    return new Answer(
        List.copyOf(buckets),
        lines.entrySet().stream()
            .map(line -> series(line.getKey(), line.getValue(), buckets))
            .sorted(
                Comparator.comparing((Series s) -> s.key().equals(OTHERS))
                    .thenComparing(s -> new BigDecimal(s.total()), Comparator.reverseOrder())
                    .thenComparing(Series::key))
            .toList(),
        granularity.name(),
        question.metric(),
        question.from(),
        question.to());
  }

  private static Set<Key> largest(Map<Key, BigDecimal> totals, int most) {
    return new HashSet<>(
        totals.entrySet().stream()
            .sorted(
                Map.Entry.<Key, BigDecimal>comparingByValue()
                    .reversed()
                    .thenComparing(e -> e.getKey().key()))
            .limit(most)
            .map(Map.Entry::getKey)
            .toList());
  }

  private static Series series(
      Key key, Map<LocalDate, BigDecimal> amounts, Set<LocalDate> buckets) {
    return new Series(
        key.key(),
        key.currency(),
        amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add).toPlainString(),
        buckets.stream()
            .map(bucket -> amounts.getOrDefault(bucket, BigDecimal.ZERO).toPlainString())
            .toList());
  }
}
