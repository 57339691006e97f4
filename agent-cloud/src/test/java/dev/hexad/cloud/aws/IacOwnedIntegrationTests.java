package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.settings.TagPolicy;
import dev.hexad.contracts.message.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IacOwnedIntegrationTests extends WithAws {
  private static final String BUCKET = "type = aws.s3.bucket and name = files";

  @Override
  protected ObjectNode configuration() {
    ObjectNode settings = super.configuration();
    var policy =
        new TagPolicy(
            "costs",
            "type = aws.s3.bucket",
            List.of("cost-center"),
            Map.of(),
            Map.of("cost-center", "k17"),
            0,
            null,
            false,
            null);
    settings.set("tagPolicies", Json.tree(List.of(policy)));
    return settings;
  }

  private HttpResponse<String> wish(String action, Object parameters, String q, boolean force) {
    var wish =
        Map.of(
            "action", action, "parameters", parameters, "q", q, "reason", "a test", "force", force);
    return agent.postAs("token:anna", "/acts", Json.write(wish), "cloud:write");
  }

  private JsonNode finding(String check) {
    JsonNode found =
        get("/findings?check=" + check)
            .get("items")
            .valueStream()
            .filter(one -> one.get("name").asString().equals("files"))
            .findFirst()
            .orElseThrow();
    return get("/findings/" + found.get("id").asString());
  }

  @Test
  @Order(1)
  void doesNotGuessWhereNobodyCanBeAsked() {
    HttpResponse<String> act = wish("tag", Map.of("tags", Map.of("a", "b")), BUCKET, false);
    assertThat(act.statusCode()).as(act.body()).isEqualTo(201);
    assertThat(Json.mapper().readTree(act.body()).at("/act/iac").asString())
        .isEqualTo("whether IaC owns it is not known: there is no IaC agent to ask");
    audit();
    JsonNode iac = finding("aws-s3-public-access-block").get("iac");
    assertThat(iac.get("state").asString()).isEqualTo("UNKNOWN");
    assertThat(iac.get("words").asString()).contains("there is no IaC agent");
  }

  private void owned() {
    orchestrator.agent(
        "/api/v1/iac/owners",
        """
        {"items": [
          {"resource": "files", "workspace": "net", "address": "aws_s3_bucket_policy.files",
           "type": "aws_s3_bucket_policy"},
          {"resource": "files", "workspace": "net", "address": "aws_s3_bucket.files",
           "type": "aws_s3_bucket"},
          {"resource": "%s", "workspace": "net", "address": "aws_instance.web",
           "type": "aws_instance"}],
         "unread": ["elsewhere"]}
        """
            .formatted(sample.instance));
  }

  @Test
  @Order(2)
  void proposesTheChangeOfTheConfigurationAndRefusesTheAct() {
    owned();
    JsonNode detail = finding("aws-s3-public-access-block");
    JsonNode iac = detail.get("iac");
    assertThat(iac.get("state").asString()).isEqualTo("OWNED");
    assertThat(iac.get("workspace").asString()).isEqualTo("net");
    assertThat(iac.get("address").asString()).isEqualTo("aws_s3_bucket.files");
    assertThat(iac.at("/change/hcl").asString())
        .contains("resource \"aws_s3_bucket_public_access_block\" \"files\"");
    String fix = "/findings/" + detail.at("/finding/id").asString() + "/fix";
    HttpResponse<String> refused = agent.postAs("token:anna", fix, "", "cloud:write");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .contains("IaC owns it: aws_s3_bucket.files of the workspace net", "'force'");
    HttpResponse<String> forced =
        agent.postAs("token:anna", fix + "?force=true", "", "cloud:write");
    assertThat(forced.statusCode()).as(forced.body()).isEqualTo(201);
    String act = Json.mapper().readTree(forced.body()).get("actId").asString();
    assertThat(get("/acts/" + act).at("/act/iac").asString()).contains("undoes it");

    var tags = Map.of("tags", Map.of("a", "c"));
    HttpResponse<String> tag = wish("tag", tags, BUCKET, false);
    assertThat(tag.statusCode()).isEqualTo(409);
    assertThat(tag.body()).contains("set tags to a=c");
    assertThat(wish("tag", tags, BUCKET, true).statusCode()).isEqualTo(201);
  }

  @Test
  @Order(3)
  void letsThroughWhatIsNotConfiguredAndWhatNobodyMakes() {
    owned();
    HttpResponse<String> stop =
        wish("stop", Map.of(), "type = aws.ec2.instance and name = web", false);
    assertThat(stop.statusCode()).as(stop.body()).isEqualTo(201);
    assertThat(Json.mapper().readTree(stop.body()).at("/act/iac").isNull()).isTrue();
    HttpResponse<String> volume =
        wish("tag", Map.of("tags", Map.of("a", "b")), "id = " + sample.volume, false);
    assertThat(volume.statusCode()).as(volume.body()).isEqualTo(201);
    assertThat(Json.mapper().readTree(volume.body()).at("/act/iac").asString())
        .contains("kept elsewhere: elsewhere");
  }

  @Test
  @Order(4)
  void leavesThemOutOfRemediationAndSaysWhatToWrite() {
    owned();
    JsonNode place = get("/tag-policies/costs/violators").at("/items/0/iac");
    assertThat(place.get("address").asString()).isEqualTo("aws_s3_bucket.files");
    assertThat(place.at("/change/hcl").asString()).contains("\"cost-center\" = \"k17\"");
    var refused = agent.post("/tag-policies/costs/remediate", "", "cloud:write");
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body()).contains("IaC owns 1 of them");
    assertThat(
            agent.post("/tag-policies/costs/remediate?force=true", "", "cloud:write").statusCode())
        .isEqualTo(201);
  }
}
