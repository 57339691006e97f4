package dev.hexad.finops.price;

import dev.hexad.contracts.message.Secret;
import dev.hexad.finops.access.GoogleLogin;
import dev.hexad.finops.access.JsonApi;
import dev.hexad.finops.settings.PriceList;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The catalogue of Google's Cloud Billing: prices on demand of cores and memory. It has tens of
 * thousands of entries, so what is of use is kept for the day. Where it has several prices for a
 * question, none is taken.
 */
@Component
class GoogleCatalogue {
  private static final String USUAL = "https://cloudbilling.googleapis.com";
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-billing.readonly";

  /** Compute Engine; services have ids that stay. */
  private static final String SKUS = "/v1/services/6F81-5844-456A/skus?pageSize=5000";

  private static final int MOST_PAGES = 100;

  /** What machines are made of, by Google's units. */
  private static final Map<Meter, String> UNITS =
      Map.of(Meter.GOOGLE_CORES, "h", Meter.GOOGLE_MEMORY, "GiBy.h");

  private final OutboundGuard guard;
  private final Map<PriceList, Day> days = new ConcurrentHashMap<>();

  GoogleCatalogue(OutboundGuard guard) {
    this.guard = guard;
  }

  /** What an entry says. */
  private record Entry(
      String description, List<String> regions, String unit, BigDecimal amount, String currency) {}

  private record Day(LocalDate day, List<Entry> entries) {}

  /** The prices of a list; nothing is read before it is asked. */
  PriceSource open(PriceList list, Function<String, Secret> secrets, LocalDate today) {
    return question -> {
      String unit = UNITS.get(question.meter());
      if (unit == null) {
        return List.of();
      }
      Pattern words = Pattern.compile(question.pattern(), Pattern.CASE_INSENSITIVE);
      String not = question.not();
      Pattern others = not == null ? null : Pattern.compile(not, Pattern.CASE_INSENSITIVE);
      List<Price> prices =
          entries(list, secrets, today).stream()
              .filter(entry -> entry.unit().equals(unit))
              .filter(entry -> entry.regions().contains(question.region()))
              .filter(entry -> words.matcher(entry.description()).find())
              .filter(entry -> others == null || !others.matcher(entry.description()).find())
              .map(entry -> new Price(entry.amount(), entry.currency(), list.name(), today))
              .distinct()
              .toList();
      return prices.size() == 1 ? prices : List.of();
    };
  }

  private List<Entry> entries(PriceList list, Function<String, Secret> secrets, LocalDate today)
      throws IOException {
    Day known = days.get(list);
    if (known != null && known.day().equals(today)) {
      return known.entries();
    }
    days.keySet().removeIf(other -> other.name().equals(list.name()));
    List<Entry> entries = read(list, secrets);
    days.put(list, new Day(today, entries));
    return entries;
  }

  private List<Entry> read(PriceList list, Function<String, Secret> secrets) throws IOException {
    String endpoint = list.endpoint() == null ? USUAL : list.endpoint();
    guard.check(endpoint);
    String root = endpoint.replaceFirst("/+$", "");
    GoogleLogin login = GoogleLogin.of(list.credentialsSecret(), secrets, guard, SCOPE);
    JsonApi api = JsonApi.of(guard);
    var entries = new ArrayList<Entry>();
    String page = "";
    for (int read = 0; read < MOST_PAGES; read++) {
      String next =
          page.isEmpty() ? "" : "&pageToken=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
      JsonNode answer =
          api.send(
              "Google's price catalogue",
              HttpRequest.newBuilder(URI.create(root + SKUS + next))
                  .header("Authorization", "Bearer " + login.token().reveal())
                  .build());
      answer.path("skus").forEach(sku -> add(sku, entries));
      page = answer.path("nextPageToken").asString("");
      if (page.isEmpty()) {
        return List.copyOf(entries);
      }
    }
    throw new IOException("Google's price catalogue does not end");
  }

  /** The newest price of the first unit, of what is paid on demand. */
  private static void add(JsonNode sku, List<Entry> entries) {
    JsonNode pricing = sku.path("pricingInfo");
    JsonNode expression = pricing.path(pricing.size() - 1).path("pricingExpression");
    String unit = expression.path("usageUnit").asString("");
    boolean onDemand = sku.at("/category/usageType").asString("").equals("OnDemand");
    JsonNode rate = expression.path("tieredRates").path(0);
    if (!onDemand || !UNITS.containsValue(unit) || rate.path("startUsageAmount").asDouble(0) > 0) {
      return;
    }
    JsonNode money = rate.path("unitPrice");
    BigDecimal amount =
        new BigDecimal(money.path("units").asString("0"))
            .add(BigDecimal.valueOf(money.path("nanos").asLong(0), 9))
            .stripTrailingZeros();
    if (amount.signum() > 0) {
      var regions = new ArrayList<String>();
      sku.path("serviceRegions").forEach(region -> regions.add(region.asString("")));
      entries.add(
          new Entry(
              sku.path("description").asString(""),
              List.copyOf(regions),
              unit,
              amount,
              money.path("currencyCode").asString("USD")));
    }
  }
}
