package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.schedule.Schedules;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@SuppressWarnings("unchecked")
class ScheduleIntegrationTests extends WithAws {
  private static final String SPARED = "type = aws.ec2.instance and name = spared";

  /** Where it is about noon now, so that minutes can be added and taken off within the day. */
  private static final ZoneOffset NOON =
      ZoneOffset.ofHours(12 - ZonedDateTime.now(Clock.systemUTC()).getHour());

  private static final LocalTime NOW =
      LocalTime.now(Clock.system(NOON)).truncatedTo(ChronoUnit.MINUTES);

  private String spared;

  @Override
  protected void prepare() throws Exception {
    super.prepare();
    Ec2Client ec2 = ec2();
    String image =
        ec2.describeInstances().reservations().getFirst().instances().getFirst().imageId();
    spared =
        ec2.runInstances(r ->
                r.imageId(image)
                    .minCount(1)
                    .maxCount(1)
                    .tagSpecifications(t ->
                        t.resourceType("instance")
                            .tags(
                                one -> one.key("Name").value("spared"),
                                two -> two.key("always-on").value("yes"))))
            .instances()
            .getFirst()
            .instanceId();
  }

  private Ec2Client ec2() {
    return aws.client(Ec2Client.class, Ec2Client::builder);
  }

  private String state(String id) {
    return ec2()
        .describeInstances(r -> r.instanceIds(id))
        .reservations()
        .getFirst()
        .instances()
        .getFirst()
        .state()
        .nameAsString();
  }

  private void schedule(int version, LocalTime from, LocalTime to) {
    ObjectNode settings = configuration();
    ObjectNode hours = settings.putArray("schedules").addObject();
    hours.put("name", "office").put("resources", "type = aws.ec2.instance");
    hours.put("zone", NOON.getId()).put("from", from.toString()).put("to", to.toString());
    hours.set("days", Json.tree(List.of(DayOfWeek.values())));
    orchestrator.configure(version, settings);
  }

  private JsonNode outcomes() {
    return get("/schedules").at("/items/0/outcomes");
  }

  private String actOf(String kind) {
    return Await.value(
        "the turn " + kind,
        () ->
            outcomes()
                .valueStream()
                .filter(o -> o.get("kind").asString().equals(kind) && o.get("actId").isString())
                .map(o -> o.get("actId").asString())
                .findFirst()
                .orElse(null));
  }

  @Test
  void stopsOnceAndStartsWhatItHasStopped() {
    assertThat(found(SPARED)).hasSize(1);
    schedule(2, NOW.minusMinutes(40), NOW.minusMinutes(20));
    String stop = actOf("STOP");
    JsonNode done = ended(get("/acts/" + stop));
    assertThat(done.at("/act/state").asString()).as(done.toString()).isEqualTo("DONE");
    assertThat(done.at("/act/requestedBy").asString()).isEqualTo("schedule:office");
    assertThat(state(sample.instance)).isEqualTo("stopped");
    assertThat(state(spared)).isEqualTo("running");

    // Somebody works late, and the agent forgets that it has acted.
    ec2().startInstances(r -> r.instanceIds(sample.instance));
    sync();
    agent.bean(JdbcClient.class).sql("delete from schedule_turn").update();
    agent.bean(Schedules.class).tick();
    assertThat(actOf("STOP")).isEqualTo(stop);
    assertThat(state(sample.instance)).isEqualTo("running");
    ec2().stopInstances(r -> r.instanceIds(sample.instance));

    schedule(3, NOW.minusMinutes(10), NOW.plusMinutes(300));
    String start = actOf("START");
    JsonNode started = ended(get("/acts/" + start));
    assertThat(started.at("/act/undoOf").asString()).isEqualTo(stop);
    assertThat(state(sample.instance)).isEqualTo("running");
    assertThat(get("/audit-trail?who=schedule:office").get("items")).isNotEmpty();
  }
}
