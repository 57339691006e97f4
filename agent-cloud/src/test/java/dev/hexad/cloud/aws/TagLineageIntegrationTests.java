package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.settings.ApplicationTags;
import dev.hexad.cloud.settings.TagPolicy;
import dev.hexad.cloud.tagging.TagNotices;
import dev.hexad.contracts.event.TagsNoticed;
import dev.hexad.contracts.event.TagsNoticed.Stage;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TagLineageIntegrationTests extends WithAws {
  private static final String WEB = "type = aws.ec2.instance and name = web";

  @Override
  protected void prepare() throws Exception {
    super.prepare();
    Ec2Client ec2 = ec2();
    String vpc = ec2.describeVpcs().vpcs().getFirst().vpcId();
    tag(ec2, vpc, "zone", "dmz");
    tag(ec2, sample.instance, "application", "shop");
    orchestrator.agent(
        "/api/v1/applications",
        """
        {"items": [
          {"id": "01890000-0000-7000-8000-000000000001", "name": "shop", "team": "payments"},
          {"id": "01890000-0000-7000-8000-000000000002", "name": "other", "team": "nobody"}]}
        """);
  }

  private Ec2Client ec2() {
    return aws.client(Ec2Client.class, Ec2Client::builder);
  }

  private static void tag(Ec2Client ec2, String id, String key, String value) {
    ec2.createTags(r -> r.resources(id).tags(Tag.builder().key(key).value(value).build()));
  }

  @Override
  protected ObjectNode configuration() {
    var lineage =
        new TagPolicy(
            "lineage",
            WEB,
            List.of("zone", "team", "cost-center", "level"),
            Map.of("zone", List.of("dmz", "inside")),
            Map.of("zone", "inside"),
            0,
            Map.of(
                "zone", List.of("aws.ec2.vpc"),
                "team", List.of("aws.ec2.subnet:Team", "application.team"),
                "cost-center", List.of("application.cost-center"),
                "level", List.of("aws.ec2.vpc:Level")),
            false,
            null);
    var told =
        new TagPolicy(
            "told",
            "type in (aws.ec2.volume, aws.ec2.vpc)",
            List.of("kept-by"),
            Map.of(),
            Map.of(),
            30,
            Map.of(),
            null,
            null);
    ObjectNode settings = super.configuration();
    var deep =
        new TagPolicy(
            "deep",
            "type = aws.ec2.volume and state = in-use",
            List.of("zone", "team", "level"),
            Map.of(),
            Map.of(),
            0,
            Map.of(
                "zone", List.of("aws.ec2.vpc"),
                "team", List.of("application.team"),
                "level", List.of("aws.ec2.vpc:Level")),
            false,
            null);
    settings.set("tagPolicies", Json.tree(List.of(lineage, told, deep)));
    settings.set(
        "applications",
        Json.tree(new ApplicationTags(null, Map.of("shop", Map.of("cost-center", "k17")))));
    return settings;
  }

  private Map<String, String> tags() {
    return ec2()
        .describeInstances(r -> r.instanceIds(sample.instance))
        .reservations()
        .getFirst()
        .instances()
        .getFirst()
        .tags()
        .stream()
        .collect(Collectors.toMap(Tag::key, Tag::value));
  }

  @Test
  void takesTagsFromWhatAResourceIsInAndFromItsApplication() {
    Map<String, String> before = tags();
    JsonNode violator = get("/tag-policies/lineage/violators").at("/items/0");
    assertThat(
            violator
                .at("/proposal/set")
                .valueStream()
                .map(one ->
                    one.get("key").asString()
                        + "="
                        + one.get("value").asString()
                        + " "
                        + one.get("from").asString()))
        .hasSize(3)
        .anyMatch(text -> text.startsWith("zone=dmz aws.ec2.vpc "))
        .contains("team=payments application shop", "cost-center=k17 application shop");
    assertThat(violator.at("/proposal/open/0/key").asString()).isEqualTo("level");
    assertThat(violator.at("/proposal/open/0/why").asString()).contains("aws.ec2.vpc:Level");

    var answer = agent.postAs("token:anna", "/tag-policies/lineage/remediate", "", "cloud:write");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String act = Json.mapper().readTree(answer.body()).get("actId").asString();
    JsonNode step = get("/acts/" + act).at("/steps/0");
    assertThat(step.get("note").asString())
        .contains("would set", "team=payments, taken from application shop");
    assertThat(tags()).isEqualTo(before);
    JsonNode done = ended(post("token:anna", "/acts/" + act + "/carry-out", "cloud:write"));
    assertThat(tags()).containsEntry("zone", "dmz").containsEntry("team", "payments");
    undone(done);
    assertThat(tags()).isEqualTo(before);
  }

  /** A disk is linked with its machine, which is linked with it and with its network. */
  @Test
  void takesTagsFromWhatIsFurtherAwayWhenNothingNearerHasThem() {
    JsonNode proposal = get("/tag-policies/deep/violators").at("/items/0/proposal");
    assertThat(proposal.get("set").toString())
        .contains("\"zone\"", "\"dmz\"", "aws.ec2.vpc", "payments", "application shop");
    assertThat(proposal.at("/open/0/key").asString()).isEqualTo("level");
  }

  private JdbcClient jdbc() {
    return agent.bean(JdbcClient.class);
  }

  private List<TagsNoticed> notices(Stage stage) {
    return bus.seen(TagsNoticed.class).stream()
        .filter(notice -> notice.stage() == stage && notice.policy().equals("told"))
        .toList();
  }

  @Test
  void tellsOwnersOnceWhenItIsFoundAndOnceBeforeTheTimeIsOver() {
    int violators = get("/tag-policies/told/violators").get("items").size();
    agent.bean(TagNotices.class).tick();
    Await.until("the notice", () -> !notices(Stage.FOUND).isEmpty());
    TagsNoticed found = notices(Stage.FOUND).getFirst();
    assertThat(found.keys()).containsExactly("kept-by");
    assertThat(found.resources()).hasSize(violators);
    Instant ends = Instant.now().plus(Duration.ofDays(30));
    assertThat(found.resources())
        .allMatch(one -> Duration.between(one.endsAt(), ends).abs().toMinutes() < 5);
    // It is nearly over for one, and that was told already.
    jdbc()
        .sql(
            """
            update tag_finding set since = now() - interval '29 days',
              told_found = now() - interval '29 days'
            where uid = (select uid from resource where id = ? and valid_to is null)
            """)
        .param(sample.volume)
        .update();
    restart();
    TagNotices notices = agent.bean(TagNotices.class);
    // Also when it has no configuration yet.
    notices.tick();
    Await.until("its configuration", () -> !get("/tag-policies").get("items").isEmpty());
    notices.tick();
    notices.tick();
    Await.until("the second notice", () -> !notices(Stage.ENDING).isEmpty());
    assertThat(notices(Stage.ENDING)).hasSize(1);
    assertThat(notices(Stage.ENDING).getFirst().resources())
        .extracting(TagsNoticed.Item::id)
        .containsExactly(sample.volume);
    assertThat(notices(Stage.FOUND)).hasSize(1);
    JsonNode told =
        get("/tag-policies/told/violators")
            .get("items")
            .valueStream()
            .filter(one -> one.path("toldAgainAt").isString())
            .findFirst()
            .orElseThrow();
    assertThat(told.get("type").asString()).isEqualTo("aws.ec2.volume");
    // What has no age is given its time since it was found.
    assertThat(get("/tag-policies").at("/items/1/due").asInt()).isZero();
    jdbc()
        .sql("update tag_finding set since = now() - interval '31 days' where policy = 'told'")
        .update();
    int ageless =
        jdbc()
            .sql("select count(*) from resource where type = 'aws.ec2.vpc' and valid_to is null")
            .query(Integer.class)
            .single();
    assertThat(get("/tag-policies").at("/items/1/due").asInt()).isEqualTo(ageless).isPositive();
  }
}
