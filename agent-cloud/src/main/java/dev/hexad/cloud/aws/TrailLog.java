package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.Activity;
import dev.hexad.cloud.provider.ActivityLog;
import dev.hexad.contracts.message.Json;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The changes in one region that CloudTrail has; it needs no trail, and forgets after 90 days. */
final class TrailLog implements ActivityLog {
  static final List<String> PERMISSIONS = List.of("cloudtrail:LookupEvents");

  private static final LookupAttribute CHANGES =
      LookupAttribute.builder()
          .attributeKey(LookupAttributeKey.READ_ONLY)
          .attributeValue("false")
          .build();

  private final AwsRegion aws;
  private final Supplier<@Nullable String> self;

  /**
   * A log.
   *
   * @param self the ARN that acts are made under; null when it is not known
   */
  TrailLog(AwsRegion aws, Supplier<@Nullable String> self) {
    this.aws = aws;
    this.self = self;
  }

  @Override
  public String source() {
    return "cloudtrail";
  }

  @Override
  public String region() {
    return aws.name();
  }

  @Override
  public void read(Instant from, Instant until, Consumer<Activity> found) {
    try {
      String ours = self.get();
      aws.client(CloudTrailClient.class, CloudTrailClient::builder)
          .lookupEventsPaginator(
              request -> request.startTime(from).endTime(until).lookupAttributes(CHANGES))
          .events()
          .forEach(event -> found.accept(activity(event, ours)));
    } catch (SdkException e) {
      throw Failures.of(e);
    }
  }

  private Activity activity(Event event, @Nullable String ours) {
    JsonNode told = document(event.cloudTrailEvent());
    String service = String.valueOf(event.eventSource()).replaceFirst("\\..*", "");
    String error = told.path("errorCode").asString("");
    String address = told.path("sourceIPAddress").asString("");
    return new Activity(
        event.eventId(),
        event.eventTime(),
        who(event, told.path("userIdentity")),
        service + ":" + event.eventName(),
        told.path("awsRegion").asString(aws.name()),
        address.isEmpty() ? null : address,
        resources(event, told),
        isOwn(told, ours),
        error.isEmpty() ? null : error);
  }

  private static JsonNode document(@Nullable String text) {
    try {
      return Json.mapper().readTree(text == null ? "{}" : text);
    } catch (JacksonException e) {
      return Json.mapper().createObjectNode();
    }
  }

  private static String who(Event event, JsonNode identity) {
    for (String field : List.of("arn", "userName", "invokedBy", "principalId")) {
      String text = identity.path(field).asString("");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return event.username() == null ? "unknown" : event.username();
  }

  private static List<String> resources(Event event, JsonNode told) {
    var names = new LinkedHashSet<String>();
    event.resources().stream()
        .map(resource -> resource.resourceName())
        .filter(Objects::nonNull)
        .forEach(names::add);
    told.path("resources").forEach(resource -> names.add(resource.path("ARN").asString("")));
    names.remove("");
    return List.copyOf(names);
  }

  /** Others may work under the same ARN; only Hexad says its name in its calls too. */
  private static boolean isOwn(JsonNode told, @Nullable String ours) {
    return told.at("/userIdentity/arn").asString("").equals(ours)
        && told.path("userAgent").asString("").contains(AwsClients.AGENT);
  }
}
