package dev.hexad.finops.source.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that is held to the published document of Cost Management. */
class CostManagementSourceTests extends CostSourceContractTests {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-03T10:00:00Z"), ZoneOffset.UTC);
  private static final String SCOPE = "/subscriptions/11111111-2222/resourceGroups/shop";

  private final List<Reply> instead = new ArrayList<>();
  private StrictApi server;
  private boolean elsewhere;

  @BeforeEach
  void start() throws IOException {
    server = new StrictApi("azure/costmanagement-2022-10-01.json", "", this::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Two pages of actual costs of 1.25 and 2.25, one of amortised ones. */
  private Reply answer(StrictApi.Call call) {
    if (!instead.isEmpty()) {
      return instead.removeFirst();
    }
    boolean actual = call.body().path("type").stringValue().equals("ActualCost");
    if (!actual) {
      return page("", List.of(3.5, 20260301, "Virtual, \"Machines\"", "westeurope", "EUR"));
    }
    if (call.query().containsKey("$skiptoken")) {
      return page("", List.of(2.25, 20260302, "Storage", "", "EUR"));
    }
    String next =
        (elsewhere ? "https://other.example.org" : server.root())
            + SCOPE
            + "/providers/Microsoft.CostManagement/query?api-version=2022-10-01&$skiptoken=AQ%3D";
    return page(next, List.of(1.25, 20260301, "Virtual, \"Machines\"", "westeurope", "EUR"));
  }

  private static Reply page(String next, List<Object> row) {
    return Reply.ok(
        Map.of(
            "properties",
            Map.of(
                "nextLink",
                next,
                "columns",
                List.of(
                    Map.of("name", "Cost", "type", "Number"),
                    Map.of("name", "UsageDate", "type", "Number"),
                    Map.of("name", "ServiceName", "type", "String"),
                    Map.of("name", "ResourceLocation", "type", "String"),
                    Map.of("name", "Currency", "type", "String")),
                "rows",
                List.of(row))));
  }

  private CostSource open(String secret) {
    return open(secret, null);
  }

  private CostSource open(String secret, @Nullable String tag) {
    return new CostManagementSource(
        new BillSource(
            "azure",
            BillSource.Kind.AZURE,
            SCOPE,
            null,
            server.root(),
            "principal",
            0,
            2,
            null,
            null,
            null,
            tag),
        JsonApi.of(OutboundGuard.allowing(List.of("127.0.0.1"))),
        name -> Secret.of(secret),
        CLOCK);
  }

  @Override
  protected CostSource source() {
    return open(principal());
  }

  private String principal() {
    return """
    {"tenantId": "t", "clientId": "me", "clientSecret": "canary&=", "authority": "%s/login"}
    """
        .formatted(server.root());
  }

  private String lastBill() throws IOException {
    try (CostSource source = source();
        var csv = source.open(source.deliveries().getLast())) {
      return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void putsBilledAndEffectiveSideBySideAcrossPages() throws IOException {
    assertThat(lastBill())
        .contains(
            "1.25,3.5,\"EUR\",2026-03-01,2026-03-02,2026-03-01,\"Usage\",\"Microsoft Azure\","
                + "\"Virtual, \"\"Machines\"\"\",\"westeurope\",\""
                + SCOPE
                + "\"")
        .contains("2.25,0,\"EUR\",2026-03-02,2026-03-03");
    server.verify();
    assertThat(server.forms).as("logs in once").hasSize(1);
    assertThat(server.forms.getFirst()).contains("client_secret=canary%26%3D");
    assertThat(server.calls.getFirst().body().path("timePeriod").path("to").stringValue())
        .as("today is not over")
        .isEqualTo("2026-03-02T23:59:59Z");
  }

  @Test
  void tellsSumsByATagInPlaceOfLocations() throws IOException {
    List<Map<String, String>> columns =
        List.of(
            Map.of("name", "Cost", "type", "Number"),
            Map.of("name", "UsageDate", "type", "Number"),
            Map.of("name", "ServiceName", "type", "String"),
            Map.of("name", "TagKey", "type", "String"),
            Map.of("name", "TagValue", "type", "String"),
            Map.of("name", "Currency", "type", "String"));
    List<List<Object>> rows =
        List.of(
            List.of(2, 20260301, "Storage", "application", "shop", "EUR"),
            List.of(1, 20260301, "Storage", "application", "", "EUR"));
    for (int i = 0; i < 2; i++) {
      instead.add(
          Reply.ok(Map.of("properties", Map.of("nextLink", "", "columns", columns, "rows", rows))));
    }
    try (CostSource source = open(principal(), "application");
        var csv = source.open(source.deliveries().getLast())) {
      assertThat(new String(csv.readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"Storage\",,\"" + SCOPE + "\",\"{\"\"application\"\":\"\"shop\"\"}\"")
          .contains("\"Storage\",,\"" + SCOPE + "\",\n");
    }
    server.verify();
    assertThat(server.calls.getFirst().body().at("/dataset/grouping/1/type").asString())
        .isEqualTo("TagKey");
    assertThatThrownBy(() ->
            new BillSource(
                "s3",
                BillSource.Kind.S3,
                "s3://bucket/x",
                null,
                null,
                null,
                0,
                2,
                null,
                null,
                null,
                "application"))
        .hasMessageContaining("cannot have a tag");
  }

  @Test
  void asksAgainWhenToldToWait() throws IOException {
    instead.add(
        new Reply(
            429,
            Map.of("x-ms-ratelimit-microsoft.costmanagement-entity-retry-after", "0"),
            Map.of("error", Map.of("code", "429"))));
    assertThat(lastBill()).contains("1.25,3.5");
    assertThat(server.calls).hasSize(4);
  }

  @Test
  void givesItsTokenToNobodyElse() {
    elsewhere = true;
    assertThatIOException()
        .isThrownBy(this::lastBill)
        .withMessageContaining("leads to another server");
  }

  @Test
  void saysWhyItIsRefusedWithoutASecret() {
    instead.add(new Reply(403, Map.of(), Map.of("error", Map.of("message", "no role"))));
    assertThatIOException()
        .isThrownBy(this::lastBill)
        .withMessageContaining("Azure Cost Management answers 403")
        .withMessageContaining("no role");
    assertThatThrownBy(() -> open("canary").open(source().deliveries().getLast()))
        .isInstanceOf(HexadException.class)
        .hasMessageNotContaining("canary")
        .hasNoCause();
  }
}
