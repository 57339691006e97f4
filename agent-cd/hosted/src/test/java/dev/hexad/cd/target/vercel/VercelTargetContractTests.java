package dev.hexad.cd.target.vercel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.Hosting;
import dev.hexad.cd.settings.Hosting.Account;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.DeployTarget.Placed;
import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.Health;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that is held to what Vercel publishes of its API. */
class VercelTargetContractTests extends HostedTargetContract {
  private final FakeVercel fake = new FakeVercel();
  private StrictServer server;
  private VercelTarget target;

  @BeforeEach
  void start() throws IOException {
    settings = Json.tree(Map.of("project", "web", "folder", "site"));
    server = serve("vercel/openapi.json", "/", fake);
    target = target(StrictServer.TOKEN);
    file("site/index.html", "<h1>hello</h1>");
    file("site/.git/config", "secret");
  }

  private VercelTarget target(String token) {
    var hosting =
        new Hosting(
            Map.of(), Map.of("main", new Account("vercel", "team_1", server.base(""))), Map.of());
    var all = new CdSettings(null, 0, 60, Map.of(), Map.of(), Map.of(), null, Map.of(), hosting);
    return new VercelTarget(() -> all, name -> Secret.of(token));
  }

  @Override
  protected StrictServer server() {
    return server;
  }

  @Override
  protected DeployTarget target() {
    return target;
  }

  @Test
  void namesWhyABuildFailed() throws Exception {
    fake.fate = "ERROR";
    Placed placed = deploy(revision(1, "one"));
    awaitHealth(placed.handle(), Health.DEGRADED);
    assertThat(target.observe(placed.handle()).cause())
        .contains("npm run build", "it builds\nit cannot go on");
    assertThat(target.tail(placed.handle())).isEqualTo("it builds\nit cannot go on");
  }

  @Test
  void uploadsTheFilesOfTheFolderOnly() throws Exception {
    Placed placed = deploy(revision(1, "one"));
    awaitHealth(placed.handle(), Health.HEALTHY);
    assertThat(fake.files.values())
        .singleElement()
        .satisfies(
            bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("hello"));
    assertThat(server.calls)
        .allSatisfy(call -> assertThat(call.query()).containsEntry("teamId", "team_1"));
  }

  @ParameterizedTest
  @CsvSource({"429, GET .*", "503, POST .*", "429, POST /v13/.*"})
  void waitsWhereItIsThrottled(int status, String call) throws Exception {
    server.refuse(call, status);
    awaitHealth(deploy(revision(1, "one")).handle(), Health.HEALTHY);
    assertThat(server.count("POST /v13/.*")).isOne();
  }

  @Test
  void makesNothingTwiceWhereTheAnswerWasLost() throws Exception {
    Revision one = revision(1, "one");
    server.loseAnswerTo("POST /v13/.*");
    assertThatThrownBy(() -> deploy(one))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("did not answer POST /v13/deployments");
    target = target(StrictServer.TOKEN);
    awaitHealth(deploy(one).handle(), Health.HEALTHY);
    assertThat(server.count("POST /v13/.*")).isOne();
  }

  @Test
  void goesOnBetweenUploadAndDeployment() throws Exception {
    Revision one = revision(1, "one");
    Rendered rendered = render(one);
    assertThatThrownBy(() -> target.deploy(one, rendered, RecordedProgress.crashing(1)))
        .isInstanceOf(RecordedProgress.Crash.class);
    assertThat(server.count("POST /v13/.*")).isZero();
    target = target(StrictServer.TOKEN);
    target.deploy(one, rendered, RecordedProgress.after(null));
    target.deploy(one, rendered, RecordedProgress.after(null));
    assertThat(server.count("POST /v13/.*")).isOne();
  }

  @Test
  void promotesWhatIsThereAndBuildsWhatIsGone() throws Exception {
    Revision one = revision(1, "one");
    Rendered first = render(one);
    Placed placed = target.deploy(one, first, RecordedProgress.after(null));
    awaitHealth(placed.handle(), Health.HEALTHY);
    awaitHealth(deploy(revision(2, "two")).handle(), Health.HEALTHY);
    assertThat(target.observe(placed.handle()).health()).isEqualTo(Health.MISSING);
    target.deploy(one, first, RecordedProgress.after(null));
    awaitHealth(placed.handle(), Health.HEALTHY);
    assertThat(server.count("POST .*/promote/.*")).isOne();
    assertThat(server.count("POST /v13/.*")).isEqualTo(2);
    assertThat(fake.env).containsEntry("GREETING", "one");

    fake.deployments.clear();
    fake.production = "";
    target.deploy(one, first, RecordedProgress.after(null));
    awaitHealth(placed.handle(), Health.HEALTHY);
    assertThat(server.count("POST /v13/.*")).isEqualTo(3);
  }

  @Test
  void findsDriftAndBringsItBack() throws Exception {
    Revision one = revision(1, "one");
    Rendered wanted = render(one);
    Placed placed = deploy(one);
    awaitHealth(placed.handle(), Health.HEALTHY);
    fake.env.put("GREETING", "changed");
    fake.production =
        fake.make(Json.mapper().createObjectNode().put("hexadFiles", "{\"other.html\": \"0\"}"))
            .path("id")
            .asString();
    assertThat(target.observe(placed.handle()).health()).isEqualTo(Health.MISSING);
    assertThat(target.diff(wanted, placed.handle()).getFirst().fields())
        .extracting(Difference.Field::path)
        .containsExactly("env.GREETING", "files.index.html", "files.other.html", "image");
    target.heal(wanted, placed.handle());
    awaitHealth(placed.handle(), Health.HEALTHY);
    assertThat(target.diff(wanted, placed.handle())).isEmpty();
  }

  @Test
  void leavesAProjectOfSomebodyElseAloneUntilToldToAdoptIt() throws Exception {
    fake.project = true;
    fake.make(Json.mapper().createObjectNode());
    assertThatThrownBy(() -> deploy(revision(1, "one")))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("adopt: true");
    assertThat(fake.env).isEmpty();

    settings = Json.tree(Map.of("project", "web", "folder", "site", "adopt", true));
    Placed placed = deploy(revision(1, "one"));
    awaitHealth(placed.handle(), Health.HEALTHY);
    target.delete(placed.handle());
    assertThat(fake.deployments).hasSize(1);
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
    assertThat(List.of(progress.lines, progress.kept, wanted, placed, fake.deployments))
        .allSatisfy(part -> assertThat(Json.write(part)).doesNotContain("canary"));
    assertThat(target.diff(wanted, placed.handle()).toString()).doesNotContain("canary");
    assertThat(target.observe(placed.handle()).toString()).doesNotContain("canary");
  }

  @Test
  void refusesMoreFilesThanItTakes() throws Exception {
    for (int i : IntStream.range(0, 1000).toArray()) {
      file("site/" + i, "");
    }
    assertThatThrownBy(() -> render(revision(1, "one"))).hasMessageContaining("more than 1,000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"projects\": \"web\"}|knows no setting projects",
        "{\"account\": \"other\"}|no Vercel account 'other'",
        "{\"folder\": \"..\"}|leads out of the repository",
        "{\"folder\": \"gone\"}|There is no 'gone'",
        "{\"folder\": \"site/index.html\"}|is not a folder"
      })
  void refusesWhatDoesNotFit(String given, String message) throws Exception {
    settings = Json.mapper().readTree(given);
    assertThatThrownBy(() -> render(revision(1, "one")))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesALinkThatLeadsOut() throws Exception {
    Files.createSymbolicLink(folder.resolve("site/out"), Path.of("/etc/hostname"));
    assertThatThrownBy(() -> render(revision(1, "one")))
        .hasMessageContaining("leads out of the repository");
  }
}
