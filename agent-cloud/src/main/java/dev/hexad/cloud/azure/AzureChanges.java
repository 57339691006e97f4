package dev.hexad.cloud.azure;

import dev.hexad.cloud.provider.Activity;
import dev.hexad.cloud.provider.ActivityLog;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The changes of resources that Resource Graph has, with who made them; it forgets after 14 days.
 */
final class AzureChanges implements ActivityLog {
  private static final String QUERY =
      "resourcechanges | extend at = todatetime(properties.changeAttributes.timestamp)"
          + " | where at between (datetime(%s) .. datetime(%s))"
          + " | project id, at, properties | order by id asc";

  private final AzureApi api;
  private final String subscription;
  private final AzureLogin self;

  AzureChanges(AzureApi api, String subscription, AzureLogin self) {
    this.api = api;
    this.subscription = subscription;
    this.self = self;
  }

  @Override
  public String source() {
    return "resource-graph";
  }

  @Override
  public String region() {
    return Scope.GLOBAL;
  }

  @Override
  public void read(Instant from, Instant until, Consumer<Activity> found) {
    String ours = self.clientId();
    api.query(subscription, QUERY.formatted(from, until), row -> found.accept(activity(row, ours)));
  }

  private static Activity activity(JsonNode row, String ours) {
    JsonNode change = row.path("properties");
    JsonNode how = change.path("changeAttributes");
    String who = how.path("changedBy").asString("");
    String operation = how.path("operation").asString("");
    String kind = change.path("changeType").asString("change").toLowerCase(Locale.ROOT);
    return new Activity(
        row.path("id").asString(""),
        time(row.path("at").asString("")),
        who.isEmpty() ? how.path("changedByType").asString("unknown") : who,
        operation.isEmpty() || operation.equals("Unspecified")
            ? change.path("targetResourceType").asString("") + "/" + kind
            : operation,
        Scope.GLOBAL,
        null,
        List.of(change.path("targetResourceId").asString("")),
        who.equalsIgnoreCase(ours),
        null);
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new ProviderException(
          ProviderException.Kind.FAILED, "Azure gives a change without a time: " + text, e);
    }
  }
}
