package dev.hexad.finops.source.azure;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.finops.access.AzureLogin;
import dev.hexad.finops.access.JsonApi;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.source.CostSource;
import dev.hexad.finops.source.FocusCsv;
import dev.hexad.finops.source.MonthlyBills;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Daily sums by service and location, or the value of one tag, from Azure Cost Management, a month
 * at a time: billed as charged, effective as spread over what commitments were used by.
 */
public final class CostManagementSource implements CostSource {
  private static final String USUAL = "https://management.azure.com";
  private static final String VERSION = "2022-10-01";

  private final JsonApi api;
  private final Function<String, Secret> secrets;
  private final BillSource source;
  private final MonthlyBills months;
  private final String root;
  private @Nullable Secret token;

  /** The scope of a configured source. */
  public CostManagementSource(
      BillSource source, JsonApi api, Function<String, Secret> secrets, Clock clock) {
    this.api = api;
    this.secrets = secrets;
    this.source = source;
    this.months = new MonthlyBills(clock, source.months());
    this.root = (source.endpoint() == null ? USUAL : source.endpoint()).replaceFirst("/+$", "");
  }

  @Override
  public List<Delivery> deliveries() {
    return months.deliveries();
  }

  @Override
  public InputStream open(Delivery delivery) throws IOException {
    MonthlyBills.Days days = months.days(delivery);
    Map<CostRow.Key, BigDecimal> billed = sums("ActualCost", days);
    Map<CostRow.Key, BigDecimal> effective = sums("AmortizedCost", days);
    Set<CostRow.Key> keys = new HashSet<>(billed.keySet());
    keys.addAll(effective.keySet());
    var csv =
        new FocusCsv(
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
                "RegionId",
                "SubAccountId",
                "Tags"));
    for (CostRow.Key key : keys.stream().sorted().toList()) {
      csv.row(
          billed.getOrDefault(key, BigDecimal.ZERO),
          effective.getOrDefault(key, BigDecimal.ZERO),
          key.currency(),
          key.day(),
          key.day().plusDays(1),
          days.first(),
          "Usage",
          "Microsoft Azure",
          key.service(),
          key.location().isEmpty() ? null : key.location(),
          source.location(),
          tags(key));
    }
    return csv.open();
  }

  private Map<CostRow.Key, BigDecimal> sums(String type, MonthlyBills.Days days)
      throws IOException {
    String question = Json.write(question(type, days));
    URI page =
        URI.create(
            root
                + source.location()
                + "/providers/Microsoft.CostManagement/query?api-version="
                + VERSION);
    Map<CostRow.Key, BigDecimal> sums = new TreeMap<>();
    Set<URI> seen = new HashSet<>();
    while (page != null) {
      if (!seen.add(page)) {
        throw new IOException("Azure Cost Management gives the same page twice");
      }
      JsonNode properties = ask(page, question).path("properties");
      CostRow.read(
          properties, source.tag(), (key, amount) -> sums.merge(key, amount, BigDecimal::add));
      page = next(properties.path("nextLink").asString(""));
    }
    return sums;
  }

  /** The token goes to nobody else. */
  private @Nullable URI next(String link) throws IOException {
    if (link.isEmpty()) {
      return null;
    }
    if (!link.startsWith(root + "/")) {
      throw new IOException("Azure Cost Management leads to another server for the next page");
    }
    return URI.create(link.replace(" ", "%20"));
  }

  private @Nullable String tags(CostRow.Key key) {
    String tag = source.tag();
    return tag == null || key.tag().isEmpty() ? null : Json.write(Map.of(tag, key.tag()));
  }

  /** Azure sums up by two things at most. */
  private Map<String, Object> second() {
    String tag = source.tag();
    return tag == null
        ? Map.of("type", "Dimension", "name", "ResourceLocation")
        : Map.of("type", "TagKey", "name", tag);
  }

  private Map<String, Object> question(String type, MonthlyBills.Days days) {
    return Map.of(
        "type",
        type,
        "timeframe",
        "Custom",
        "timePeriod",
        Map.of("from", days.first() + "T00:00:00Z", "to", days.last() + "T23:59:59Z"),
        "dataset",
        Map.of(
            "granularity",
            "Daily",
            "aggregation",
            Map.of("totalCost", Map.of("name", "Cost", "function", "Sum")),
            "grouping",
            List.of(Map.of("type", "Dimension", "name", "ServiceName"), second())));
  }

  private JsonNode ask(URI page, String question) throws IOException {
    return api.send(
        "Azure Cost Management",
        HttpRequest.newBuilder(page)
            .header("Authorization", "Bearer " + token().reveal())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(question))
            .build());
  }

  private Secret token() throws IOException {
    Secret known = token;
    if (known == null) {
      String name = Objects.requireNonNull(source.credentialsSecret());
      known = AzureLogin.of(name, secrets.apply(name)).token(api, USUAL + "/.default");
      token = known;
    }
    return known;
  }

  @Override
  public void close() {
    token = null;
  }
}
