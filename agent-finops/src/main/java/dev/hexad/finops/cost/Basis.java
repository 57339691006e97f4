package dev.hexad.finops.cost;

import dev.hexad.finops.settings.Metric;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The days that forecasts and anomalies are worked out from: of real sources, or of sample data
 * while there is nothing else; without a last day that has not arrived whole.
 */
@Component
public class Basis {
  private static final int LONGEST = 400;
  private static final double WHOLE = 0.6;

  private final Sums sums;
  private final JdbcClient jdbc;
  private final Clock clock;

  Basis(Sums sums, JdbcClient jdbc, Clock clock) {
    this.sums = sums;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Days of a currency.
   *
   * @param sample whether they are of sample data
   */
  public record Days(String currency, boolean sample, LocalDate first, LocalDate last) {
    public int count() {
      return (int) ChronoUnit.DAYS.between(first, last) + 1;
    }

    /** The days as numbers, 0 where nothing was charged. */
    public double[] values(Map<LocalDate, BigDecimal> amounts) {
      double[] values = new double[count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = amounts.getOrDefault(first.plusDays(i), BigDecimal.ZERO).doubleValue();
      }
      return values;
    }
  }

  /** By currency, the one with most days first. */
  public List<Days> days() {
    boolean sample =
        !jdbc.sql(
                "select exists (select 1 from cost_source s join cost_day d"
                    + " on d.source_id = s.id where not s.sample)")
            .query(Boolean.class)
            .single();
    // A charge for a time to come, such as a fee paid in advance, is not the newest day of a bill.
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate last =
        sums.span(sample)
            .map(Sums.Span::last)
            .map(day -> day.isAfter(today) ? today : day)
            .orElse(LocalDate.EPOCH);
    var question =
        new Question(last.minusDays(LONGEST - 1L), last, Metric.EFFECTIVE, null, List.of(), sample);
    Map<String, TreeMap<LocalDate, BigDecimal>> totals = new TreeMap<>();
    for (Sum sum : sums.daily(question, null)) {
      if (sum.bucket() != null) {
        totals
            .computeIfAbsent(sum.currency(), c -> new TreeMap<>())
            .put(sum.bucket(), sum.amount());
      }
    }
    return totals.entrySet().stream()
        .map(entry -> whole(entry.getKey(), sample, entry.getValue()))
        .sorted(Comparator.comparingInt(Days::count).reversed())
        .toList();
  }

  /** Bills arrive in pieces; a last day that is much too cheap is not there yet. */
  private static Days whole(
      String currency, boolean sample, TreeMap<LocalDate, BigDecimal> totals) {
    LocalDate last = totals.lastKey();
    double[] before =
        totals.headMap(last).tailMap(last.minusDays(14)).values().stream()
            .mapToDouble(BigDecimal::doubleValue)
            .sorted()
            .toArray();
    boolean partial =
        before.length >= 7
            && totals.lastEntry().getValue().doubleValue() < WHOLE * before[before.length / 2];
    return new Days(currency, sample, totals.firstKey(), partial ? last.minusDays(1) : last);
  }
}
