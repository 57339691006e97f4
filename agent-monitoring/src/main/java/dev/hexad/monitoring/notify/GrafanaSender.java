package dev.hexad.monitoring.notify;

import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.settings.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Writes incidents as annotations into Grafana, where they are marks on its graphs: on all
 * dashboards that show the tag {@code hexad}, or on the one that the channel names.
 */
@Component
final class GrafanaSender implements Sender {
  private final HttpPost http;

  GrafanaSender(HttpPost http) {
    this.http = http;
  }

  @Override
  public Channel.Kind kind() {
    return Channel.Kind.GRAFANA;
  }

  @Override
  public void send(Target target, Message message, String key)
      throws IOException, InterruptedException {
    String base = String.valueOf(target.channel().url()).replaceFirst("/+$", "");
    http.post(
        "Grafana",
        base + "/api/annotations",
        Json.write(annotation(target.channel(), message)),
        "Authorization",
        "Bearer " + target.requireSecret().reveal());
  }

  private static Map<String, Object> annotation(Channel channel, Message message) {
    var body = new LinkedHashMap<String, Object>();
    if (channel.to() != null) {
      body.put("dashboardUID", channel.to());
    }
    body.put("time", message.at().toEpochMilli());
    List<String> tags = new ArrayList<>(List.of("hexad", message.alias(), message.word()));
    if (message.application() != null) {
      tags.add("application:" + message.application());
    }
    if (message.environment() != null) {
      tags.add("environment:" + message.environment());
    }
    body.put("tags", tags);
    body.put("text", message.headline() + "\n" + message.text());
    return body;
  }
}
