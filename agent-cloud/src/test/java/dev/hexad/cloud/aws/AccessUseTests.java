package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.cloud.rest.StrictCloud;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * What the emulator lacks, from a loopback server that answers as the API reference of IAM says.
 */
class AccessUseTests {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final String ROLE = "arn:aws:iam::123456789012:role/web";
  private static final String REPORT =
      """
      user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,\
      password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,\
      access_key_1_last_used_date,access_key_1_last_used_region
      <root_account>,arn:aws:iam::123456789012:root,2020-01-01T00:00:00+00:00,not_supported,\
      2026-05-20T08:00:00+00:00,not_supported,not_supported,true,false,N/A,2026-05-02T09:00:00+00:00,N/A
      anna,arn:aws:iam::123456789012:user/anna,2020-01-01T00:00:00+00:00,true,2026-05-31T00:00:00+00:00,\
      N/A,N/A,true,false,N/A,N/A,N/A
      """;

  private final List<String> asked = new ArrayList<>();
  private String refusal = "";
  private String jobStatus = "IN_PROGRESS";
  private HttpServer http;
  private IamClient iam;

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.createContext("/", this::answer);
    http.start();
    iam =
        IamClient.builder()
            .region(Region.AWS_GLOBAL)
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(URI.create("http://127.0.0.1:" + http.getAddress().getPort()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("k", "s")))
            .build();
  }

  @AfterEach
  void stop() {
    iam.close();
    http.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = StrictCloud.form(body);
    String action = form.getOrDefault("Action", "");
    asked.add(action);
    String xml =
        refusal.isEmpty()
            ? "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                .formatted(action, result(action, form))
            : "<ErrorResponse><Error><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
                .formatted(refusal);
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(refusal.isEmpty() ? 200 : 403, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String result(String action, Map<String, String> form) {
    return switch (action) {
      case "GenerateCredentialReport" -> "<State>COMPLETE</State>";
      case "GetCredentialReport" ->
          "<Content>%s</Content><ReportFormat>text/csv</ReportFormat>"
              .formatted(
                  Base64.getEncoder().encodeToString(REPORT.getBytes(StandardCharsets.UTF_8)));
      case "GenerateServiceLastAccessedDetails" -> "<JobId>job-1</JobId>";
      case "GetServiceLastAccessedDetails" ->
          "<JobStatus>%s</JobStatus><JobCreationDate>2026-06-01T00:00:00Z</JobCreationDate>%s"
              .formatted(jobStatus, jobStatus.equals("COMPLETED") ? services(form) : "");
      default -> throw new IllegalStateException(action);
    };
  }

  private static String services(Map<String, String> form) {
    return form.containsKey("Marker")
        ? "<ServicesLastAccessed>"
            + service("sqs", "2026-01-01T00:00:00Z")
            + "</ServicesLastAccessed>"
        : "<ServicesLastAccessed>"
            + service("s3", "2026-05-30T00:00:00Z")
            + service("ec2", null)
            + "</ServicesLastAccessed><IsTruncated>true</IsTruncated><Marker>m</Marker>";
  }

  private static String service(String name, @Nullable String last) {
    String used = last == null ? "" : "<LastAuthenticated>" + last + "</LastAuthenticated>";
    return "<member><ServiceName>%1$s</ServiceName><ServiceNamespace>%1$s</ServiceNamespace>%2$s</member>"
        .formatted(name, used);
  }

  @Test
  void knowsWhenTheRootUserWasUsedLast() {
    assertThat(RootUse.last(iam)).contains(Instant.parse("2026-05-20T08:00:00Z"));
    assertThat(RootUse.last("user,password_last_used\n<root_account>,no_information\n")).isEmpty();
    assertThat(RootUse.last("")).isEmpty();
  }

  @Test
  void readsTheRestWhereTheReportIsDenied() {
    refusal = "AccessDenied";
    assertThat(RootUse.last(iam)).isEmpty();
  }

  @Test
  void asksAtOneReadingAndKnowsAtALaterOne() {
    var unused = new UnusedServices(Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(unused.of(iam, ROLE)).isEmpty();
    assertThat(unused.of(iam, ROLE)).isEmpty();
    jobStatus = "COMPLETED";
    assertThat(unused.of(iam, ROLE)).contains(List.of("ec2", "sqs"));
    int calls = asked.size();
    assertThat(unused.of(iam, ROLE)).contains(List.of("ec2", "sqs"));
    assertThat(asked).hasSize(calls);
  }

  @Test
  void asksAgainAfterADayAndKeepsWhatItKnowsMeanwhile() {
    var clock = new SettableClock(NOW);
    var unused = new UnusedServices(clock);
    jobStatus = "COMPLETED";
    unused.of(iam, ROLE);
    unused.of(iam, ROLE);
    clock.now = NOW.plus(Duration.ofHours(25));
    jobStatus = "IN_PROGRESS";
    assertThat(unused.of(iam, ROLE)).contains(List.of("ec2", "sqs"));
    assertThat(unused.of(iam, ROLE)).contains(List.of("ec2", "sqs"));
    assertThat(asked.stream().filter(a -> a.startsWith("Generate"))).hasSize(2);
  }

  @Test
  void asksOnceADayOnlyWhereItMayNot() {
    var unused = new UnusedServices(Clock.fixed(NOW, ZoneOffset.UTC));
    refusal = "AccessDenied";
    assertThat(unused.of(iam, ROLE)).isEmpty();
    assertThat(unused.of(iam, ROLE)).isEmpty();
    assertThat(asked).containsExactly("GenerateServiceLastAccessedDetails");
  }

  private static final class SettableClock extends Clock {
    private Instant now;

    SettableClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
