package dev.hexad.finops.price;

import dev.hexad.finops.cost.Basis;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was really paid for a unit in the last 30 days, without what commitments made cheaper. Where
 * credits have made it free, the list price of the bill counts.
 */
@Component
class BillPrices {
  private static final int DAYS = 30;
  private static final Pattern COUNTED = Pattern.compile("([\\d,]+)\\s+(\\D.*)");

  private final Basis basis;
  private final JdbcClient jdbc;

  BillPrices(Basis basis, JdbcClient jdbc) {
    this.basis = basis;
    this.jdbc = jdbc;
  }

  private record Paid(
      @Nullable String unit,
      BigDecimal cost,
      BigDecimal quantity,
      @Nullable BigDecimal list,
      LocalDate last) {}

  /** The prices of the bill as it is now. */
  PriceSource open() {
    List<Basis.Days> all = basis.days();
    return question -> prices(question, all);
  }

  private List<Price> prices(PriceQuestion question, List<Basis.Days> all) {
    List<Price> prices = new ArrayList<>();
    for (Basis.Days days : all) {
      paid(question, days).stream()
          .map(paid -> price(question.meter().unit(), paid, days))
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(prices::add);
    }
    return prices;
  }

  private List<Paid> paid(PriceQuestion question, Basis.Days days) {
    return jdbc.sql(
            """
            with named as materialized (
              select id, coalesce(data ->> 'PricingUnit', data ->> 'ConsumedUnit') unit
              from cost_detail,
                concat_ws(' ', data ->> 'ChargeDescription', data ->> 'SkuMeter',
                  data ->> 'SkuPriceDetails') says
              where says ~* :words and (:not::text is null or not says ~* :not::text)
            )
            select n.unit, sum(c.effective) cost, sum(coalesce(c.priced, c.consumed)) quantity,
              max(c.list_price) list, max(c.day) last
            from charge c join named n on n.id = c.detail_id
            join cost_dimension d on d.id = c.dimension_id
            join cost_source o on o.id = c.source_id
            where c.day between :from and :to and o.sample = :sample and d.currency = :currency
              and d.provider ~* :provider and lower(replace(d.region, ' ', '')) = :region
              and coalesce(d.category, 'Usage') = 'Usage'
              and coalesce(d.pricing, 'Standard') = 'Standard'
            group by 1 having sum(coalesce(c.priced, c.consumed)) > 0
            order by sum(coalesce(c.priced, c.consumed)) desc
            """)
        .param("words", question.pattern())
        .param("not", question.not())
        .param("from", days.last().minusDays(DAYS - 1L))
        .param("to", days.last())
        .param("sample", days.sample())
        .param("currency", days.currency())
        .param("provider", question.meter().provider().names())
        .param("region", question.region())
        .query(Paid.class)
        .list();
  }

  /** Some bills count in hundreds of hours and say so in the unit. */
  private static Optional<Price> price(Unit wanted, Paid paid, Basis.Days days) {
    String unit = paid.unit() == null ? wanted.word() : paid.unit();
    BigDecimal count = BigDecimal.ONE;
    Matcher counted = COUNTED.matcher(unit);
    if (counted.matches()) {
      count = new BigDecimal(counted.group(1).replace(",", ""));
      unit = counted.group(2);
    }
    if (!wanted.names(unit) || count.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal one =
        paid.cost().signum() > 0
            ? paid.cost().divide(paid.quantity(), MathContext.DECIMAL64)
            : paid.list();
    return one == null || one.signum() <= 0
        ? Optional.empty()
        : Optional.of(
            new Price(
                one.divide(count, MathContext.DECIMAL64),
                days.currency(),
                days.sample() ? "sample bill" : "bill",
                paid.last()));
  }
}
