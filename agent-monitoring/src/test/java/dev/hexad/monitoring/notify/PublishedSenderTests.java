package dev.hexad.monitoring.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.settings.Channel;
import dev.hexad.service.outbound.OutboundGuard;
import dev.hexad.testkit.contract.Contract;
import dev.hexad.testkit.contract.PublishedServer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is sent for each change of an incident, held to the documents of the receivers. */
class PublishedSenderTests {
  @Test
  void pagerDuty() throws Exception {
    var contract = new Contract("pagerduty/events-v2.openapi.json", null, "/v2", List.of());
    var taken =
        new PublishedServer.Answer(
            202,
            """
            {"status": "success", "message": "Event processed", "dedup_key": "d"}
            """);
    try (var server = new PublishedServer(contract, call -> taken)) {
      sendAll(new PagerDutySender(post()), Channel.Kind.PAGERDUTY, null, server);
      assertThat(server.violations).isEmpty();
    }
  }

  @Test
  void opsgenie() throws Exception {
    var contract = new Contract("opsgenie/swagger.json", null, "", List.of());
    var taken =
        new PublishedServer.Answer(
            202,
            """
            {"result": "Request will be processed", "took": 0.1, "requestId": "r-1"}
            """);
    try (var server = new PublishedServer(contract, call -> taken)) {
      sendAll(new OpsgenieSender(post()), Channel.Kind.OPSGENIE, "platform", server);
      assertThat(server.violations).isEmpty();
    }
  }

  @Test
  void grafana() throws Exception {
    var contract = new Contract("grafana/openapi.json", null, "/api", List.of());
    var taken = new PublishedServer.Answer(200, "{\"id\": 1, \"message\": \"Annotation added\"}");
    try (var server = new PublishedServer(contract, call -> taken)) {
      sendAll(new GrafanaSender(post()), Channel.Kind.GRAFANA, "dash-1", server);
      assertThat(server.violations).isEmpty();
    }
  }

  /** The document knows the fields as those of a form only; Slack takes them as JSON too. */
  @Test
  void slack() throws Exception {
    var contract = new Contract("slack/webapi.openapi.json", null, "/api", List.of());
    var taken =
        new PublishedServer.Answer(
            200,
            """
            {"ok": true, "channel": "C1H9RESGL", "ts": "1503435956.000247",
              "message": {"text": "text", "ts": "1503435956.000247", "type": "message"}}
            """);
    try (var server = new PublishedServer(contract, call -> taken)) {
      sendAll(new SlackSender(post()), Channel.Kind.SLACK, "#alerts", server);
      assertThat(server.violations).isEmpty();
      var sent = new TreeSet<String>();
      server.calls.forEach(
          call -> sent.addAll(Json.mapper().readTree(call.body()).propertyNames()));
      assertThat(Set.of("attachments", "blocks", "channel", "text", "thread_ts", "username"))
          .containsAll(sent);
    }
  }

  private static void sendAll(
      Sender sender, Channel.Kind kind, @Nullable String to, PublishedServer server)
      throws Exception {
    for (Message.Change change : Message.Change.values()) {
      sender.send(SenderSamples.target(kind, to, server.url()), SenderSamples.message(change), "k");
    }
    assertThat(server.calls).hasSize(Message.Change.values().length);
  }

  private static HttpPost post() {
    return new HttpPost(OutboundGuard.allowing(List.of("127.0.0.1")));
  }
}
