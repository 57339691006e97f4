package dev.hexad.monitoring.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import dev.hexad.monitoring.settings.Channel;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.JsonNode;

/** What goes over the wire, against what the providers publish. */
class SenderTests {
  private static final String ALIAS_PREFIX = "hexad-";

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile int status = 202;
  private volatile String answer = "{\"ok\":true}";

  private record Request(String path, String authorization, JsonNode body) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(
              new Request(
                  exchange.getRequestURI().toString(),
                  String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                  Json.mapper().readTree(body)));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void pagerDutyGetsOneAlertForTheWholeIncident() throws Exception {
    var sender = new PagerDutySender(post());
    for (Message.Change change : Message.Change.values()) {
      sender.send(target(Channel.Kind.PAGERDUTY, null), SenderSamples.message(change), "k");
    }
    assertThat(requests).extracting(Request::path).containsOnly("/v2/enqueue");
    assertThat(requests)
        .extracting(r -> r.body().path("event_action").asString())
        .containsExactly("trigger", "trigger", "trigger", "acknowledge", "trigger", "resolve");
    assertThat(requests)
        .extracting(r -> r.body().path("dedup_key"))
        .containsOnly(requests.getFirst().body().path("dedup_key"));
    JsonNode payload = requests.getFirst().body().path("payload");
    assertThat(payload.path("summary").asString()).isEqualTo("checkout is slow");
    assertThat(payload.path("severity").asString()).isEqualTo("critical");
    assertThat(payload.path("source").asString()).isEqualTo("checkout");
    assertThat(payload.at("/custom_details/text").asString()).contains("revision 7 by Ada");
    assertThat(requests.getLast().body().has("payload")).isFalse();
  }

  @Test
  void opsgenieIsAskedByAlias() throws Exception {
    var sender = new OpsgenieSender(post());
    Message opened = SenderSamples.message(Message.Change.OPENED);
    sender.send(target(Channel.Kind.OPSGENIE, "platform"), opened, "k");
    sender.send(
        target(Channel.Kind.OPSGENIE, "platform"),
        SenderSamples.message(Message.Change.ACKNOWLEDGED),
        "k");
    sender.send(
        target(Channel.Kind.OPSGENIE, "platform"),
        SenderSamples.message(Message.Change.RESOLVED),
        "k");
    assertThat(requests.getFirst().path()).isEqualTo("/v2/alerts");
    assertThat(requests.getFirst().authorization()).isEqualTo("GenieKey s3cret");
    JsonNode alert = requests.getFirst().body();
    assertThat(alert.path("alias").asString()).isEqualTo(ALIAS_PREFIX + opened.incidentId());
    assertThat(alert.path("priority").asString()).isEqualTo("P1");
    assertThat(alert.path("message").asString().length()).isLessThanOrEqualTo(130);
    assertThat(alert.at("/responders/0/name").asString()).isEqualTo("platform");
    assertThat(requests.get(1).path())
        .matches("/v2/alerts/hexad-[0-9a-f-]+/acknowledge\\?identifierType=alias");
    assertThat(requests.get(2).path()).contains("/close?identifierType=alias");
  }

  @Test
  void grafanaGetsAMarkOfEachChange() throws Exception {
    var sender = new GrafanaSender(post());
    Message opened = SenderSamples.message(Message.Change.OPENED);
    sender.send(target(Channel.Kind.GRAFANA, "dash-1"), opened, "k");
    Request sent = requests.getFirst();
    assertThat(sent.path()).isEqualTo("/api/annotations");
    assertThat(sent.authorization()).isEqualTo("Bearer s3cret");
    assertThat(sent.body().propertyNames())
        .containsExactlyInAnyOrder("dashboardUID", "time", "tags", "text");
    assertThat(sent.body().path("time").asLong()).isEqualTo(opened.at().toEpochMilli());
    assertThat(sent.body().path("tags").toString())
        .contains("\"hexad\"", opened.alias(), "\"opened\"", "application:checkout");
    assertThat(sent.body().path("text").asString()).contains("[CRITICAL] checkout is slow");
  }

  @Test
  void slackSaysNoWithStatus200() throws Exception {
    status = 200;
    var sender = new SlackSender(post());
    sender.send(
        target(Channel.Kind.SLACK, "#alerts"), SenderSamples.message(Message.Change.OPENED), "k");
    Request sent = requests.getFirst();
    assertThat(sent.path()).isEqualTo("/api/chat.postMessage");
    assertThat(sent.authorization()).isEqualTo("Bearer s3cret");
    assertThat(sent.body().path("channel").asString()).isEqualTo("#alerts");
    assertThat(sent.body().path("text").asString()).isEqualTo("[CRITICAL] checkout is slow");
    assertThat(sent.body().at("/blocks/1/text/text").asString()).contains("a &lt; b");
    answer = "{\"ok\":false,\"error\":\"channel_not_found\"}";
    assertThatThrownBy(() ->
            sender.send(
                target(Channel.Kind.SLACK, "#x"),
                SenderSamples.message(Message.Change.OPENED),
                "k"))
        .isInstanceOf(Sender.RefusedException.class)
        .hasMessageContaining("channel_not_found");
    answer = "{\"ok\":false,\"error\":\"ratelimited\"}";
    assertThatThrownBy(() ->
            sender.send(
                target(Channel.Kind.SLACK, "#x"),
                SenderSamples.message(Message.Change.OPENED),
                "k"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(Sender.RefusedException.class);
  }

  @Test
  void whatIsRefusedIsNotTriedAgainAndWhatFailedIs() {
    var sender = new PagerDutySender(post());
    status = 400;
    answer = "{\"message\":\"Event object is invalid\"}";
    assertThatThrownBy(() -> send(sender))
        .isInstanceOf(Sender.RefusedException.class)
        .hasMessageContaining("Event object is invalid");
    status = 429;
    assertThatThrownBy(() -> send(sender)).isNotInstanceOf(Sender.RefusedException.class);
    server.stop(0);
    assertThatThrownBy(() -> send(sender))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(Sender.RefusedException.class);
  }

  private void send(Sender sender) throws IOException, InterruptedException {
    sender.send(
        target(Channel.Kind.PAGERDUTY, null), SenderSamples.message(Message.Change.OPENED), "k");
  }

  @Test
  void anEmailArrivesWithItsSubjectAndText() throws Exception {
    var setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    var mail = new GreenMail(setup);
    mail.start();
    try {
      var smtp = new JavaMailSenderImpl();
      smtp.setHost("127.0.0.1");
      smtp.setPort(mail.getSmtp().getPort());
      var beans = new StaticListableBeanFactory();
      beans.addBean("mail", smtp);
      var sender = new MailSender(beans.getBeanProvider(JavaMailSender.class), "hexad@example.org");
      Message message = SenderSamples.message(Message.Change.OPENED);
      sender.send(
          target(Channel.Kind.EMAIL, "ops@example.org, on-call@example.org"), message, "key-1");
      assertThat(mail.waitForIncomingEmail(10_000, 2)).isTrue();
      var received = mail.getReceivedMessages()[0];
      assertThat(received.getSubject()).isEqualTo("[CRITICAL] checkout is slow");
      assertThat(received.getHeader("X-Hexad-Notification")).containsExactly("key-1");
      assertThat(received.getContent().toString()).contains("p95 is 3 s");
    } finally {
      mail.stop();
    }
    var none = new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class);
    assertThatThrownBy(() ->
            new MailSender(none, "x@example.org")
                .send(
                    target(Channel.Kind.EMAIL, "a@example.org"),
                    SenderSamples.message(Message.Change.OPENED),
                    "k"))
        .hasMessageContaining("spring.mail.host");
  }

  private static HttpPost post() {
    return new HttpPost(OutboundGuard.allowing(List.of("127.0.0.1")));
  }

  private Sender.Target target(Channel.Kind kind, String to) {
    return SenderSamples.target(kind, to, "http://127.0.0.1:" + server.getAddress().getPort());
  }
}
