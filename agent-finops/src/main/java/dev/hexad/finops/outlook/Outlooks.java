package dev.hexad.finops.outlook;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.finops.cost.Basis;
import dev.hexad.finops.cost.Dimension;
import dev.hexad.finops.cost.Filter;
import dev.hexad.finops.cost.Question;
import dev.hexad.finops.cost.Sum;
import dev.hexad.finops.cost.Sums;
import dev.hexad.finops.forecast.Forecast;
import dev.hexad.finops.forecast.Forecaster;
import dev.hexad.finops.forecast.Reconciliation;
import dev.hexad.finops.forecast.Season;
import dev.hexad.finops.settings.Budget;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.Metric;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/**
 * Forecasts of daily cost: of all, of each provider, account, service and application, of budgets.
 */
@Service
public class Outlooks {
  static final List<String> DIMENSIONS = List.of("service", "provider", "account", "application");
  static final String OTHERS = "(others)";
  private static final int LEAST_DAYS = 14;
  private static final int MOST_KEYS = 100;

  private final Basis basis;
  private final Sums sums;
  private final OutlookStore store;
  private final LiveConfiguration<FinopsSettings> settings;
  private final Clock clock;

  Outlooks(
      Basis basis,
      Sums sums,
      OutlookStore store,
      LiveConfiguration<FinopsSettings> settings,
      Clock clock) {
    this.basis = basis;
    this.sums = sums;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /** The forecast of a series, if it was long enough. */
  public Optional<Outlook> find(SeriesName name) {
    return store.find(name);
  }

  /** Makes all forecasts anew; gives how many. */
  public int refresh() {
    List<Outlook> outlooks = new ArrayList<>();
    FinopsSettings current = settings.current();
    for (Basis.Days days : basis.days()) {
      if (days.count() >= LEAST_DAYS) {
        outlooks.addAll(whole(days, current));
      }
    }
    store.replace(outlooks);
    return outlooks.size();
  }

  private List<Outlook> whole(Basis.Days days, FinopsSettings current) {
    int horizon = current.forecastDays();
    Map<LocalDate, BigDecimal> total = new HashMap<>();
    for (Sum sum : sums.daily(question(days, Metric.EFFECTIVE, List.of()), null)) {
      if (sum.bucket() != null) {
        total.put(sum.bucket(), sum.amount());
      }
    }
    Made whole = make(SeriesName.total(days.currency()), days, days.values(total), horizon);
    List<Outlook> out = new ArrayList<>();
    double[] middle = new double[0];
    for (String dimension : DIMENSIONS) {
      List<Made> parts = parts(dimension, days, horizon, current);
      List<Forecast> forecasts = parts.stream().map(Made::forecast).toList();
      boolean first = middle.length == 0;
      Reconciliation sum =
          first
              ? Reconciliation.of(whole.forecast(), forecasts)
              : Reconciliation.toward(middle, forecasts);
      if (first) {
        middle = sum.whole();
        out.add(whole.outlook().around(middle));
      }
      for (int i = 0; i < parts.size(); i++) {
        out.add(parts.get(i).outlook().around(sum.parts().get(i)));
      }
    }
    for (Budget budget : current.budgets()) {
      if (budget.currency().equals(days.currency())) {
        out.add(budget(budget, days, horizon, current).outlook());
      }
    }
    return out;
  }

  private record Made(Forecast forecast, Outlook outlook) {}

  private Made make(SeriesName name, Basis.Days days, double[] history, int horizon) {
    double[] known = sinceFirst(history);
    Forecast forecast = Forecaster.forecast(known, Season.DAILY, horizon);
    return new Made(
        forecast, Outlook.of(name, days.sample(), days.last(), known, forecast, clock.instant()));
  }

  /** What begins later than the bill has a shorter history, not one of zeros. */
  private static double[] sinceFirst(double[] history) {
    int from = 0;
    while (from < history.length - LEAST_DAYS && history[from] == 0) {
      from++;
    }
    return Arrays.copyOfRange(history, from, history.length);
  }

  /** The largest by name, all others as one, so that they are the whole. */
  private List<Made> parts(String dimension, Basis.Days days, int horizon, FinopsSettings current) {
    Map<String, Map<LocalDate, BigDecimal>> byKey = new TreeMap<>();
    Map<String, BigDecimal> sizes = new HashMap<>();
    Question question = question(days, Metric.EFFECTIVE, List.of());
    for (Sum sum : sums.daily(question, Dimension.of(dimension, current))) {
      if (sum.bucket() != null) {
        byKey.computeIfAbsent(sum.key(), k -> new HashMap<>()).put(sum.bucket(), sum.amount());
        sizes.merge(sum.key(), sum.amount().abs(), BigDecimal::add);
      }
    }
    List<String> largest =
        sizes.entrySet().stream()
            .sorted(
                Map.Entry.<String, BigDecimal>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry::getKey))
            .limit(MOST_KEYS)
            .map(Map.Entry::getKey)
            .toList();
    Map<LocalDate, BigDecimal> others = new HashMap<>();
    byKey.forEach((key, amounts) -> {
      if (!largest.contains(key)) {
        amounts.forEach((day, amount) -> others.merge(day, amount, BigDecimal::add));
      }
    });
    List<String> keys = new ArrayList<>(largest);
    if (!others.isEmpty()) {
      keys.add(OTHERS);
      byKey.put(OTHERS, others);
    }
    return keys.parallelStream()
        .map(key ->
            make(
                new SeriesName(dimension, key, days.currency()),
                days,
                days.values(byKey.getOrDefault(key, Map.of())),
                horizon))
        .toList();
  }

  private Made budget(Budget budget, Basis.Days days, int horizon, FinopsSettings current) {
    Map<LocalDate, BigDecimal> amounts = new HashMap<>();
    for (Sum sum : sums.daily(question(days, budget.cost(), filters(budget, current)), null)) {
      if (sum.bucket() != null) {
        amounts.put(sum.bucket(), sum.amount());
      }
    }
    return make(
        new SeriesName(SeriesName.BUDGET, budget.name(), days.currency()),
        days,
        days.values(amounts),
        Math.max(horizon, 366));
  }

  /** Which charges count for a budget. */
  public static List<Filter> filters(Budget budget, FinopsSettings current) {
    String dimension = budget.dimension();
    String value = budget.value();
    return dimension == null || value == null
        ? List.of()
        : List.of(new Filter(Dimension.of(dimension, current), List.of(value), true));
  }

  private static Question question(Basis.Days days, Metric metric, List<Filter> filters) {
    return new Question(days.first(), days.last(), metric, days.currency(), filters, days.sample());
  }
}
