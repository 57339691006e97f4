package dev.hexad.monitoring.notify;

import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.settings.Channel;
import dev.hexad.monitoring.settings.Severity;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends to the Events API of PagerDuty, version 2. An incident is one alert there. */
@Component
final class PagerDutySender implements Sender {
  private static final String USUAL = "https://events.pagerduty.com";
  private static final int LONGEST_SUMMARY = 1024;

  private final HttpPost http;

  PagerDutySender(HttpPost http) {
    this.http = http;
  }

  @Override
  public Channel.Kind kind() {
    return Channel.Kind.PAGERDUTY;
  }

  @Override
  public void send(Target target, Message message, String key)
      throws IOException, InterruptedException {
    var body = new LinkedHashMap<String, Object>();
    body.put("routing_key", target.requireSecret().reveal());
    body.put("dedup_key", message.alias());
    body.put("event_action", action(message.change()));
    if (action(message.change()).equals("trigger")) {
      body.put("payload", payload(message));
      body.put("client", "Hexad");
    }
    String base = target.channel().url() == null ? USUAL : target.channel().url();
    http.post("PagerDuty", base + "/v2/enqueue", Json.write(body));
  }

  private static String action(Message.Change change) {
    return switch (change) {
      case OPENED, MORE, WORSE, ESCALATED -> "trigger";
      case ACKNOWLEDGED -> "acknowledge";
      case RESOLVED -> "resolve";
    };
  }

  private static Map<String, Object> payload(Message message) {
    var payload = new LinkedHashMap<String, Object>();
    String title = message.title();
    payload.put(
        "summary", title.length() > LONGEST_SUMMARY ? title.substring(0, LONGEST_SUMMARY) : title);
    payload.put("source", message.application() == null ? "hexad" : message.application());
    payload.put("severity", severity(message.severity()));
    payload.put("timestamp", message.at().toString());
    if (message.application() != null) {
      payload.put("component", message.application());
    }
    if (message.environment() != null) {
      payload.put("group", message.environment());
    }
    payload.put("custom_details", Map.of("text", message.text()));
    return payload;
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case INFO -> "info";
      case WARNING -> "warning";
      case CRITICAL -> "critical";
    };
  }
}
