package dev.hexad.cloud.azure;

import dev.hexad.cloud.provider.Activity;
import dev.hexad.cloud.provider.ActivityLog;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Scope;
import dev.hexad.contracts.message.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The Activity Log of a subscription: what was done to resources, and what was refused or failed.
 * Azure forgets it after 90 days.
 */
final class AzureActivity implements ActivityLog {
  private static final String VERSION = "2015-04-01";
  private static final int LONGEST_PROBLEM = 500;

  private final AzureApi api;
  private final String subscription;
  private final AzureLogin self;

  AzureActivity(AzureApi api, String subscription, AzureLogin self) {
    this.api = api;
    this.subscription = subscription;
    this.self = self;
  }

  @Override
  public String source() {
    return "activity-log";
  }

  @Override
  public String region() {
    return Scope.GLOBAL;
  }

  @Override
  public void read(Instant from, Instant until, Consumer<Activity> found) {
    String ours = self.clientId();
    api.list(
        "/subscriptions/"
            + subscription
            + "/providers/microsoft.insights/eventtypes/management/values",
        VERSION,
        "eventTimestamp ge '%s' and eventTimestamp le '%s'".formatted(from, until),
        event -> {
          if (isEnd(event)) {
            found.accept(activity(event, ours));
          }
        });
  }

  /** An operation is written down when it begins, when it is accepted, and when it ends. */
  private static boolean isEnd(JsonNode event) {
    String status = event.at("/status/value").asString("");
    return event.at("/category/value").asString("").equals("Administrative")
        && (status.equals("Succeeded") || status.equals("Failed"));
  }

  private static Activity activity(JsonNode event, String ours) {
    String caller = event.path("caller").asString("");
    String application = event.at("/claims/appid").asString("");
    String address = event.at("/httpRequest/clientIpAddress").asString("");
    String resource = event.path("resourceId").asString("");
    return new Activity(
        event.path("eventDataId").asString(""),
        time(event.path("eventTimestamp").asString("")),
        caller.isEmpty() ? (application.isEmpty() ? "unknown" : application) : caller,
        event.at("/operationName/value").asString("unknown"),
        Scope.GLOBAL,
        address.isEmpty() ? null : address,
        resource.isEmpty() ? List.of() : List.of(resource),
        application.equalsIgnoreCase(ours) || caller.equalsIgnoreCase(ours),
        problem(event));
  }

  /** Why it failed stands in a text that is mostly JSON. */
  private static @Nullable String problem(JsonNode event) {
    if (!event.at("/status/value").asString("").equals("Failed")) {
      return null;
    }
    String said = event.at("/properties/statusMessage").asString("");
    String text = said;
    try {
      text = Json.mapper().readTree(said).at("/error/message").asString(said);
    } catch (JacksonException e) {
      // It is a plain text then.
    }
    if (text.isEmpty()) {
      text = event.at("/subStatus/value").asString("Failed");
    }
    return text.length() > LONGEST_PROBLEM ? text.substring(0, LONGEST_PROBLEM) + "…" : text;
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new ProviderException(
          ProviderException.Kind.FAILED, "Azure gives an event without a time: " + text, e);
    }
  }
}
