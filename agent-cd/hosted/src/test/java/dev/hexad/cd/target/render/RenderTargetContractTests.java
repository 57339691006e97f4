package dev.hexad.cd.target.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.Hosting;
import dev.hexad.cd.settings.Hosting.Account;
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
import dev.hexad.contracts.message.Ids;
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

/** Against a server that is held to what Render publishes of its API. */
class RenderTargetContractTests extends HostedTargetContract {
  private final FakeRender fake = new FakeRender();
  private StrictServer server;
  private RenderTarget target;

  @BeforeEach
  void start() throws IOException {
    settings = Json.tree(Map.of("service", "web"));
    server = serve("render/openapi.json", "/v1", fake);
    target = target(StrictServer.TOKEN);
    file("render/service.json", "{\"type\": \"web_service\", \"serviceDetails\": {}}");
  }

  private RenderTarget target(String token) {
    var hosting =
        new Hosting(
            Map.of(), Map.of(), Map.of("main", new Account("render", null, server.base("/v1"))));
    var all = new CdSettings(null, 0, 60, Map.of(), Map.of(), Map.of(), null, Map.of(), hosting);
    return new RenderTarget(() -> all, name -> Secret.of(token));
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

  private FakeRender.Place place() {
    return fake.places.values().iterator().next();
  }

  @Test
  void namesWhyADeployFailed() throws Exception {
    fake.fate = "update_failed";
    Placed placed = deploy(revision(1, "one"));
    awaitHealth(placed.handle(), Health.DEGRADED);
    Observation seen = target.observe(placed.handle());
    assertThat(seen.cause()).contains("update_failed", "it starts\nit cannot go on");
    assertThat(target.tail(placed.handle())).isEqualTo("it starts\nit cannot go on");
  }

  @ParameterizedTest
  @CsvSource({"429, GET .*", "503, POST .*", "429, POST .*"})
  void waitsWhereItIsThrottled(int status, String call) throws Exception {
    server.refuse(call, status);
    awaitHealth(deploy(revision(1, "one")).handle(), Health.HEALTHY);
    assertThat(server.count("POST /v1/services")).isOne();
  }

  @Test
  void makesNothingTwiceWhereTheAnswerWasLost() throws Exception {
    Revision one = revision(1, "one");
    server.loseAnswerTo("POST /v1/services");
    assertThatThrownBy(() -> deploy(one))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("did not answer POST /services");
    target = target(StrictServer.TOKEN);
    awaitHealth(deploy(one).handle(), Health.HEALTHY);
    assertThat(server.count("POST /v1/services")).isOne();

    Revision two = revision(2, "two");
    server.loseAnswerTo("POST .*/deploys");
    assertThatThrownBy(() -> deploy(two)).hasMessageContaining("did not answer");
    awaitHealth(deploy(two).handle(), Health.HEALTHY);
    assertThat(server.count("POST .*/deploys")).isOne();
  }

  @Test
  void goesOnBetweenVariablesAndDeploy() throws Exception {
    deploy(revision(1, "one"));
    Revision two = revision(2, "two");
    assertThatThrownBy(() -> target.deploy(two, render(two), RecordedProgress.crashing(1)))
        .isInstanceOf(RecordedProgress.Crash.class);
    assertThat(server.count("POST .*/deploys")).isZero();
    target = target(StrictServer.TOKEN);
    deploy(two);
    deploy(two);
    assertThat(server.count("POST .*/deploys")).isOne();
  }

  @Test
  void removesVariablesThatARevisionNoLongerHas() throws Exception {
    deploy(revision(1, image("one"), Map.of("OLD", "1", "KEPT", "1")));
    place().env.put("BY_HAND", "1");
    deploy(revision(2, image("two"), Map.of("KEPT", "2")));
    assertThat(place().env)
        .doesNotContainKey("OLD")
        .containsEntry("KEPT", "2")
        .containsEntry("BY_HAND", "1");
  }

  @Test
  void findsDriftAndBringsItBack() throws Exception {
    Revision one = revision(1, "one");
    Rendered wanted = render(one);
    Placed placed = deploy(one);
    awaitHealth(placed.handle(), Health.HEALTHY);
    place().env.put("GREETING", "changed");
    place().service.put("imagePath", "nginx:latest");
    fake.deploy(place(), "nginx:latest");
    assertThat(target.observe(placed.handle()))
        .returns(Health.MISSING, Observation::health)
        .satisfies(seen -> assertThat(seen.cause()).contains("nginx:latest"));
    assertThat(target.diff(wanted, placed.handle()).getFirst().fields())
        .extracting(Difference.Field::path)
        .containsExactly("deployedImage", "env.GREETING", "image");
    target.heal(wanted, placed.handle());
    awaitHealth(placed.handle(), Health.HEALTHY);
    assertThat(target.diff(wanted, placed.handle())).isEmpty();

    fake.places.clear();
    assertThat(target.observe(placed.handle()).health()).isEqualTo(Health.MISSING);
    target.heal(wanted, placed.handle());
    awaitHealth(placed.handle(), Health.HEALTHY);
    assertThat(target.diff(wanted, placed.handle())).isEmpty();
  }

  @Test
  void leavesAServiceOfSomebodyElseAloneUntilToldToAdoptIt() throws Exception {
    fake.make("web", "nginx:latest");
    assertThatThrownBy(() -> deploy(revision(1, "one")))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("adopt: true");
    assertThat(place().env).isEmpty();

    settings = Json.tree(Map.of("service", "web", "adopt", true));
    Placed placed = deploy(revision(1, "one"));
    awaitHealth(placed.handle(), Health.HEALTHY);
    target.delete(placed.handle());
    assertThat(target.observe(placed.handle()).health()).isEqualTo(Health.SUSPENDED);
    deploy(revision(2, "one"));
    awaitHealth(placed.handle(), Health.HEALTHY);
  }

  @Test
  void refusesAServiceOfAnotherEnvironmentEvenToAdoptIt() throws Exception {
    fake.make("web", "nginx:latest").env.put("HEXAD_OWNER", Ids.next() + "/prod");
    settings = Json.tree(Map.of("service", "web", "adopt", true));
    assertThatThrownBy(() -> deploy(revision(1, "one")))
        .hasMessageContaining("another environment");
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
    assertThat(List.of(progress.lines, progress.kept, wanted, placed))
        .allSatisfy(part -> assertThat(Json.write(part)).doesNotContain("canary"));
    assertThat(target.diff(wanted, placed.handle()).toString()).doesNotContain("canary");
    assertThat(target.observe(placed.handle()).toString()).doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"services\": \"web\"}|knows no setting services",
        "{\"account\": \"other\"}|no Render account 'other'",
        "{\"serviceDefinition\": \"../out.json\"}|leads out of the repository",
        "{\"serviceDefinition\": \"gone.json\"}|There is no 'gone.json'",
        "{\"serviceDefinition\": \"name.json\"}|'name' is set by Hexad",
        "{\"serviceDefinition\": \"odd.json\"}|unknown field 'frobnicate'",
        "{\"serviceDefinition\": \"git.json\"}|only the runtime 'image'"
      })
  void refusesWhatDoesNotFit(String given, String message) throws Exception {
    file("name.json", "{\"type\": \"web_service\", \"name\": \"x\"}");
    file("odd.json", "{\"type\": \"web_service\", \"frobnicate\": 1}");
    file("git.json", "{\"type\": \"web_service\", \"serviceDetails\": {\"runtime\": \"node\"}}");
    settings = Json.mapper().readTree(given);
    assertThatThrownBy(() -> render(revision(1, "one")))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining(message);
  }
}
