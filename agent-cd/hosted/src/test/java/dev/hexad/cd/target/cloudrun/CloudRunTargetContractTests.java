package dev.hexad.cd.target.cloudrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.Hosting;
import dev.hexad.cd.settings.Hosting.CloudRun;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Placed;
import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.RecordedProgress;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.cd.target.http.HostedTargetContract;
import dev.hexad.cd.target.http.StrictServer;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Against a server that is held to what Google publishes of its API. */
class CloudRunTargetContractTests extends HostedTargetContract {
  private final FakeCloudRun fake = new FakeCloudRun();
  private StrictServer server;
  private CloudRunTarget target;

  @BeforeEach
  void start() throws IOException {
    settings = Json.tree(Map.of("service", "web"));
    server = serve("gcp/run-v2.json", "/", fake);
    target = target(StrictServer.TOKEN);
  }

  private CloudRunTarget target(String token) {
    var hosting =
        new Hosting(
            Map.of("main", new CloudRun("shop", "europe-west1", "google", server.base(""))),
            Map.of(),
            Map.of());
    var all = new CdSettings(null, 0, 60, Map.of(), Map.of(), Map.of(), null, Map.of(), hosting);
    return new CloudRunTarget(new CloudRunAccounts(() -> all, account -> Secret.of(token)));
  }

  @Override
  protected StrictServer server() {
    return server;
  }

  @Override
  protected DeployTarget target() {
    return target;
  }

  @Override
  protected boolean scales() {
    return true;
  }

  private ObjectNode service() {
    return fake.services.get("web");
  }

  private int share(Placed placed) {
    String revision = placed.handle().path("revision").asString();
    return RunLive.shares(service().path("traffic")).getOrDefault(revision, 0);
  }

  @Test
  void namesWhyARevisionDoesNotStart() throws Exception {
    fake.starts = false;
    Placed placed = deploy(revision(1, "one"));
    awaitHealth(placed.handle(), Health.DEGRADED);
    assertThat(target.observe(placed.handle()).cause())
        .contains("Revision web-r1-", "HEALTH_CHECK_CONTAINER_ERROR", "does not listen on port");
    assertThat(target.tail(placed.handle())).contains("does not listen on port");
  }

  @ParameterizedTest
  @CsvSource({"429, GET .*", "503, PATCH .*", "429, PATCH .*"})
  void waitsWhereItIsThrottled(int status, String call) throws Exception {
    server.refuse(call, status);
    awaitHealth(deploy(revision(1, "one")).handle(), Health.HEALTHY);
    assertThat(server.count("PATCH .*")).isOne();
  }

  @Test
  void makesNothingTwiceWhereTheAnswerWasLost() throws Exception {
    Revision one = revision(1, "one");
    server.loseAnswerTo("PATCH .*");
    assertThatThrownBy(() -> deploy(one))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("did not answer PATCH");
    target = target(StrictServer.TOKEN);
    awaitHealth(deploy(one).handle(), Health.HEALTHY);
    assertThat(server.count("PATCH .*")).isOne();
  }

  @Test
  void sendsNothingTwiceAfterACrash() throws Exception {
    Revision one = revision(1, "one");
    Rendered rendered = render(one);
    assertThatThrownBy(() -> target.deploy(one, rendered, RecordedProgress.crashing(1)))
        .isInstanceOf(RecordedProgress.Crash.class);
    target = target(StrictServer.TOKEN);
    target.deploy(one, rendered, RecordedProgress.after(null));
    assertThat(server.count("PATCH .*")).isOne();
  }

  @Test
  void findsDriftAndBringsItBack() throws Exception {
    Revision one = revision(1, "one");
    Rendered wanted = render(one);
    Placed placed = deploy(one);
    awaitHealth(placed.handle(), Health.HEALTHY);
    fake.make("web", "by-hand", Json.mapper().createObjectNode());
    ((ObjectNode) service().at("/traffic/0")).put("revision", "by-hand");
    assertThat(target.observe(placed.handle()))
        .returns(Health.MISSING, Observation::health)
        .satisfies(seen -> assertThat(seen.cause()).contains("by-hand"));
    assertThat(target.diff(wanted, placed.handle()).getFirst().fields())
        .extracting(Difference.Field::path)
        .contains("traffic.by-hand");
    target.heal(wanted, placed.handle());
    awaitHealth(placed.handle(), Health.HEALTHY);
    assertThat(target.diff(wanted, placed.handle())).isEmpty();

    fake.services.clear();
    fake.revisions.clear();
    target.heal(wanted, placed.handle());
    awaitHealth(placed.handle(), Health.HEALTHY);
    assertThat(target.diff(wanted, placed.handle())).isEmpty();
  }

  @Test
  void givesACanaryItsShareAndShiftsIt() throws Exception {
    Revision one = revision(1, "one");
    Rendered stable = render(one);
    Placed first = deploy(one);
    Revision two = revision(2, "two");
    Rendered wanted = render(two);
    var progress = RecordedProgress.after(null);
    Placed canary = target.deploy(two, target.beside(two, wanted, stable, 10), progress);
    awaitHealth(canary.handle(), Health.HEALTHY);
    awaitHealth(first.handle(), Health.HEALTHY);
    assertThat(share(canary)).isEqualTo(10);
    assertThat(share(first)).isEqualTo(90);
    assertThat(target.diff(stable, first.handle())).isEmpty();
    target.heal(stable, first.handle());
    assertThat(share(canary)).isEqualTo(10);

    target.deploy(two, target.beside(two, wanted, stable, 50), progress);
    assertThat(share(canary)).isEqualTo(50);
    assertThat(fake.revisions).hasSize(2);

    Placed all = target.deploy(two, wanted, progress);
    assertThat(share(all)).isEqualTo(100);
    awaitHealth(all.handle(), Health.HEALTHY);
    assertThat(target.diff(wanted, all.handle())).isEmpty();
    assertThat(target.observe(first.handle()).health()).isEqualTo(Health.MISSING);
    target.delete(canary.handle());
    assertThat(share(all)).isEqualTo(100);
    target.delete(all.handle());
  }

  @Test
  void givesAllBackToTheStableRevisionWhenACanaryIsAborted() throws Exception {
    Revision one = revision(1, "one");
    Rendered stable = render(one);
    Placed first = deploy(one);
    fake.starts = false;
    Revision two = revision(2, "two");
    Placed canary =
        target.deploy(
            two, target.beside(two, render(two), stable, 10), RecordedProgress.after(null));
    awaitHealth(canary.handle(), Health.DEGRADED);
    assertThat(target.observe(first.handle()).health()).isEqualTo(Health.HEALTHY);
    target.delete(canary.handle());
    target.delete(canary.handle());
    assertThat(share(first)).isEqualTo(100);
    assertThat(fake.revisions).hasSize(1);
    assertThat(target.diff(stable, first.handle())).isEmpty();
  }

  @Test
  void leavesAServiceOfSomebodyElseAloneUntilToldToAdoptIt() throws Exception {
    ObjectNode theirs = Json.mapper().createObjectNode().put("uri", "https://web");
    fake.services.put("web", theirs);
    assertThatThrownBy(() -> deploy(revision(1, "one")))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("adopt: true");
    assertThat(server.count("PATCH .*")).isZero();

    settings = Json.tree(Map.of("service", "web", "adopt", true));
    Placed placed = deploy(revision(1, "one"));
    awaitHealth(placed.handle(), Health.HEALTHY);
    target.delete(placed.handle());
    awaitHealth(placed.handle(), Health.SUSPENDED);
  }

  @Test
  void saysThatATokenIsWrongWithoutTellingIt() throws Exception {
    target = target("canary-wrong");
    assertThatThrownBy(() -> deploy(revision(1, "one")))
        .isInstanceOfSatisfying(
            HexadException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.FORBIDDEN))
        .hasMessageContaining("401")
        .hasMessageNotContaining("canary");
  }

  @Test
  void tellsItsTokenNowhere() throws Exception {
    Revision one = revision(1, "one");
    var progress = RecordedProgress.after(null);
    Rendered wanted = render(one);
    Placed placed = target.deploy(one, wanted, progress);
    assertThat(List.of(progress.lines, progress.kept, wanted, placed, fake.services))
        .allSatisfy(part -> assertThat(Json.write(part)).doesNotContain("canary-token"));
    assertThat(target.diff(wanted, placed.handle()).toString()).doesNotContain("canary-token");
    assertThat(target.observe(placed.handle()).toString()).doesNotContain("canary-token");
  }

  @Test
  void doesNotQuoteAKeyThatIsNone() throws Exception {
    var hosting =
        new Hosting(
            Map.of("main", new CloudRun("shop", "europe-west1", "google", server.base(""))),
            Map.of(),
            Map.of());
    var all = new CdSettings(null, 0, 60, Map.of(), Map.of(), Map.of(), null, Map.of(), hosting);
    target =
        new CloudRunTarget(
            new CloudRunAccounts(
                () -> all, new CloudRunAccounts.Tokens(name -> Secret.of("{\"canary\": 1}"))));
    assertThatThrownBy(() -> deploy(revision(1, "one")))
        .hasMessageContaining("'google' is not the key of a service account")
        .hasMessageNotContaining("canary")
        .hasNoCause();
  }

  @Test
  void putsTheImageIntoTheContainerThatNamesIt() throws Exception {
    file(
        "cloudrun/service.json",
        """
        {"ingress": "INGRESS_TRAFFIC_ALL", "template": {"containers": [
          {"name": "app", "image": "box", "env": [{"name": "COLOUR", "value": "blue"}]},
          {"name": "side", "image": "proxy:1"}]}}
        """);
    Placed placed = deploy(revision(1, "one"));
    awaitHealth(placed.handle(), Health.HEALTHY);
    assertThat(service().at("/template/containers/0/image").asString())
        .isEqualTo(image("one").pinned());
    assertThat(service().at("/template/containers/1/image").asString()).isEqualTo("proxy:1");
    assertThat(service().at("/template/containers/0/env")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"services\": \"web\"}|knows no setting services",
        "{\"account\": \"other\"}|no Cloud Run account 'other'",
        "{\"service\": \"Web\"}|'Web' is no name of a service",
        "{\"serviceDefinition\": \"../out.json\"}|leads out of the repository",
        "{\"serviceDefinition\": \"odd.json\"}|unknown field 'frobnicate'",
        "{\"serviceDefinition\": \"other.json\"}|No container in 'other.json' runs the image"
      })
  void refusesWhatDoesNotFit(String given, String message) throws Exception {
    file("odd.json", "{\"frobnicate\": 1}");
    file("other.json", "{\"template\": {\"containers\": [{\"image\": \"nginx\"}]}}");
    settings = Json.mapper().readTree(given);
    assertThatThrownBy(() -> render(revision(1, "one")))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining(message);
  }
}
