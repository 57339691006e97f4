package dev.hexad.finops.source.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.finops.access.JsonApi;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.source.CostSource;
import dev.hexad.finops.source.CostSourceContractTests;
import dev.hexad.finops.source.contract.StrictApi;
import dev.hexad.finops.source.contract.StrictApi.Reply;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that is held to the published document of BigQuery. */
class BillingExportSourceTests extends CostSourceContractTests {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-03T10:00:00Z"), ZoneOffset.UTC);
  private static final Map<String, String> JOB =
      Map.of("projectId", "billing-project", "jobId", "job_1", "location", "EU");
  private static final List<String> NAMES =
      List.of(
          "day",
          "service",
          "project",
          "project_name",
          "region",
          "sku",
          "sku_description",
          "cost_type",
          "currency",
          "unit",
          "labels",
          "cost",
          "credits",
          "quantity");
  private static String privateKey;

  private final List<Reply> instead = new ArrayList<>();
  private StrictApi server;

  @BeforeAll
  static void key() throws NoSuchAlgorithmException {
    byte[] key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
    privateKey =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key)
            + "\n-----END PRIVATE KEY-----\n";
  }

  @BeforeEach
  void start() throws IOException {
    server = new StrictApi("gcp/bigquery-v2.json", "/bigquery/v2", this::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Not done at once, then a page of 1.25 and one of 4.25 less 2. */
  private Reply answer(StrictApi.Call call) {
    if (!instead.isEmpty()) {
      return instead.removeFirst();
    }
    if (call.method().equals("POST")) {
      return Reply.ok(Map.of("jobComplete", false, "jobReference", JOB));
    }
    return call.query().containsKey("pageToken")
        ? page(null, row("Compute Engine", "regular", "4.25", "-2"))
        : page("more", row("Invoice", "tax", "1.25", "0"));
  }

  private static List<String> row(String service, String type, String cost, String credits) {
    return List.of(
        "2026-03-01",
        service,
        "shop-prod",
        "Shop",
        "europe-west1",
        "SKU-1",
        "N2 Instance Core running in Belgium",
        type,
        "EUR",
        "hour",
        "[{\"key\":\"application\",\"value\":\"shop\"}]",
        cost,
        credits,
        "24");
  }

  private static Reply page(String next, List<String> row) {
    var body =
        new HashMap<String, Object>(
            Map.of(
                "jobComplete",
                true,
                "jobReference",
                JOB,
                "schema",
                Map.of(
                    "fields",
                    NAMES.stream().map(name -> Map.of("name", name, "type", "STRING")).toList()),
                "rows",
                List.of(Map.of("f", row.stream().map(value -> Map.of("v", value)).toList()))));
    if (next != null) {
      body.put("pageToken", next);
    }
    return Reply.ok(body);
  }

  private CostSource open(String secret, List<String> allowed) throws IOException {
    var guard = OutboundGuard.allowing(allowed);
    return BillingExportSource.of(
        new BillSource(
            "google",
            BillSource.Kind.GOOGLE,
            "billing-project.export.gcp_billing_export_v1_01AB",
            "EU",
            server.root(),
            "account",
            0,
            2),
        JsonApi.of(guard),
        name -> Secret.of(secret),
        guard,
        CLOCK);
  }

  private String account() {
    return Json.write(
        Map.of(
            "type",
            "service_account",
            "project_id",
            "billing-project",
            "private_key_id",
            "1",
            "private_key",
            privateKey,
            "client_email",
            "hexad@billing-project.iam.gserviceaccount.com",
            "client_id",
            "1",
            "token_uri",
            server.root() + "/login/token"));
  }

  @Override
  protected CostSource source() throws IOException {
    return open(account(), List.of("127.0.0.1"));
  }

  private String lastBill() throws IOException {
    try (CostSource source = source();
        var csv = source.open(source.deliveries().getLast())) {
      return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void readsPagesAndPutsCreditsInRowsOfTheirOwn() throws IOException {
    assertThat(lastBill().lines().skip(1))
        .hasSize(3)
        .anyMatch(row -> row.startsWith("1.25,1.25,\"EUR\"") && row.contains("\"Tax\""))
        .anyMatch(row ->
            row.startsWith("4.25,4.25,\"EUR\",2026-03-01,2026-03-02,2026-03-01,\"Usage\"")
                && row.endsWith("\"hour\",24,\"{\"\"application\"\":\"\"shop\"\"}\""))
        .anyMatch(row -> row.startsWith("-2,-2,") && row.contains("\"Credit\""));
    server.verify();
    var question = server.calls.getFirst().body();
    assertThat(question.path("useLegacySql").booleanValue()).isFalse();
    assertThat(question.path("query").stringValue())
        .contains("`billing-project.export.gcp_billing_export_v1_01AB`");
    assertThat(question.path("queryParameters").toString()).contains("2026-03-01", "2026-03-02");
    assertThat(server.calls)
        .extracting(StrictApi.Call::method)
        .containsExactly("POST", "GET", "GET");
  }

  @Test
  void asksAgainWhenToldToWait() throws IOException {
    instead.add(new Reply(503, Map.of("Retry-After", "0"), Map.of()));
    assertThat(lastBill()).contains("4.25");
  }

  @Test
  void saysWhatGoogleSays() {
    instead.add(new Reply(404, Map.of(), Map.of("error", Map.of("message", "Not found: Table"))));
    assertThatIOException()
        .isThrownBy(this::lastBill)
        .withMessageContaining("BigQuery answers 404")
        .withMessageContaining("Not found: Table");
  }

  @Test
  void takesNoKeyThatIsNoneAndLogsInNowhereElse() {
    assertThatThrownBy(() -> open("{\"private_key\": \"canary\"}", List.of("127.0.0.1")))
        .isInstanceOf(HexadException.class)
        .hasMessageNotContaining("canary")
        .hasNoCause();
    assertThatThrownBy(() -> open(account(), List.of()))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void takesNoTableThatIsNone() {
    assertThatThrownBy(() -> BillingTable.of("project.data`set.table"))
        .hasMessageContaining("project.dataset.table");
  }
}
