package dev.hexad.finops.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;

/**
 * A made-up bill of 13 months with 37 columns: 400 combinations of account, service, region and
 * tags, each with as many resources as the number of rows asks for. The same every time.
 */
final class LargeBill {
  static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  static final int DAYS = 396;
  static final int PLACES = 400;
  static final String HEADER =
      "AvailabilityZone,BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,"
          + "BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargeClass,ChargeDescription,"
          + "ChargeFrequency,ChargePeriodEnd,ChargePeriodStart,CommitmentDiscountId,"
          + "CommitmentDiscountStatus,ConsumedQuantity,ConsumedUnit,ContractedCost,EffectiveCost,"
          + "InvoiceIssuerName,ListCost,ListUnitPrice,PricingCategory,PricingQuantity,PricingUnit,"
          + "ProviderName,PublisherName,RegionId,RegionName,ResourceId,ResourceType,"
          + "ServiceCategory,ServiceName,SkuId,SubAccountId,SubAccountName,Tags";

  private LargeBill() {}

  static void write(Path file, int rows) throws IOException {
    var random = new Random(7);
    int perDay = Math.max(1, rows / DAYS);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(HEADER);
      out.write('\n');
      for (int i = 0; i < rows; i++) {
        LocalDate day = FIRST.plusDays(Math.min(DAYS - 1, i / perDay));
        out.write(row(day, i % perDay, random));
        out.write('\n');
      }
    }
  }

  private static String row(LocalDate day, int within, Random random) {
    int place = within % PLACES;
    int resource = within / PLACES;
    LocalDate month = day.withDayOfMonth(1);
    long units = 1 + random.nextInt(100_000);
    String cost =
        (place % 40 == 39 ? "-" : "") + units / 1000 + "." + String.format("%03d", units % 1000);
    boolean committed = place % 10 == 3;
    return String.format(
        Locale.ROOT,
        "zone-%d,%s,bill-1,Main account,USD,%sT00:00:00Z,%sT00:00:00Z,%s,,Usage of service %d,"
            + "Usage-Based,%sT00:00:00Z,%sT00:00:00Z,%s,%s,%d.5,Hours,%s,%s,\"Cloud, Inc.\",%s,"
            + "0.0361377,%s,%d.5,Hours,provider-%d,\"Cloud, Inc.\",region-%d,\"Region %d (X)\","
            + "arn:cloud:thing/%d-%d,Instance,Compute,service-%d,SKU-%d,account-%d,Account %d,"
            + "\"{\"\"application\"\":\"\"app-%d\"\",\"\"environment\"\":\"\"%s\"\","
            + "\"\"team\"\":\"\"team-%d\"\"}\"",
        place % 3,
        committed ? "0" : cost,
        month.plusMonths(1),
        month,
        place % 40 == 39 ? "Credit" : "Usage",
        place % 40,
        day.plusDays(1),
        day,
        committed ? "plan-1" : "",
        committed ? "Used" : "",
        units,
        cost,
        cost,
        cost,
        committed ? "Committed" : "Standard",
        units,
        place % 3,
        place % 12,
        place % 12,
        place,
        resource,
        place % 40,
        place % 80,
        place % 13,
        place % 13,
        place % 25,
        place % 2 == 0 ? "prod" : "test",
        place % 8);
  }
}
