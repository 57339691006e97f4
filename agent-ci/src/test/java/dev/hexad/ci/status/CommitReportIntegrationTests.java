package dev.hexad.ci.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.ci.CiAgentApplication;
import dev.hexad.ci.repository.Repositories;
import dev.hexad.contracts.event.ApplicationRegistered;
import dev.hexad.contracts.event.ChangePlanMade;
import dev.hexad.contracts.event.ChangeReceived;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.GateDecided;
import dev.hexad.contracts.event.PullRequestRef;
import dev.hexad.contracts.event.RunFinished;
import dev.hexad.contracts.event.RunStarted;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.identity.SignedIdentity;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the events of a run to what its Git host was told. */
class CommitReportIntegrationTests {
  private static final String HOOK_SECRET = "canary-hook-secret";
  private static RecordingGitLab gitLab;
  private static FakeOrchestrator orchestrator;
  private static TestAgent agent;
  private static TestBus bus;

  @BeforeAll
  static void start() throws Exception {
    gitLab = new RecordingGitLab();
    orchestrator = new FakeOrchestrator();
    orchestrator.secret("git-token", RecordingGitLab.TOKEN);
    orchestrator.secret("hook", HOOK_SECRET);
    agent =
        TestAgent.start(
            CiAgentApplication.class,
            "ci",
            orchestrator,
            "--hexad.outbound.allow=127.0.0.0/8",
            "--hexad.public-url=https://hexad.example");
    bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
  }

  @AfterAll
  static void stop() {
    agent.close();
    bus.close();
    orchestrator.close();
    gitLab.close();
  }

  private static UUID application(@Nullable String token) {
    UUID id = Ids.next();
    bus.publish(
        new ApplicationRegistered(
            id,
            "shop",
            "https://gitlab.example/team/shop.git",
            "main",
            "hook",
            "gitlab",
            gitLab.url(),
            token),
        Ids.next());
    Await.until("repository known", () -> agent.bean(Repositories.class).find(id).isPresent());
    return id;
  }

  private static String commit() {
    return UUID.randomUUID().toString().replace("-", "") + "01234567";
  }

  private static ChangeRef change(UUID application, String commit, @Nullable Integer mergeRequest) {
    return new ChangeRef(
        application,
        "shop",
        "https://gitlab.example/team/shop.git",
        "refs/heads/topic",
        commit,
        "author",
        "feat: <b>Sell</b>",
        mergeRequest == null ? "push" : "pull_request",
        mergeRequest == null
            ? null
            : new PullRequestRef(mergeRequest, "refs/heads/main", null, false, "author"));
  }

  private static UUID started(UUID application, String commit, @Nullable Integer mergeRequest) {
    UUID run = Ids.next();
    ChangeRef change = change(application, commit, mergeRequest);
    bus.publish(new RunStarted(run, change, "feat: <b>Sell</b>"), run);
    return run;
  }

  private static void awaitStates(String commit, String... states) {
    Await.until("the host knows", () -> gitLab.states(commit).equals(List.of(states)));
  }

  private static long untold() {
    return agent
        .bean(JdbcClient.class)
        .sql("select count(*) from commit_report where reported_state is distinct from state")
        .query(Long.class)
        .single();
  }

  @Test
  void aHostIsToldOfTheBeginningAndTheEndOnce() {
    String commit = commit();
    UUID run = started(application("git-token"), commit, 7);
    awaitStates(commit, "running");
    bus.publish(new RunFinished(run, "FAILED", "build: <script>"), run);
    awaitStates(commit, "running", "failed");
    Await.until("the comment", () -> gitLab.notes(7).size() == 1);

    assertThat(gitLab.notes(7).getFirst())
        .contains("### Failed\\: build")
        .doesNotContain("<script>");
    bus.publish(new RunFinished(run, "FAILED", "build: <script>"), run);
    String later = commit();
    started(application("git-token"), later, null);
    awaitStates(later, "running");
    assertThat(gitLab.states(commit)).containsExactly("running", "failed");
    assertThat(gitLab.notes(7)).hasSize(1);
  }

  @Test
  void aPlanIsACheckOfItsOwnUntilEnoughHaveApprovedIt() {
    UUID application = application("git-token");
    String commit = commit();
    UUID run = started(application, commit, 7);
    awaitStates(commit, "running");
    bus.publish(plan(run, change(application, commit, 7)), run);
    Await.until("the plan", () -> gitLab.states(commit, "hexad/plan").equals(List.of("running")));
    Await.until(
        "the note of the plan",
        () ->
            gitLab.notes(7).stream()
                .anyMatch(note ->
                    Stream.of("sha256:abc", "infra", "2 to destroy", "warehouse")
                            .allMatch(note::contains)
                        && !note.contains("<b>")));
    bus.publish(new GateDecided(run, "approve", "token:anna", true, null, null), run);
    bus.publish(new GateDecided(run, "approve", "token:anna", true, null, null), run);
    assertThat(gitLab.states(commit, "hexad/plan")).containsExactly("running");
    bus.publish(new GateDecided(run, "approve", "token:bert", true, null, null), run);
    Await.until(
        "its approval",
        () -> gitLab.states(commit, "hexad/plan").equals(List.of("running", "success")));
    assertThat(gitLab.states(commit, "hexad")).containsExactly("running");
  }

  @Test
  void aCommentApprovesThePlanThatWasShownAndStopsWhatRuns() {
    UUID application = application("git-token");
    String commit = commit();
    UUID run = started(application, commit, 7);
    bus.publish(plan(run, change(application, commit, 7)), run);
    Await.until("the plan", () -> gitLab.states(commit, "hexad/plan").equals(List.of("running")));

    comment(application, "mallory", "hexad apply");
    awaitNote("**mallory** wanted `hexad apply`", "the right to write");
    assertThat(orchestrator.acts()).noneMatch(act -> act.path().contains(run.toString()));

    comment(application, RecordingGitLab.WRITER, "hexad apply");
    awaitNote("**anna** wanted `hexad apply`", "approved the plan");
    assertThat(orchestrator.acts())
        .filteredOn(act -> act.path().contains(run.toString()))
        .singleElement()
        .satisfies(act -> {
          assertThat(act.path()).endsWith("/stages/approve/relayed-decision");
          assertThat(act.body().path("by").asString()).isEqualTo("gitlab:anna");
          assertThat(act.body().path("subject").asString()).isEqualTo("sha256:abc");
        });

    comment(application, RecordingGitLab.WRITER, "/hexad unlock");
    awaitNote("**anna** wanted `hexad unlock`", "stopped");
    assertThat(orchestrator.acts())
        .anyMatch(act -> act.path().endsWith("/runs/" + run + "/cancel"));
  }

  @Test
  void aCommentPlansThePullRequestAgain() {
    UUID application = application("git-token");
    comment(application, RecordingGitLab.WRITER, "hexad plan");
    awaitNote("**anna** wanted `hexad plan`", "no commit of pull request");
    String commit = commit();
    deliver(
        application,
        Map.of(
            "object_kind",
            "merge_request",
            "object_attributes",
            Map.of(
                "iid",
                7,
                "action",
                "open",
                "title",
                "Sell",
                "source_branch",
                "topic",
                "target_branch",
                "main",
                "source_project_id",
                1,
                "target_project_id",
                1,
                "last_commit",
                Map.of("id", commit))));
    long first = received(commit);
    assertThat(first).isEqualTo(1);
    comment(application, RecordingGitLab.WRITER, "hexad plan");
    awaitNote("**anna** wanted `hexad plan`", "plans it");
    Await.until("a second run", () -> received(commit) == 2);
  }

  private static long received(String commit) {
    return Await.value(
        "the change",
        () -> {
          long count =
              bus.seen(ChangeReceived.class).stream()
                  .filter(e -> e.change().commit().equals(commit))
                  .count();
          return count == 0 ? null : count;
        });
  }

  private static void comment(UUID application, String author, String text) {
    deliver(
        application,
        Map.of(
            "object_kind",
            "note",
            "user",
            Map.of("username", author),
            "object_attributes",
            Map.of("id", System.nanoTime(), "note", text, "noteable_type", "MergeRequest"),
            "merge_request",
            Map.of("iid", 7)));
  }

  private static void deliver(UUID application, Map<String, Object> event) {
    var body = new HashMap<>(event);
    body.put("project", Map.of("id", 1, "git_http_url", "https://gitlab.example/team/shop.git"));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(agent.url() + "/api/v1/ci/webhooks/gitlab/" + application))
            .header(SignedIdentity.HEADER, orchestrator.identity("ci", "webhooks:deliver"))
            .header("X-Gitlab-Token", HOOK_SECRET)
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitNote(String beginning, String part) {
    Await.until(
        beginning,
        () ->
            gitLab.notes(7).stream()
                .anyMatch(note -> note.contains(beginning) && note.contains(part)));
  }

  private static ChangePlanMade plan(UUID run, ChangeRef change) {
    return new ChangePlanMade(
        run,
        "approve",
        change,
        "sha256:abc",
        2,
        List.of(new ChangePlanMade.Part("infra", "iac.plan", "2 to destroy\n<b>careful</b>")),
        List.of("warehouse"),
        List.of(),
        List.of());
  }

  @Test
  void aBusyHostIsToldLater() {
    UUID application = application("git-token");
    String commit = commit();
    gitLab.beBusy(5);
    started(application, commit, null);

    awaitStates(commit, "running");
    Await.until("nothing left", () -> untold() == 0);
  }

  @Test
  void withoutATokenNothingIsWrittenBack() {
    String silent = commit();
    started(application(null), silent, null);
    String told = commit();
    started(application("git-token"), told, null);

    awaitStates(told, "running");
    assertThat(gitLab.states(silent)).isEmpty();
  }

  @Test
  void aTokenThatIsRefusedIsSaidAndNotTriedForEver() {
    orchestrator.secret("wrong-token", "canary-wrong-token");
    String commit = commit();
    UUID run = started(application("wrong-token"), commit, null);

    String problem =
        Await.value(
            "the problem",
            () ->
                agent
                    .bean(JdbcClient.class)
                    .sql(
                        "select problem from commit_report where run_id = ? and problem is not null")
                    .param(run)
                    .query(String.class)
                    .optional()
                    .orElse(null));
    assertThat(problem).contains("401").doesNotContain("canary");
    assertThat(gitLab.states(commit)).isEmpty();
  }
}
