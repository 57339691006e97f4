package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditIntegrationTests extends WithAws {
  private JsonNode finding(String check) {
    return get("/findings?check=" + check).get("items").get(0);
  }

  @Test
  void findsWhatIsWrongFixesItAndSeesThatItIsRight() {
    JsonNode run = audit();
    assertThat(run.get("resources").asInt()).isGreaterThan(40);
    assertThat(open())
        .contains(
            "aws-cloudtrail-logging",
            "aws-dynamodb-recovery",
            "aws-ec2-default-encryption",
            "aws-ec2-imdsv2",
            "aws-ec2-volume-encrypted",
            "aws-ecr-scan",
            "aws-iam-inline-admin",
            "aws-iam-policy-admin",
            "aws-iam-role-foreign-trust",
            "aws-iam-root-mfa",
            "aws-iam-user-direct-policy",
            "aws-iam-user-mfa",
            "aws-kms-rotation",
            "aws-logs-retention",
            "aws-rds-backup",
            "aws-rds-public",
            "aws-s3-public-access-block",
            "aws-s3-public-policy",
            "aws-vpc-flow-logs",
            "aws-vpc-ssh-open")
        .doesNotContain("aws-iam-key-old", "aws-iam-role-open-trust", "aws-vpc-rdp-open");
    assertThat(get("/findings").get("items").get(0).get("severity").asString())
        .isEqualTo("CRITICAL");
    assertThat(get("/findings?state=all").get("items").toString()).doesNotContain("cannot be said");

    JsonNode again = audit();
    assertThat(again.get("opened").asInt()).isZero();
    assertThat(again.get("resolved").asInt()).isZero();

    JsonNode bucket = finding("aws-s3-public-policy");
    assertThat(bucket.at("/evidence/Policy/Statement/0/Principal/AWS/0").asString()).isEqualTo("*");
    String fix =
        post(
                "token:anna",
                "/findings/" + bucket.get("id").asString() + "/fix",
                Map.of(),
                "cloud:write")
            .get("actId")
            .asString();
    assertThat(get("/acts/" + fix).at("/act/state").asString()).isEqualTo("PLANNED");
    post("token:anna", "/acts/" + fix + "/carry-out", Map.of(), "cloud:write");
    post("token:bert", "/acts/" + fix + "/approve", Map.of(), "cloud:approve");
    Await.until("the fix", () -> get("/acts/" + fix).at("/act/state").asString().equals("DONE"));
    sync();
    JsonNode after = audit();
    assertThat(after.get("resolved").asInt()).isGreaterThanOrEqualTo(2);
    JsonNode history = get("/findings/" + bucket.get("id").asString());
    assertThat(history.at("/finding/state").asString()).isEqualTo("RESOLVED");
    assertThat(history.get("history").valueStream().map(e -> e.get("what").asString()))
        .containsExactly("RESOLVED", "OPENED");
    assertThat(get("/findings/trend").get("items")).isNotEmpty();
    assertThat(get("/audits").get("items")).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void letsPassWhatSomebodyAnswersForUntilADay() {
    audit();
    String id = finding("aws-sns-encrypted").get("id").asString();
    var soon = Instant.now().plus(Duration.ofDays(30)).toString();
    var wish = Map.of("owner", "anna", "reason", "a honeypot", "expiresAt", soon);
    post("token:bert", "/findings/" + id + "/exception", wish, "cloud:approve");
    audit();
    JsonNode passed = get("/findings/" + id).get("finding");
    assertThat(passed.get("state").asString()).isEqualTo("EXCEPTED");
    assertThat(passed.get("exception").asString()).startsWith("anna until ");
    assertThat(get("/findings?state=excepted").get("items")).hasSize(1);
    assertThat(open()).doesNotContain("aws-sns-encrypted");
    var late =
        Map.of(
            "owner",
            "a",
            "reason",
            "b",
            "expiresAt",
            Instant.now().plus(Duration.ofDays(900)).toString());
    assertThat(
            agent
                .post("/findings/" + id + "/exception", Json.write(late), "cloud:approve")
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void saysWhatToDoWhereNoActionHelps() {
    audit();
    String id = finding("aws-iam-user-mfa").get("id").asString();
    var answer = agent.post("/findings/" + id + "/fix", "{}", "cloud:write");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("No action makes this right.", "register a device");
  }
}
