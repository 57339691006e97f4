package dev.hexad.finops.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.finops.FinopsAgentApplication;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.ReportSchedule;
import dev.hexad.service.outbound.WebhookSignature;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestServers;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportSendingIntegrationTests {
  private static final String MONTHLY = "0 0 8 1 * *";

  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private final Secret secret = WebhookSignature.newSecret();
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private GreenMail mail;
  private HttpServer hook;
  private TestAgent agent;

  private record Post(String id, long timestamp, String signature, String body) {}

  @BeforeAll
  void start() throws IOException {
    TestServers.shared();
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    hook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var headers = exchange.getRequestHeaders();
            posts.add(
                new Post(
                    headers.getFirst("webhook-id"),
                    Long.parseLong(headers.getFirst("webhook-timestamp")),
                    headers.getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 500 : 204, -1);
          }
        });
    hook.start();
    orchestrator.secret("report-key", secret.reveal());
    FinopsSettings usual = FinopsSettings.DEFAULT;
    orchestrator.configure(
        4,
        Json.tree(
            new FinopsSettings(
                usual.applicationTag(),
                usual.environmentTag(),
                usual.ownerTag(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                null,
                List.of(
                    new ReportSchedule(
                        "to people",
                        MONTHLY,
                        "Europe/Berlin",
                        null,
                        null,
                        ReportSchedule.Format.PDF,
                        "ada@example.org, bob@example.org",
                        null,
                        null),
                    new ReportSchedule(
                        "to a program",
                        MONTHLY,
                        null,
                        null,
                        null,
                        ReportSchedule.Format.CSV,
                        null,
                        "http://127.0.0.1:" + hook.getAddress().getPort() + "/",
                        "report-key")),
                null,
                null)));
    agent = open();
  }

  private TestAgent open() {
    return TestAgent.start(
        FinopsAgentApplication.class,
        "finops",
        orchestrator,
        "--spring.mail.host=127.0.0.1",
        "--spring.mail.port=" + mail.getSmtp().getPort(),
        "--hexad.outbound.allow=127.0.0.1");
  }

  @BeforeEach
  void empty() throws Exception {
    agent.bean(JdbcClient.class).sql("truncate report_schedule, report_delivery").update();
    mail.purgeEmailFromAllMailboxes();
    posts.clear();
    failures.set(0);
  }

  @AfterAll
  void stop() {
    agent.close();
    hook.stop(0);
    mail.stop();
    orchestrator.close();
  }

  private void tick() {
    agent.bean(ReportSending.class).tick();
  }

  /** As if the agent had looked last a while ago. */
  private void longAgo() {
    tick();
    agent
        .bean(JdbcClient.class)
        .sql("update report_schedule set looked_at = now() - interval '70 days'")
        .update();
  }

  private JsonNode delivery(String schedule) {
    for (JsonNode one :
        Json.mapper().readTree(agent.get("/reports", "finops:read").body()).get("items")) {
      if (one.get("schedule").stringValue().equals(schedule)) {
        return one;
      }
    }
    throw new AssertionError("no delivery of " + schedule);
  }

  @Test
  void sendsNothingWhenItIsNew() {
    tick();
    tick();
    assertThat(mail.getReceivedMessages()).isEmpty();
    assertThat(posts).isEmpty();
  }

  @Test
  void sendsWhatIsDueOnceToEach() throws Exception {
    longAgo();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        threads.submit(this::tick);
      }
    }
    tick();
    assertThat(mail.getReceivedMessages()).as("one to each of two").hasSize(2);
    var message = mail.getReceivedMessages()[0];
    assertThat(message.getSubject()).startsWith("to people: costs, ");
    var attachment = ((Multipart) message.getContent()).getBodyPart(1);
    assertThat(attachment.getContentType()).startsWith("application/pdf");
    assertThat(new String(attachment.getInputStream().readNBytes(5), StandardCharsets.US_ASCII))
        .isEqualTo("%PDF-");
    assertThat(posts).hasSize(1);
    assertThat(delivery("to people").get("state").stringValue()).isEqualTo("SENT");
  }

  @Test
  void signsWhatItPosts() {
    longAgo();
    tick();
    Post post = posts.getFirst();
    assertThat(
            WebhookSignature.matches(
                secret,
                post.id(),
                post.timestamp(),
                post.body(),
                post.signature(),
                Instant.now().getEpochSecond()))
        .isTrue();
    JsonNode body = Json.mapper().readTree(post.body());
    assertThat(
            new String(
                Base64.getDecoder().decode(body.get("content").stringValue()),
                StandardCharsets.UTF_8))
        .startsWith("from,to,metric,dimension,key,amount,before,currency");
  }

  @Test
  void triesAgainAfterARestartWithTheSameKey() {
    failures.set(1);
    longAgo();
    tick();
    assertThat(delivery("to a program").get("failure").stringValue()).contains("answers 500");
    agent.close();
    agent = open();
    agent.bean(JdbcClient.class).sql("update report_delivery set next_at = now()").update();
    tick();
    tick();
    assertThat(delivery("to a program").get("state").stringValue()).isEqualTo("SENT");
    assertThat(posts).hasSize(2);
    assertThat(posts.get(0).id()).isEqualTo(posts.get(1).id());
    assertThat(mail.getReceivedMessages()).hasSize(2);
  }

  @Test
  void makesAPdfOnRequest() {
    var answer = agent.get("/report?from=2026-01-01&to=2026-01-31&format=pdf", "finops:read");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("%PDF-");
    assertThat(agent.get("/report?from=2026-01-01&to=2026-01-31&format=doc", "finops:read").body())
        .contains("'format' can be html, csv, pdf");
  }
}
