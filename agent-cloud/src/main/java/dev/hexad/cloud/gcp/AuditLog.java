package dev.hexad.cloud.gcp;

import dev.hexad.cloud.gcp.GoogleApi.Service;
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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cloud Audit Logs: what was changed, what the provider did by itself, and what a policy has
 * refused. Who only read is left out.
 */
final class AuditLog implements ActivityLog {
  private static final int PAGE = 1000;
  private static final String FILTER =
      "logName:\"cloudaudit.googleapis.com\" AND NOT logName:\"data_access\""
          + " AND timestamp>=\"%s\" AND timestamp<=\"%s\"";

  private final GoogleApi api;
  private final String parent;
  private final Supplier<@Nullable String> self;

  /**
   * A log.
   *
   * @param parent whose log it is, for example {@code projects/shop}
   * @param self the address that acts are made under; null when it is not known
   */
  AuditLog(GoogleApi api, String parent, Supplier<@Nullable String> self) {
    this.api = api;
    this.parent = parent;
    this.self = self;
  }

  @Override
  public String source() {
    return "cloud-audit-logs";
  }

  @Override
  public String region() {
    return Scope.GLOBAL;
  }

  @Override
  public void read(Instant from, Instant until, Consumer<Activity> found) {
    String ours = self.get();
    ObjectNode question = Json.mapper().createObjectNode();
    question.putArray("resourceNames").add(parent);
    question.put("filter", FILTER.formatted(from, until));
    question.put("orderBy", "timestamp asc").put("pageSize", PAGE);
    String next;
    do {
      JsonNode page = api.ask(Service.LOGS, "entries:list", question);
      page.path("entries")
          .valueStream()
          .filter(AuditLog::isOfItsOwn)
          .map(entry -> activity(entry, ours))
          .forEach(found);
      next = page.path("nextPageToken").asString("");
      question.put("pageToken", next);
    } while (!next.isEmpty());
  }

  /** What takes long is written down when it begins and when it ends; a good end says no more. */
  private static boolean isOfItsOwn(JsonNode entry) {
    JsonNode operation = entry.path("operation");
    boolean onlyEnd =
        operation.path("last").asBoolean(false) && !operation.path("first").asBoolean(false);
    return !onlyEnd || problem(entry.path("protoPayload")) != null;
  }

  private static Activity activity(JsonNode entry, @Nullable String ours) {
    JsonNode told = entry.path("protoPayload");
    String service = told.path("serviceName").asString("");
    String name = told.path("resourceName").asString("");
    JsonNode who = told.path("authenticationInfo");
    String email = who.path("principalEmail").asString("");
    String address = told.at("/requestMetadata/callerIp").asString("");
    String time = entry.path("timestamp").asString("");
    return new Activity(
        entry.path("insertId").asString("") + " " + time,
        time(time),
        email.isEmpty() ? who.path("principalSubject").asString("unknown") : email,
        service.replaceFirst("\\..*", "") + ":" + told.path("methodName").asString("unknown"),
        place(entry.at("/resource/labels")),
        address.isEmpty() ? null : address,
        name.isEmpty() ? List.of() : List.of("//" + service + "/" + name, name),
        !email.isEmpty() && email.equals(ours),
        problem(told));
  }

  private static String place(JsonNode labels) {
    return Stream.of("zone", "location", "region")
        .map(label -> labels.path(label).asString(""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(Scope.GLOBAL);
  }

  private static @Nullable String problem(JsonNode told) {
    JsonNode status = told.path("status");
    int code = status.path("code").asInt(0);
    return code == 0 ? null : status.path("message").asString("code " + code);
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new ProviderException(
          ProviderException.Kind.FAILED, "Google Cloud gives an entry without a time: " + text, e);
    }
  }
}
