package dev.hexad.finops.source.google;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.finops.access.GoogleLogin;
import dev.hexad.finops.access.JsonApi;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.source.CostSource;
import dev.hexad.finops.source.FocusCsv;
import dev.hexad.finops.source.MonthlyBills;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Daily sums by service, SKU, project, region and labels from the billing export of Google Cloud, a
 * month at a time. Credits stand in rows of their own.
 */
public final class BillingExportSource implements CostSource {
  private static final String USUAL = "https://bigquery.googleapis.com";
  private static final String SCOPE = "https://www.googleapis.com/auth/bigquery";
  private static final List<String> COLUMNS =
      List.of(
          "BilledCost",
          "EffectiveCost",
          "BillingCurrency",
          "ChargePeriodStart",
          "ChargePeriodEnd",
          "BillingPeriodStart",
          "ChargeCategory",
          "ProviderName",
          "ServiceName",
          "SubAccountId",
          "SubAccountName",
          "RegionId",
          "SkuId",
          "ChargeDescription",
          "PricingUnit",
          "PricingQuantity",
          "Tags");

  private final BigQuery bigQuery;
  private final BillingTable table;
  private final MonthlyBills months;

  private BillingExportSource(BigQuery bigQuery, BillingTable table, MonthlyBills months) {
    this.bigQuery = bigQuery;
    this.table = table;
    this.months = months;
  }

  /** The table of a configured source. */
  public static BillingExportSource of(
      BillSource source,
      JsonApi api,
      Function<String, Secret> secrets,
      OutboundGuard guard,
      Clock clock)
      throws IOException {
    BillingTable table = BillingTable.of(source.location());
    String root = source.endpoint() == null ? USUAL : source.endpoint();
    GoogleLogin login = GoogleLogin.of(source.credentialsSecret(), secrets, guard, SCOPE);
    return new BillingExportSource(
        new BigQuery(api, login, root.replaceFirst("/+$", ""), table.project(), source.region()),
        table,
        new MonthlyBills(clock, source.months()));
  }

  @Override
  public List<Delivery> deliveries() {
    return months.deliveries();
  }

  @Override
  public InputStream open(Delivery delivery) throws IOException {
    MonthlyBills.Days days = months.days(delivery);
    var csv = new FocusCsv(COLUMNS);
    bigQuery.query(
        table.query(),
        days.first(),
        days.last(),
        row -> {
          BigDecimal cost = number(row, "cost");
          BigDecimal credits = number(row, "credits");
          if (cost.signum() != 0 || credits.signum() == 0) {
            csv.row(cells(row, days.first(), category(row.get("cost_type")), cost));
          }
          if (credits.signum() != 0) {
            csv.row(cells(row, days.first(), "Credit", credits));
          }
        });
    return csv.open();
  }

  private static @Nullable Object[] cells(
      Map<String, @Nullable String> row, LocalDate period, String category, BigDecimal cost) {
    LocalDate day = LocalDate.parse(String.valueOf(row.get("day")));
    boolean used = category.equals("Usage") && row.get("quantity") != null;
    return new @Nullable Object[] {
      cost,
      cost,
      row.get("currency"),
      day,
      day.plusDays(1),
      period,
      category,
      "Google Cloud",
      Objects.requireNonNullElse(row.get("service"), "Google Cloud"),
      row.get("project"),
      row.get("project_name"),
      row.get("region"),
      row.get("sku"),
      row.get("sku_description"),
      used ? row.get("unit") : null,
      used ? number(row, "quantity") : null,
      tags(row.get("labels"))
    };
  }

  private static BigDecimal number(Map<String, @Nullable String> row, String name) {
    String text = row.get(name);
    return text == null ? BigDecimal.ZERO : new BigDecimal(text);
  }

  private static String category(@Nullable String type) {
    return switch (Objects.requireNonNullElse(type, "regular")) {
      case "tax" -> "Tax";
      case "regular" -> "Usage";
      default -> "Adjustment";
    };
  }

  /** Labels come as a list of keys and values. */
  private static String tags(@Nullable String labels) {
    Map<String, String> tags = new TreeMap<>();
    if (labels != null) {
      for (JsonNode label : Json.mapper().readTree(labels)) {
        tags.put(label.path("key").asString(""), label.path("value").asString(""));
      }
    }
    return Json.write(tags);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
