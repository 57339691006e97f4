package dev.hexad.githost.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.contract.ContractServer;
import dev.hexad.githost.contract.ContractServer.Call;
import dev.hexad.githost.contract.ContractServer.Reply;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that plays one build through: waiting, running with a log, done. */
class JenkinsClientTests {
  private static final String JOB = "team/pay ments";
  private static final String LOG = "first line\nsecond line\ndone\n";

  private final List<Duration> pauses = new ArrayList<>();
  private int step;
  private boolean stopped;
  private ContractServer server;
  private JenkinsClient jenkins;

  @BeforeEach
  void start() throws IOException {
    server =
        new ContractServer(
            "jenkins/openapi.json",
            "jenkins.json",
            "/",
            path -> path.replaceFirst("^(/job/[^/]+)+", "/job/x"),
            this::answer);
    jenkins =
        new JenkinsClient(
            new GuardedHttp(OutboundGuard.allowing(List.of("127.0.0.1"))),
            server.base(),
            "hexad",
            Secret.of("canary"));
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
      assertThat(server.violations).isEmpty();
      String basic = Base64.getEncoder().encodeToString("hexad:canary".getBytes());
      assertThat(server.calls)
          .allSatisfy(
              call -> assertThat(call.headers()).containsEntry("Authorization", "Basic " + basic));
    }
  }

  private Reply answer(Call call) {
    String path = call.path();
    if (path.startsWith("/queue/item/")) {
      return step++ < 2
          ? Reply.json(200, Map.of("id", 13, "why", "In the quiet period"))
          : Reply.json(200, Map.of("id", 13, "executable", Map.of("number", 42)));
    }
    if (path.contains("/build")) {
      return new Reply(201, Map.of("Location", server.base() + "/queue/item/13/"), "");
    }
    if (path.endsWith("/progressiveText")) {
      int from = Integer.parseInt(call.query().get("start"));
      int to = stopped ? LOG.length() : Math.min(LOG.length(), from + 11);
      Reply part =
          new Reply(
              200,
              Map.of("Content-Type", "text/plain", "X-Text-Size", "" + to),
              LOG.substring(from, to));
      return to < LOG.length() ? part.with("X-More-Data", "true") : part;
    }
    if (path.endsWith("/stop")) {
      stopped = true;
      return new Reply(302, Map.of("Location", server.base() + "/"), "");
    }
    if (path.endsWith("/cancelItem")) {
      return new Reply(302, Map.of("Location", server.base() + "/"), "");
    }
    if (path.endsWith("/42/api/json")) {
      return Reply.json(
          200,
          Map.of(
              "number",
              42,
              "building",
              false,
              "result",
              stopped ? "ABORTED" : "SUCCESS",
              "duration",
              1500,
              "url",
              "https://jenkins.example/job/42/"));
    }
    return Reply.json(
        200, Map.of("builds", List.of(Map.of("number", 42, "queueId", 13), Map.of("number", 41))));
  }

  private BuildFollower follower() {
    return new BuildFollower(jenkins, pauses::add);
  }

  /** Keeps what it hears and stops when told to. */
  private static final class Heard implements BuildListener {
    private final StringBuilder log = new StringBuilder();
    private final List<JenkinsRun> positions = new ArrayList<>();
    private boolean stop;

    @Override
    public void progress(JenkinsRun position, String text) {
      positions.add(position);
      log.append(text);
    }

    @Override
    public boolean wantsStop() {
      return stop;
    }
  }

  private static HexadException problem(ThrowingCallable call) {
    return Assertions.catchThrowableOfType(HexadException.class, call);
  }

  @Test
  void startsJobsInFolders() {
    assertThat(jenkins.trigger(JOB, Map.of())).isEqualTo(13);
    assertThat(jenkins.trigger(JOB, Map.of("TEXT", "a&b=ü c"))).isEqualTo(13);
    assertThat(server.calls)
        .extracting(Call::path)
        .containsExactly(
            "/job/team/job/pay%20ments/build", "/job/team/job/pay%20ments/buildWithParameters");
    assertThat(server.calls.getLast().body()).isEqualTo("TEXT=a%26b%3D%C3%BC+c");
  }

  @Test
  void takesTheDefaultsOfJobsWithParameters() {
    server.next(new Reply(400, Map.of(), "Nothing is submitted"));
    assertThat(jenkins.trigger(JOB, Map.of())).isEqualTo(13);
    assertThat(server.calls.getLast().path()).endsWith("/buildWithParameters");
  }

  @Test
  void fetchesACrumbWhereJenkinsWantsOne() {
    server.next(
        new Reply(403, Map.of("Content-Type", "text/html"), "No valid crumb was included"),
        Reply.json(
                200,
                server.example(
                    "DefaultCrumbIssuer",
                    Map.of("crumb", "c-1", "crumbRequestField", "Jenkins-Crumb")))
            .with("Set-Cookie", "JSESSIONID.1=abc; Path=/; HttpOnly"));
    assertThat(jenkins.trigger(JOB, Map.of())).isEqualTo(13);
    assertThat(server.calls.getLast().headers())
        .containsEntry("Jenkins-Crumb", "c-1")
        .containsEntry("Cookie", "JSESSIONID.1=abc");
  }

  @Test
  void followsFromTheQueueToTheEnd() {
    Heard heard = new Heard();
    BuildState end = follower().follow(JenkinsRun.queued(JOB, 13), heard);
    assertThat(end)
        .isEqualTo(
            new BuildState(
                42, false, "SUCCESS", Duration.ofMillis(1500), "https://jenkins.example/job/42/"));
    assertThat(heard.log).hasToString(LOG);
    assertThat(heard.positions).last().isEqualTo(new JenkinsRun(JOB, 13, 42, LOG.length()));
    assertThat(pauses).startsWith(Duration.ofSeconds(1), Duration.ofMillis(1500));
  }

  @Test
  void goesOnFromAStoredPosition() {
    Heard heard = new Heard();
    follower().follow(new JenkinsRun(JOB, 13, 42, 11), heard);
    assertThat(heard.log).hasToString(LOG.substring(11));
    assertThat(server.calls).noneMatch(call -> call.path().startsWith("/queue/"));
  }

  @Test
  void findsTheBuildOfAForgottenQueueItem() {
    server.next(new Reply(404, Map.of(), ""));
    Heard heard = new Heard();
    assertThat(follower().follow(JenkinsRun.queued(JOB, 13), heard)).isNotNull();
    assertThat(heard.positions).first().isEqualTo(new JenkinsRun(JOB, 13, 42, 0));
    assertThat(problem(() -> jenkins.numberOf(JOB, 14)).type()).isEqualTo(ProblemType.NOT_FOUND);
  }

  @Test
  void survivesARestartOfJenkins() {
    Reply away = new Reply(503, Map.of(), "Please wait while Jenkins is getting ready");
    server.next(away, away, away);
    assertThat(follower().follow(JenkinsRun.queued(JOB, 13), new Heard())).isNotNull();
    assertThat(pauses).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void givesUpOnAJenkinsThatStaysAway() {
    server.close();
    assertThat(problem(() -> follower().follow(JenkinsRun.queued(JOB, 13), new Heard())).type())
        .isEqualTo(ProblemType.UPSTREAM_FAILED);
    assertThat(pauses).hasSize(35);
  }

  @Test
  void stopsARunningBuildOnce() {
    Heard heard = new Heard();
    heard.stop = true;
    BuildState end = follower().follow(new JenkinsRun(JOB, 13, 42, 0), heard);
    assertThat(end).isNotNull();
    assertThat(end.result()).isEqualTo("ABORTED");
    assertThat(server.calls).filteredOn(call -> call.path().endsWith("/stop")).hasSize(1);
  }

  @Test
  void cancelsAWaitingBuild() {
    Heard heard = new Heard();
    heard.stop = true;
    server.next(
        new Reply(302, Map.of("Location", "/"), ""),
        Reply.json(200, Map.of("id", 13, "cancelled", true)));
    assertThat(follower().follow(JenkinsRun.queued(JOB, 13), heard)).isNull();
    assertThat(server.calls.getFirst().query()).containsEntry("id", "13");
  }

  @Test
  void saysWhatToDoAboutRefusals() {
    server.next(
        new Reply(401, Map.of(), ""), new Reply(403, Map.of(), ""), new Reply(404, Map.of(), ""));
    assertThat(problem(() -> jenkins.trigger(JOB, Map.of())))
        .hasMessageContaining("API token")
        .hasMessageNotContaining("canary");
    assertThat(problem(() -> jenkins.trigger(JOB, Map.of()))).hasMessageContaining("Job/Build");
    assertThat(problem(() -> jenkins.trigger(JOB, Map.of()))).hasMessageContaining("folders");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "..", "a/../b", "a//b", "/a", "./a"})
  void refusesJobNamesThatCouldLeadElsewhere(String job) {
    assertThat(problem(() -> jenkins.trigger(job, Map.of())).type()).isEqualTo(ProblemType.INVALID);
    assertThat(server.calls).isEmpty();
  }
}
