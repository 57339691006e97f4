package dev.hexad.monitoring.notify;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.monitoring.settings.Channel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Sends to Slack: by an incoming webhook, whose address is the secret, or with the token of a bot
 * to a channel.
 */
@Component
final class SlackSender implements Sender {
  private static final String USUAL = "https://slack.com";
  private static final int LONGEST = 2900;

  private final HttpPost http;

  SlackSender(HttpPost http) {
    this.http = http;
  }

  @Override
  public Channel.Kind kind() {
    return Channel.Kind.SLACK;
  }

  @Override
  public void send(Target target, Message message, String key)
      throws IOException, InterruptedException {
    Secret secret = target.requireSecret();
    List<Object> blocks =
        List.of(block("*" + escaped(message.headline()) + "*"), block(escaped(message.text())));
    String text = escaped(message.headline());
    if (secret.reveal().startsWith("http")) {
      var body = Map.of("text", text, "blocks", blocks);
      http.post("Slack", secret.reveal(), Json.write(body));
      return;
    }
    String to = target.channel().to();
    if (to == null) {
      throw new RefusedException(
          "Slack: with the token of a bot, the channel '%s' needs 'to'"
              .formatted(target.channel().name()));
    }
    String base = target.channel().url() == null ? USUAL : target.channel().url();
    var body = Map.of("channel", to, "text", text, "blocks", blocks);
    String authorization = "Bearer " + secret.reveal();
    check(
        http.post(
            "Slack",
            base + "/api/chat.postMessage",
            Json.write(body),
            "Authorization",
            authorization));
  }

  /** Slack says 200 to what it did not take. */
  private static void check(String answer) throws IOException {
    JsonNode body;
    try {
      body = Json.mapper().readTree(answer);
    } catch (JacksonException e) {
      throw new IOException("Slack gives no JSON", e);
    }
    String error = body.path("error").asString("");
    if (body.path("ok").asBoolean(false)) {
      return;
    }
    if (error.equals("ratelimited") || error.equals("internal_error") || error.isEmpty()) {
      throw new IOException("Slack: " + error);
    }
    throw new RefusedException("Slack: " + error);
  }

  private static Object block(String text) {
    String shown = text.isBlank() ? "–" : text;
    return Map.of(
        "type",
        "section",
        "text",
        Map.of(
            "type",
            "mrkdwn",
            "text",
            shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
