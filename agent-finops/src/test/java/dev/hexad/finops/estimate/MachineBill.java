package dev.hexad.finops.estimate;

import java.time.LocalDate;

/** A bill of machines, with the words of Amazon's own exports. */
final class MachineBill {
  static final String HEADER =
      "ServiceName,ProviderName,BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,"
          + "RegionId,ChargeCategory,ChargeDescription,PricingCategory,PricingUnit,PricingQuantity,"
          + "ListUnitPrice,ResourceId,Tags\n";

  private MachineBill() {}

  private static String row(
      LocalDate day,
      String region,
      String description,
      String category,
      String unit,
      String quantity,
      String cost,
      String resource) {
    return "Amazon Elastic Compute Cloud,AWS,%s,%s,USD,%s,%s,Usage,\"%s\",%s,%s,%s,0.12,%s,\"{\"\"application\"\":\"\"shop\"\"}\"\n"
        .formatted(cost, cost, day, region, description, category, unit, quantity, resource);
  }

  static String machine(LocalDate day, String cost, String resource) {
    return row(
        day,
        "eu-west-1",
        "$0.12 per On Demand Linux m5.large Instance Hour",
        "Standard",
        "Hours",
        "24",
        cost,
        resource);
  }

  /** Days of one instance at 0.10 an hour, and of what must not be mistaken for it. */
  static String month(LocalDate from, LocalDate until) {
    var rows = new StringBuilder();
    for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
      rows.append(machine(day, "2.40", "i-0"))
          .append(
              row(
                  day,
                  "eu-west-1",
                  "$0.05 per Linux m5.large Spot Instance-hour",
                  "Dynamic",
                  "Hours",
                  "24",
                  "1.20",
                  "i-spot"))
          .append(
              row(
                  day,
                  "eu-west-1",
                  "$0.20 per On Demand Windows m5.large Instance Hour",
                  "Standard",
                  "Hours",
                  "24",
                  "4.80",
                  "i-win"))
          .append(
              row(
                  day,
                  "us-east-1",
                  "$0.09 per On Demand Linux m5.large Instance Hour",
                  "Standard",
                  "Hours",
                  "24",
                  "2.16",
                  "i-us"))
          .append(
              row(
                  day,
                  "eu-west-1",
                  "$0.08 per GB-month of General Purpose (gp3) provisioned storage - EU (Ireland)",
                  "Standard",
                  "GB-Months",
                  "10",
                  "0",
                  "vol-0"));
    }
    return rows.toString();
  }
}
