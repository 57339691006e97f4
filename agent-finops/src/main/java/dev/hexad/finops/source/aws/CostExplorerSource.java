package dev.hexad.finops.source.aws;

import dev.hexad.contracts.message.Secret;
import dev.hexad.finops.access.AwsKeys;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.source.CostSource;
import dev.hexad.finops.source.MonthlyBills;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.Group;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;
import software.amazon.awssdk.services.costexplorer.model.MetricValue;
import software.amazon.awssdk.services.costexplorer.model.ResultByTime;

/**
 * Daily sums by service and account from AWS Cost Explorer, a month at a time. Each request costs a
 * cent, so a month that is over is asked for once more a few days later, and then no more.
 */
public final class CostExplorerSource implements CostSource {
  private static final String HEADER =
      "BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,"
          + "BillingPeriodStart,ChargeCategory,ProviderName,ServiceName,SubAccountId,"
          + "ConsumedQuantity\n";

  private final CostExplorerClient client;
  private final MonthlyBills months;

  private CostExplorerSource(CostExplorerClient client, MonthlyBills months) {
    this.client = client;
    this.months = months;
  }

  /** The account of a configured source. */
  public static CostExplorerSource of(
      BillSource source, Function<String, Secret> secrets, Clock clock) {
    var client =
        CostExplorerClient.builder()
            .region(Region.of(source.region() == null ? "us-east-1" : source.region()))
            .credentialsProvider(AwsKeys.provider(source.credentialsSecret(), secrets))
            .httpClientBuilder(UrlConnectionHttpClient.builder());
    if (source.endpoint() != null) {
      client.endpointOverride(URI.create(source.endpoint()));
    }
    return new CostExplorerSource(client.build(), new MonthlyBills(clock, source.months()));
  }

  @Override
  public List<Delivery> deliveries() {
    return months.deliveries();
  }

  @Override
  public InputStream open(Delivery delivery) throws IOException {
    MonthlyBills.Days days = months.days(delivery);
    var csv = new StringBuilder(HEADER);
    String page = null;
    try {
      do {
        GetCostAndUsageResponse answer = ask(days.first(), days.end(), page);
        for (ResultByTime day : answer.resultsByTime()) {
          day.groups().forEach(group -> row(csv, days.first(), day, group));
        }
        page = answer.nextPageToken();
      } while (page != null && !page.isEmpty());
    } catch (SdkException e) {
      throw new IOException("Cost Explorer does not answer: " + e.getMessage(), e);
    }
    return new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8));
  }

  private GetCostAndUsageResponse ask(LocalDate from, LocalDate until, @Nullable String page) {
    return client.getCostAndUsage(request ->
        request
            .timePeriod(period -> period.start(from.toString()).end(until.toString()))
            .granularity(Granularity.DAILY)
            .metrics("UnblendedCost", "AmortizedCost", "UsageQuantity")
            .groupBy(List.of(by("SERVICE"), by("LINKED_ACCOUNT")))
            .nextPageToken(page));
  }

  private static GroupDefinition by(String dimension) {
    return GroupDefinition.builder().type(GroupDefinitionType.DIMENSION).key(dimension).build();
  }

  private static void row(StringBuilder csv, LocalDate month, ResultByTime day, Group group) {
    Map<String, MetricValue> metrics = group.metrics();
    MetricValue billed = metrics.get("UnblendedCost");
    if (billed == null) {
      return;
    }
    MetricValue effective = metrics.getOrDefault("AmortizedCost", billed);
    MetricValue quantity = metrics.get("UsageQuantity");
    String service = group.keys().getFirst();
    csv.append(billed.amount())
        .append(',')
        .append(effective.amount())
        .append(',')
        .append(billed.unit())
        .append(',')
        .append(day.timePeriod().start())
        .append(',')
        .append(day.timePeriod().end())
        .append(',')
        .append(month)
        .append(',')
        .append(service.equals("Tax") ? "Tax" : "Usage")
        .append(",AWS,")
        .append(quoted(service))
        .append(',')
        .append(group.keys().size() > 1 ? quoted(group.keys().get(1)) : "")
        .append(',')
        .append(quantity == null ? "" : quantity.amount())
        .append('\n');
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() {
    client.close();
  }
}
