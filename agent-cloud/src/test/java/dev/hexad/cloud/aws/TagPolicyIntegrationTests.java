package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.settings.TagPolicy;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TagPolicyIntegrationTests extends WithAws {
  @Override
  protected ObjectNode configuration() {
    var policy =
        new TagPolicy(
            "environments",
            "type in (aws.ec2.instance, aws.ec2.volume, aws.ec2.snapshot)",
            List.of("env"),
            Map.of("env", List.of("prod", "test")),
            Map.of("env", "test"),
            0,
            null,
            false,
            null);
    var late =
        new TagPolicy(
            "owners",
            "type = aws.ec2.volume",
            List.of("owner"),
            Map.of(),
            Map.of("owner", "x"),
            30,
            null,
            false,
            null);
    ObjectNode settings = super.configuration();
    settings.set("tagPolicies", Json.tree(List.of(policy, late)));
    return settings;
  }

  private JsonNode report(int index) {
    return get("/tag-policies").get("items").get(index);
  }

  @Test
  void reportsExceptsAndRemediates() {
    JsonNode before = report(0);
    int total = before.get("total").asInt();
    int violating = before.get("violating").asInt();
    assertThat(violating).isBetween(1, total - 1);
    assertThat(before.at("/keys/0/keeping").asInt()).isEqualTo(total - violating);
    assertThat(found(before.get("violators").asString())).hasSize(violating);
    JsonNode grace = report(1);
    assertThat(grace.get("violating").asInt()).isPositive();
    assertThat(grace.get("due").asInt()).isZero();

    String uid = found("id = " + sample.volume).get(0).get("uid").asString();
    var exception =
        Map.of(
            "resource",
            uid,
            "owner",
            "anna",
            "reason",
            "a test",
            "expiresAt",
            Instant.now().plus(Duration.ofDays(3)).toString());
    assertThat(
            agent
                .post(
                    "/tag-policies/environments/exceptions", Json.write(exception), "cloud:approve")
                .statusCode())
        .isEqualTo(204);
    var answer = agent.post("/tag-policies/environments/remediate", "", "cloud:write");
    if (answer.statusCode() == 422) {
      assertThat(answer.body()).contains("over-limit");
      return;
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String act = Json.mapper().readTree(answer.body()).get("actId").asString();
    assertThat(get("/acts/" + act).get("steps").toString()).doesNotContain(sample.volume);
    assertThat(agent.post("/acts/" + act + "/carry-out", "", "cloud:write").statusCode())
        .isEqualTo(202);
    Await.until("the act", () -> get("/acts/" + act).at("/act/state").asString().equals("DONE"));
    sync();
    assertThat(report(0).get("violating").asInt()).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("unchecked")
  void saysWhatAPolicyWouldHaveFoundBefore() {
    String id = sample.volume;
    aws.client(Ec2Client.class, Ec2Client::builder)
        .createTags(r -> r.resources(id).tags(t -> t.key("cost").value("42")));
    sync();
    agent
        .bean(JdbcClient.class)
        .sql(
            """
            update resource set valid_from = valid_from - interval '5 days',
              valid_to = valid_to - interval '2 days' where id = ?
            """)
        .param(id)
        .update();
    agent
        .bean(JdbcClient.class)
        .sql(
            "update resource set valid_from = now() - interval '2 days' where id = ? and valid_to is null")
        .param(id)
        .update();
    String policy =
        "{\"name\": \"costs\", \"resources\": \"id = %s\", \"required\": [\"cost\"], \"graceDays\": 0}";
    var answer = agent.post("/tag-policies/back-test?days=4", policy.formatted(id), "cloud:read");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(
            Json.mapper()
                .readTree(answer.body())
                .get("items")
                .valueStream()
                .map(day -> day.get("total").asInt() + "/" + day.get("violating").asInt()))
        .containsExactly("1/1", "1/1", "1/0", "1/0", "1/0");
    assertThat(
            agent
                .post("/tag-policies/back-test?days=91", policy.formatted(id), "cloud:read")
                .statusCode())
        .isEqualTo(400);
    assertThat(
            agent.post("/tag-policies/back-test", "{\"name\": \"x\"}", "cloud:read").statusCode())
        .isEqualTo(400);
  }

  @Test
  void keepsViewsAndExportsWhatTheyFind() {
    var view = Map.of("filter", "type = aws.ec2.instance", "sort", "changed");
    assertThat(agent.put("/views/machines", Json.write(view), "cloud:write").statusCode())
        .isEqualTo(204);
    assertThat(get("/views").get("items").get(0).get("filter").asString())
        .isEqualTo("type = aws.ec2.instance");
    assertThat(
            agent
                .put("/views/bad", Json.write(Map.of("filter", "type =")), "cloud:write")
                .statusCode())
        .isEqualTo(400);
    String q = URLEncoder.encode("type = aws.ec2.instance", StandardCharsets.UTF_8);
    String csv = agent.get("/export?q=" + q, "cloud:read").body();
    assertThat(csv.lines()).hasSize(2);
    assertThat(csv).contains("\"\"Name\"\":\"\"web\"\"");
    String json = agent.get("/export?format=json&q=" + q, "cloud:read").body();
    assertThat(
            Json.mapper().readTree(json.lines().findFirst().orElseThrow()).get("name").asString())
        .isEqualTo("web");
    assertThat(agent.delete("/views/machines", "cloud:write").statusCode()).isEqualTo(204);
    assertThat(agent.delete("/views/machines", "cloud:write").statusCode()).isEqualTo(404);
  }
}
