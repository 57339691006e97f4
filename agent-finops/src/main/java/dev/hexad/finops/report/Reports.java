package dev.hexad.finops.report;

import dev.hexad.finops.cost.Dimension;
import dev.hexad.finops.cost.Question;
import dev.hexad.finops.cost.Sum;
import dev.hexad.finops.cost.Sums;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.Metric;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Makes reports from the sums. */
@Service
class Reports {
  private static final List<String> DIMENSIONS =
      List.of("service", "account", "application", "owner");

  private final Sums sums;

  Reports(Sums sums) {
    this.sums = sums;
  }

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Report of(LocalDate from, LocalDate to, Metric metric, FinopsSettings settings) {
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    var question = new Question(from, to, metric, null, List.of(), true);
    var earlier =
        new Question(from.minusDays(days), from.minusDays(1), metric, null, List.of(), true);
    var real = new Question(from, to, metric, null, List.of(), false);
    List<Report.Section> sections = new ArrayList<>();
    for (String name : DIMENSIONS) {
      Dimension dimension = Dimension.of(name, settings);
      sections.addAll(
          sections(name, map(sums.by(question, dimension)), map(sums.by(earlier, dimension))));
    }
    boolean sample = !map(sums.by(question, null)).equals(map(sums.by(real, null)));
    return new Report(from, to, metric.column(), sample, sections);
  }

  /** By currency and key. */
  private static Map<String, Map<String, BigDecimal>> map(List<Sum> sums) {
    Map<String, Map<String, BigDecimal>> map = new TreeMap<>();
    sums.forEach(sum ->
        map.computeIfAbsent(sum.currency(), c -> new HashMap<>()).put(sum.key(), sum.amount()));
    return map;
  }

  private static List<Report.Section> sections(
      String name,
      Map<String, Map<String, BigDecimal>> now,
      Map<String, Map<String, BigDecimal>> before) {
    List<Report.Section> sections = new ArrayList<>();
    now.forEach((currency, amounts) -> {
      Map<String, BigDecimal> past = before.getOrDefault(currency, Map.of());
      Set<String> keys = new HashSet<>(amounts.keySet());
      keys.addAll(past.keySet());
      sections.add(
          new Report.Section(
              name,
              currency,
              sum(amounts),
              sum(past),
              keys.stream()
                  .map(key ->
                      new Report.Line(
                          key,
                          amounts.getOrDefault(key, BigDecimal.ZERO),
                          past.getOrDefault(key, BigDecimal.ZERO)))
                  .sorted(
                      Comparator.comparing(Report.Line::amount)
                          .reversed()
                          .thenComparing(Report.Line::key))
                  .toList()));
    });
    return sections;
  }

  private static BigDecimal sum(Map<String, BigDecimal> amounts) {
    return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
