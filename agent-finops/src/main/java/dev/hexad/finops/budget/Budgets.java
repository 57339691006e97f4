package dev.hexad.finops.budget;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.event.CostBudgetCrossed;
import dev.hexad.contracts.message.Money;
import dev.hexad.finops.cost.Basis;
import dev.hexad.finops.cost.Question;
import dev.hexad.finops.cost.Sum;
import dev.hexad.finops.cost.Sums;
import dev.hexad.finops.outlook.Outlook;
import dev.hexad.finops.outlook.Outlooks;
import dev.hexad.finops.outlook.SeriesName;
import dev.hexad.finops.settings.Budget;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.service.outbox.Outbox;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Holds what was spent, and what is expected, against the configured budgets. */
@Service
public class Budgets {
  /** Only that all of it will be spent is worth a word beforehand. */
  private static final int WHOLE = 100;

  private final Basis basis;
  private final Sums sums;
  private final Outlooks outlooks;
  private final LiveConfiguration<FinopsSettings> settings;
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Clock clock;

  Budgets(
      Basis basis,
      Sums sums,
      Outlooks outlooks,
      LiveConfiguration<FinopsSettings> settings,
      JdbcClient jdbc,
      Outbox outbox,
      Clock clock) {
    this.basis = basis;
    this.sums = sums;
    this.outlooks = outlooks;
    this.settings = settings;
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** How every budget stands, in the period of the last day that is known. */
  @Transactional(readOnly = true)
  public List<BurnDown> all() {
    FinopsSettings current = settings.current();
    List<Basis.Days> days = basis.days();
    return current.budgets().stream().map(budget -> burnDown(budget, days, current)).toList();
  }

  private BurnDown burnDown(Budget budget, List<Basis.Days> all, FinopsSettings current) {
    Optional<Basis.Days> days =
        all.stream().filter(each -> each.currency().equals(budget.currency())).findFirst();
    LocalDate today = days.map(Basis.Days::last).orElseGet(() -> LocalDate.now(clock));
    Span span = Span.of(budget.length(), today);
    boolean sample = days.map(Basis.Days::sample).orElse(false);
    Map<LocalDate, BigDecimal> spent = new TreeMap<>();
    var question =
        new Question(
            span.first(),
            today,
            budget.cost(),
            budget.currency(),
            Outlooks.filters(budget, current),
            sample);
    for (Sum sum : sums.daily(question, null)) {
      if (sum.bucket() != null) {
        spent.put(sum.bucket(), sum.amount());
      }
    }
    Optional<Outlook> outlook =
        outlooks.find(new SeriesName(SeriesName.BUDGET, budget.name(), budget.currency()));
    return BurnDown.of(budget, span, today, sample, spent, outlook.orElse(null));
  }

  /** Tells of thresholds that were crossed since the last time, each of them once. */
  @Transactional
  public int check() {
    int told = 0;
    for (BurnDown budget : all()) {
      for (BurnDown.Threshold threshold : budget.thresholds()) {
        if (threshold.crossed() && first(budget, threshold.percent(), false)) {
          tell(budget, threshold, false);
          told++;
        } else if (threshold.percent() >= WHOLE
            && threshold.expectedOn() != null
            && first(budget, threshold.percent(), true)) {
          tell(budget, threshold, true);
          told++;
        }
      }
    }
    return told;
  }

  private boolean first(BurnDown budget, int percent, boolean forecast) {
    return jdbc.sql(
                """
                insert into budget_crossing (budget, period_start, threshold, forecast, sample,
                  cost, limit_amount, currency, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
            .params(
                budget.name(),
                budget.from(),
                percent,
                forecast,
                budget.sample(),
                new BigDecimal(forecast ? budget.expected() : budget.spent()),
                new BigDecimal(budget.limit()),
                budget.currency(),
                Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  private void tell(BurnDown budget, BurnDown.Threshold threshold, boolean forecast) {
    outbox.event(
        new CostBudgetCrossed(
            budget.name(),
            budget.from(),
            budget.to(),
            threshold.percent(),
            forecast,
            Money.of(
                new BigDecimal(forecast ? budget.expected() : budget.spent())
                    .setScale(2, RoundingMode.HALF_EVEN),
                budget.currency()),
            new Money(budget.limit(), budget.currency()),
            forecast ? threshold.expectedOn() : threshold.crossedOn(),
            budget.sample()));
  }
}
