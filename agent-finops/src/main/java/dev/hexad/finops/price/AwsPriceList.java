package dev.hexad.finops.price;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.finops.access.AwsKeys;
import dev.hexad.finops.settings.PriceList;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Amazon's price list service: prices on demand. Where it knows several for a question, none is
 * taken.
 */
final class AwsPriceList implements PriceSource {
  private final PricingClient client;
  private final String name;
  private final LocalDate today;

  private AwsPriceList(PricingClient client, String name, LocalDate today) {
    this.client = client;
    this.name = name;
    this.today = today;
  }

  static AwsPriceList of(
      PriceList list, Function<String, Secret> secrets, OutboundGuard guard, LocalDate today) {
    // The service is in few regions, and knows the prices of all.
    var client =
        PricingClient.builder()
            .region(Region.US_EAST_1)
            .credentialsProvider(AwsKeys.provider(list.credentialsSecret(), secrets))
            .httpClientBuilder(UrlConnectionHttpClient.builder());
    if (list.endpoint() != null) {
      guard.check(list.endpoint());
      client.endpointOverride(URI.create(list.endpoint()));
    }
    return new AwsPriceList(client.build(), list.name(), today);
  }

  @Override
  public List<Price> prices(PriceQuestion question) throws IOException {
    AwsProduct product = AwsProduct.of(question);
    if (product == null) {
      return List.of();
    }
    List<Price> prices = new ArrayList<>();
    for (String json : products(product)) {
      Price price = price(json, question.meter().unit());
      if (price != null && !prices.contains(price)) {
        prices.add(price);
      }
    }
    return prices.size() == 1 ? prices : List.of();
  }

  private List<String> products(AwsProduct product) throws IOException {
    List<Filter> filters = new ArrayList<>();
    product
        .filters()
        .forEach((field, value) ->
            filters.add(
                Filter.builder().type(FilterType.TERM_MATCH).field(field).value(value).build()));
    List<String> found = new ArrayList<>();
    String page = null;
    try {
      do {
        String next = page;
        var answer =
            client.getProducts(request ->
                request
                    .serviceCode(product.service())
                    .formatVersion("aws_v1")
                    .filters(filters)
                    .nextToken(next));
        found.addAll(answer.priceList());
        page = answer.nextToken();
      } while (page != null && !page.isEmpty());
      return found;
    } catch (SdkException e) {
      throw new IOException("the price list '" + name + "' does not answer: " + e.getMessage(), e);
    }
  }

  /** The price of the first unit on demand. */
  private @Nullable Price price(String json, Unit unit) throws IOException {
    try {
      for (JsonNode term : Json.mapper().readTree(json).path("terms").path("OnDemand")) {
        for (JsonNode dimension : term.path("priceDimensions")) {
          BigDecimal amount =
              new BigDecimal(dimension.path("pricePerUnit").path("USD").asString("0"));
          if (dimension.path("beginRange").asString("0").equals("0")
              && unit.names(dimension.path("unit").asString(""))
              && amount.signum() > 0) {
            return new Price(amount.stripTrailingZeros(), "USD", name, today);
          }
        }
      }
      return null;
    } catch (JacksonException | NumberFormatException e) {
      throw new IOException("the price list '" + name + "' gives no product in JSON", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
