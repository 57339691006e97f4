package dev.hexad.finops.source;

import dev.hexad.contracts.message.Json;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.store.Replacing;
import dev.hexad.finops.work.Works;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What builds took, as a bill: a row for each application and day, at a price for each minute. */
final class BuildMinutes implements CostSource {
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000);
  private static final String HEADER =
      "BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,"
          + "ServiceName,ServiceCategory,ConsumedQuantity,ConsumedUnit,ListUnitPrice,Tags\n";

  private final BillSource source;
  private final Works works;
  private final Clock clock;

  BuildMinutes(BillSource source, Works works, Clock clock) {
    this.source = source;
    this.works = works;
    this.clock = clock;
  }

  private List<Works.BuildDay> builds(YearMonth month) {
    return works.builds(month.atDay(1), month.atEndOfMonth());
  }

  /** Months with builds; what was built meanwhile makes another version. */
  @Override
  public List<Delivery> deliveries() {
    YearMonth now = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = source.months() - 1; i >= 0; i--) {
      YearMonth month = now.minusMonths(i);
      List<Works.BuildDay> builds = builds(month);
      if (!builds.isEmpty()) {
        long count = builds.stream().mapToLong(Works.BuildDay::builds).sum();
        long millis = builds.stream().mapToLong(Works.BuildDay::millis).sum();
        deliveries.add(
            new Delivery(
                month.toString(),
                count + " builds, " + millis + " ms at " + source.price() + " " + source.currency(),
                Replacing.DAYS));
      }
    }
    return deliveries;
  }

  @Override
  public InputStream open(Delivery delivery) {
    BigDecimal price = new BigDecimal(String.valueOf(source.price()));
    var csv = new StringBuilder(HEADER);
    for (Works.BuildDay day : builds(YearMonth.parse(delivery.key()))) {
      BigDecimal minutes =
          BigDecimal.valueOf(day.millis()).divide(MINUTE, 6, RoundingMode.HALF_EVEN);
      csv.append(minutes.multiply(price).toPlainString())
          .append(',')
          .append(source.currency())
          .append(',')
          .append(day.day())
          .append(',')
          .append(day.day().plusDays(1))
          .append(",Usage,Hexad,CI minutes,Developer Tools,")
          .append(minutes.toPlainString())
          .append(",Minutes,")
          .append(price.toPlainString())
          .append(',')
          .append(quoted(Json.write(Map.of("application", day.application()))))
          .append('\n');
    }
    return new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
