package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TrailIntegrationTests extends WithAws {
  private static final String ANNA = "arn:aws:iam::123456789012:user/anna";
  private static final String BERT = "arn:aws:sts::123456789012:assumed-role/admin/bert";

  private TrailedAws trailed;

  @Override
  protected void prepare() throws Exception {
    super.prepare();
    trailed = new TrailedAws(aws);
    Instant hourAgo = ago(Duration.ofHours(1));
    trailed.happened(ago(Duration.ofDays(2)), ANNA, "aws-cli/2", "ec2:ModifyVolume", sample.volume);
    trailed.happened(hourAgo, BERT, "console", "s3:PutBucketPolicy", "files");
    trailed.happened(hourAgo, BERT, "console", "sqs:PurgeQueue", sample.volume);
    trailed.happened(hourAgo, trailed.self(), "aws-cli/2", "ec2:RebootInstances", sample.instance);
  }

  @Override
  protected ObjectNode configuration() {
    ObjectNode settings = super.configuration();
    settings.putObject("trail").put("firstDays", 3).put("minutes", 1440);
    return settings;
  }

  @Override
  protected JsonNode account() {
    return ((ObjectNode) super.account()).put("endpoint", trailed.url());
  }

  @Override
  protected void release() {
    if (trailed != null) {
      trailed.close();
    }
    super.release();
  }

  @AfterEach
  void everyQuestionWasAsTheSdkHasIt() {
    assertThat(trailed.violations).isEmpty();
  }

  private static Instant ago(Duration span) {
    return Instant.now().minus(span);
  }

  /** Reads to the end; the schedule may be at it already. */
  private JsonNode read() {
    Instant start = Instant.now();
    return Await.value(
        "a reading",
        () -> {
          var answer = agent.post("/trail/readings", "", "cloud:write");
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
          JsonNode logs = Json.mapper().readTree(answer.body()).get("items");
          boolean all =
              logs.valueStream()
                  .allMatch(log ->
                      log.get("state").asString().equals("FAILED")
                          || log.get("state").asString().equals("FRESH")
                              && Instant.parse(log.get("readAt").asString()).isAfter(start));
          return all ? logs.get(0) : null;
        });
  }

  private List<String> told(String query) {
    return get("/trail?" + query)
        .get("items")
        .valueStream()
        .filter(entry -> !entry.get("source").asString().equals("hexad"))
        .map(entry -> entry.get("who").asString() + " " + entry.get("what").asString())
        .toList();
  }

  private static String of(String resource) {
    return "resource=" + URLEncoder.encode(resource, StandardCharsets.UTF_8);
  }

  @Test
  void saysWhoChangedAResourceByAnyOfItsNames() {
    String arn = "arn:aws:ec2:eu-west-1:123456789012:volume/" + sample.volume;
    read();
    assertThat(told(of(arn))).containsExactly(ANNA + " ec2:ModifyVolume");
    assertThat(told(of(sample.volume)))
        .containsExactly(BERT + " sqs:PurgeQueue", ANNA + " ec2:ModifyVolume");
    String uid = found("id = " + sample.volume).get(0).get("uid").asString();
    assertThat(told(of(uid))).contains(ANNA + " ec2:ModifyVolume");
    assertThat(told(of("files"))).containsExactly(BERT + " s3:PutBucketPolicy");
    assertThat(told(of("arn:aws:s3:::files"))).containsExactly(BERT + " s3:PutBucketPolicy");
    assertThat(told("who=ANNA&" + of(sample.volume))).containsExactly(ANNA + " ec2:ModifyVolume");
    assertThat(told(of(sample.volume) + "&since=" + ago(Duration.ofHours(3))))
        .containsExactly(BERT + " sqs:PurgeQueue");
    JsonNode entry = get("/trail?" + of(arn)).get("items").get(0);
    assertThat(entry.get("resource").asString()).isEqualTo(sample.volume);
    assertThat(entry.get("address").asString()).isEqualTo("203.0.113.7");
    assertThat(entry.get("region").asString()).isEqualTo("eu-west-1");
    assertThat(entry.get("ownAct").asBoolean()).isFalse();
    assertThat(agent.bean(RecordedCalls.class).permissions()).containsAll(TrailLog.PERMISSIONS);
  }

  @Test
  void knowsItsOwnActsFromThoseOfOthersUnderItsName() {
    done("stop", Map.of(), "type = aws.ec2.instance and name = web");
    read();
    assertThat(
            get("/trail?" + of(sample.instance))
                .get("items")
                .valueStream()
                .map(entry ->
                    entry.get("source").asString()
                        + " "
                        + entry.get("what").asString()
                        + " "
                        + entry.get("ownAct").asBoolean()))
        .contains(
            "cloudtrail ec2:StopInstances true",
            "cloudtrail ec2:RebootInstances false",
            "hexad STEP_DONE true",
            "hexad APPROVED true");
  }

  @Test
  void readsOnFromWhereItWasAndKeepsEachEntryOnce() {
    String late = "late-" + sample.volume;
    read();
    int asked = trailed.lookups.size();
    trailed.happened(ago(Duration.ofMinutes(20)), ANNA, "aws-cli/2", "ec2:DetachVolume", late);
    read();
    read();
    assertThat(told(of(late))).containsExactly(ANNA + " ec2:DetachVolume");
    assertThat(trailed.lookups.subList(asked, trailed.lookups.size()))
        .allSatisfy(question ->
            assertThat(question.get("StartTime").asDouble())
                .isGreaterThan(ago(Duration.ofMinutes(35)).getEpochSecond()));
  }

  @Test
  void givesAllOfItPageByPage() {
    for (int i = 0; i < 7; i++) {
      trailed.happened(
          ago(Duration.ofMinutes(100 + i / 2)), BERT, "console", "ec2:TagNumber" + i, "paged");
    }
    // Refused for a moment; the SDK asks again.
    trailed.refuse("ThrottlingException");
    agent
        .bean(JdbcClient.class)
        .sql("update activity_log set read_to = now() - '4h'::interval")
        .update();
    read();
    var all = new ArrayList<String>();
    String cursor = "";
    do {
      JsonNode page = get("/trail?limit=2&resource=paged" + cursor);
      page.get("items").forEach(entry -> all.add(entry.get("what").asString()));
      cursor =
          page.path("nextCursor").isString() ? "&cursor=" + page.get("nextCursor").asString() : "";
    } while (!cursor.isEmpty());
    assertThat(all).hasSize(7).doesNotHaveDuplicates();
    assertThat(agent.get("/trail?cursor=x", "cloud:read").statusCode()).isEqualTo(400);
  }

  @Test
  void saysWhatALogCannotBeReadFor() {
    read();
    trailed.refuse("AccessDeniedException");
    JsonNode logs = Json.mapper().readTree(agent.post("/trail/readings", "", "cloud:write").body());
    assertThat(logs.toString()).contains("FAILED", "AccessDeniedException: not you");
    agent.post("/trail/readings", "", "cloud:write");
    assertThat(get("/trail/logs").toString()).contains("FRESH").doesNotContain("FAILED", "not you");
  }

  @Test
  void forgetsWhatIsOld() {
    trailed.happened(ago(Duration.ofMinutes(10)), ANNA, "aws-cli/2", "ec2:CreateVolume", "aged");
    read();
    assertThat(told(of("aged"))).hasSize(1);
    agent
        .bean(JdbcClient.class)
        .sql("update activity set at = now() - '91 days'::interval where resource = 'aged'")
        .update();
    read();
    assertThat(told(of("aged"))).isEmpty();
  }
}
