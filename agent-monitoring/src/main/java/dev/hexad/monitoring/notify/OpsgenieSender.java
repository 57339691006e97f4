package dev.hexad.monitoring.notify;

import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.settings.Channel;
import dev.hexad.monitoring.settings.Severity;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends to the alert API of Opsgenie. An incident is one alert there, known by its alias. */
@Component
final class OpsgenieSender implements Sender {
  private static final String USUAL = "https://api.opsgenie.com";
  private static final int LONGEST_MESSAGE = 130;

  private final HttpPost http;

  OpsgenieSender(HttpPost http) {
    this.http = http;
  }

  @Override
  public Channel.Kind kind() {
    return Channel.Kind.OPSGENIE;
  }

  @Override
  public void send(Target target, Message message, String key)
      throws IOException, InterruptedException {
    String base = target.channel().url() == null ? USUAL : target.channel().url();
    String alert = base + "/v2/alerts/" + message.alias();
    String by = "?identifierType=alias";
    switch (message.change()) {
      case OPENED, MORE, WORSE, ESCALATED ->
          post(target, base + "/v2/alerts", alert(target.channel(), message));
      case ACKNOWLEDGED -> post(target, alert + "/acknowledge" + by, note(message));
      case RESOLVED -> post(target, alert + "/close" + by, note(message));
    }
  }

  private void post(Target target, String url, Map<String, Object> body)
      throws IOException, InterruptedException {
    String authorization = "GenieKey " + target.requireSecret().reveal();
    http.post("Opsgenie", url, Json.write(body), "Authorization", authorization);
  }

  private static Map<String, Object> note(Message message) {
    return Map.of("source", "Hexad", "note", message.headline());
  }

  private static Map<String, Object> alert(Channel channel, Message message) {
    var body = new LinkedHashMap<String, Object>();
    String title = message.title();
    body.put(
        "message", title.length() > LONGEST_MESSAGE ? title.substring(0, LONGEST_MESSAGE) : title);
    body.put("alias", message.alias());
    body.put("description", message.text());
    body.put("priority", priority(message.severity()));
    body.put("source", "Hexad");
    if (message.application() != null) {
      body.put("entity", message.application());
    }
    if (channel.to() != null) {
      body.put("responders", List.of(Map.of("type", "team", "name", channel.to())));
    }
    return body;
  }

  private static String priority(Severity severity) {
    return switch (severity) {
      case INFO -> "P5";
      case WARNING -> "P3";
      case CRITICAL -> "P1";
    };
  }
}
