package dev.hexad.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.Verdict;
import dev.hexad.contracts.event.VerdictGiven;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.testkit.Await;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class MonitoringAgentIntegrationTests extends MonitoringFixture {
  @Test
  void watchesWhatWasDeployedAndPassesAGoodOne() {
    TestService service = service(1, 0);
    UUID run = Ids.next();
    stable(service, run);
    var result = passed(verify(service, run, 2, 20, 50));
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.requests()).isGreaterThanOrEqualTo(20);
    assertThat(result.errors()).isZero();
    VerdictGiven given = bus.await(VerdictGiven.class, e -> e.applicationId().equals(application));
    assertThat(given.verdict()).isEqualTo(Verdict.PASS);
    assertThat(given.commit()).isEqualTo(service.commit());
    assertThat(raised()).isEmpty();
    JsonNode item = json("/verdicts?applicationId=" + application).get("items").get(0);
    assertThat(item.get("commit").asString()).isEqualTo(service.commit());
    assertThat(item.get("state").asString()).isEqualTo("GIVEN");
  }

  @Test
  void failsACanaryWithErrorsAndResolvesWhenItIsGone() {
    TestService good = service(1, 0);
    TestService bad = service(2, 3);
    stable(good, Ids.next());
    UUID run = Ids.next();
    canary(bad, good, run);
    Envelope command = verify(bad, run, 20, 20, 60);
    CommandFailed failure = failed(command);
    assertThat(failure.problem().type()).isEqualTo(ProblemType.VERDICT_FAILED.uri());
    VerdictGiven given =
        bus.await(
            VerdictGiven.class,
            e -> e.applicationId().equals(application) && e.verdict() == Verdict.FAIL);
    assertThat(given.revision()).isEqualTo(2);
    AlertRaised alert = raised("revision 2 fails");
    assertThat(alert.suspects()).hasSize(1);
    assertThat(alert.suspects().getFirst().commit()).isEqualTo(bad.commit());
    assertThat(alert.suspects().getFirst().author()).isEqualTo("Ada");
    assertThat(alert.suspects().getFirst().runId()).isEqualTo(run);
    assertThat(bus.seen(AlertResolved.class)).noneMatch(e -> e.alertId().equals(alert.alertId()));
    bus.publish(
        new DeploymentRolledBack(
            bad.ref(application, "canary"),
            good.ref(application, "stable"),
            List.of(good.endpoint("stable"))),
        run);
    AlertResolved resolved =
        bus.await(AlertResolved.class, e -> e.alertId().equals(alert.alertId()));
    assertThat(resolved.reason()).contains("revision 1");
    assertThat(state(bad)).isEqualTo("GONE");
  }

  @Test
  void waitsForTheRevisionOfItsRunInsteadOfJudgingTheOneBefore() throws Exception {
    TestService good = service(1, 0);
    TestService bad = service(2, 2);
    stable(good, Ids.next());
    UUID run = Ids.next();
    Envelope command = verify(bad, run, 2, 5, 50);
    bus.await(
        dev.hexad.contracts.event.CommandStarted.class, e -> e.commandId().equals(id(command)));
    Thread.sleep(1500);
    canary(bad, good, run);
    assertThat(failed(command).problem().type()).isEqualTo(ProblemType.VERDICT_FAILED.uri());
    var given = bus.await(VerdictGiven.class, e -> e.applicationId().equals(application));
    assertThat(given.revision()).isEqualTo(2);
  }

  @Test
  void tooFewRequestsAreNotEnoughAndRaiseNothing() {
    TestService good = service(1, 0);
    TestService quiet = service(2, 0);
    stable(good, Ids.next());
    UUID run = Ids.next();
    canary(quiet, good, run);
    CommandFailed failure = failed(verify(quiet, run, 2, 20, null));
    assertThat(failure.problem().type()).isEqualTo(ProblemType.VERDICT_FAILED.uri());
    assertThat(failure.problem().detail()).contains("NOT_ENOUGH_DATA");
    var given = bus.await(VerdictGiven.class, e -> e.applicationId().equals(application));
    assertThat(given.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(raised()).isEmpty();
  }

  @Test
  void aStableRevisionThatFallsSilentIsNotTheCanarysFault() {
    TestService old = service(1, 0);
    TestService canary = service(2, 0);
    stable(old, Ids.next());
    UUID run = Ids.next();
    canary(canary, old, run);
    awaitTarget(canary, "UP");
    old.breakDown();
    var result = passed(verify(canary, run, 3, 10, 50));
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(raised()).noneMatch(e -> e.title().contains("revision 2"));
  }

  @Test
  void missingMetricsAreNotEnoughData() {
    TestService service = service(1, 0);
    UUID run = Ids.next();
    stable(service, run);
    service.breakDown();
    CommandFailed failure = failed(verify(service, run, 2, 20, null));
    assertThat(failure.problem().type()).isEqualTo(ProblemType.VERDICT_FAILED.uri());
    assertThat(failure.problem().detail()).contains("metrics").contains(service.url());
  }

  @Test
  void repeatsAVerdictInsteadOfJudgingAgain() {
    TestService service = service(1, 2);
    UUID run = Ids.next();
    stable(service, run);
    Envelope command = verify(service, run, 2, 10, 50);
    failed(command);
    service.counting(100_000, 0);
    String again = "update command set state = 'RECEIVED' where id = ?";
    agent.bean(JdbcClient.class).sql(again).param(id(command)).update();
    Await.until(
        "second end",
        () ->
            bus.seen(CommandFailed.class).stream()
                    .filter(e -> e.commandId().equals(id(command)))
                    .count()
                == 2);
    assertThat(bus.seen(VerdictGiven.class))
        .filteredOn(e -> e.applicationId().equals(application))
        .hasSize(1);
  }

  @Test
  void raisesAndResolvesWhenARevisionIsDown() {
    TestService service = service(1, 0);
    stable(service, Ids.next());
    Runnable comeBack = service.breakDown();
    AlertRaised alert = raised("does not answer");
    assertThat(alert.suspects().getFirst().commit()).isEqualTo(service.commit());
    assertThat(state(service)).isEqualTo("DOWN");
    comeBack.run();
    bus.await(AlertResolved.class, e -> e.alertId().equals(alert.alertId()));
    awaitTarget(service, "UP");
    assertThat(raised()).hasSize(1);
  }

  @Test
  void raisesWhenTheStableRevisionAnswersWithErrors() {
    TestService service = service(1, 0);
    stable(service, Ids.next());
    service.counting(100, 30);
    AlertRaised alert = raised("errors in test");
    assertThat(alert.description()).contains("30 of 100 requests failed (30.0 %)");
    service.counting(10_000, 0);
    bus.await(AlertResolved.class, e -> e.alertId().equals(alert.alertId()));
  }
}
