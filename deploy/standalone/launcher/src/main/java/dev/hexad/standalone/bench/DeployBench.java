package dev.hexad.standalone.bench;

import dev.hexad.standalone.Installation;
import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleApplication;
import dev.hexad.standalone.sample.SampleException;
import dev.hexad.standalone.sample.SampleRepository;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** From the push to the begin of the rollout, and the board of many applications. */
public final class DeployBench {
  private static final int APPLICATIONS = 50_000;
  private static final int PUSHES = 5;
  private static final int READS = 200;

  private final Installation installation;
  private final Api api;
  private final PrintStream out;

  private DeployBench(Installation installation, PrintStream out) {
    this.installation = installation;
    this.out = out;
    this.api = new Api(installation.url(), installation.adminToken());
  }

  /** Measures one or both in an installation that runs. */
  public static void run(
      Installation installation, boolean rollouts, boolean board, PrintStream out) {
    var bench = new DeployBench(installation, out);
    try {
      if (rollouts) {
        bench.rollouts();
      }
      if (board) {
        bench.board();
      }
    } catch (IOException | SQLException e) {
      throw new SampleException("cannot measure: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The sample application: cloned, tested, built to an image, pushed, then deployed. */
  private void rollouts() throws IOException, InterruptedException {
    var hello =
        SampleApplication.register(api, "hello", Files.createTempDirectory("hexad-bench-deploy"));
    hello.repository().copy(SampleRepository.examples().resolve("hello"));
    List<Long> nanos = new ArrayList<>();
    String before = "0".repeat(40);
    for (int i = 0; i < PUSHES; i++) {
      hello.repository().write("change.txt", "change " + i);
      String commit = hello.repository().commit("Change " + i);
      Instant pushed = Instant.now();
      String run = hello.push(before, commit, "Change " + i);
      Instant begun = begun(commit);
      nanos.add(Duration.between(pushed, begun).toNanos());
      awaitEnd(run);
      before = commit;
    }
    long whole = nanos.stream().mapToLong(Long::longValue).sum();
    out.println("push to rollout      " + Figures.of(nanos, whole));
  }

  private Instant begun(String commit) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      for (JsonNode deployment : api.get("/api/v1/cd/deployments?limit=5").get("items")) {
        if (deployment.path("commit").asString("").equals(commit)) {
          return Instant.parse(deployment.get("startedAt").asString());
        }
      }
      Thread.sleep(100);
    }
    throw new SampleException("nothing was deployed within a minute");
  }

  private void awaitEnd(String run) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (api.get("/api/v1/runs/" + run).has("finishedAt")
          && !api.get("/api/v1/runs/" + run).get("finishedAt").isNull()) {
        return;
      }
      Thread.sleep(100);
    }
  }

  private void board() throws SQLException, IOException, InterruptedException {
    fill();
    read("a small answer", "/api/v1/cd/targets");
    read("first page of board", "/api/v1/cd/environments?limit=50");
    read("page of 250", "/api/v1/cd/environments?limit=250");
    String middle = api.get("/api/v1/cd/environments?limit=250").get("nextCursor").asString();
    read("next page of 250", "/api/v1/cd/environments?limit=250&cursor=" + middle);
    read("search by name", "/api/v1/cd/environments?limit=50&application=app-4999");
  }

  private void fill() throws SQLException {
    var servers = installation.servers();
    try (var connection =
            DriverManager.getConnection(
                servers.postgresUrl("cd"),
                servers.postgresAdminUser(),
                servers.postgresAdminPassword());
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into cd.environment (application_id, name, application)
          select md5(i::text)::uuid, 'production', 'app-' || lpad(i::text, 5, '0')
          from generate_series(1, %1$d) i;
          insert into cd.deployment (id, version, application_id, application, environment, revision,
            state, target, parameters, commit_id, author, started_at, updated_at)
          select md5('d' || i)::uuid, 0, md5(i::text)::uuid, 'app-' || lpad(i::text, 5, '0'),
            'production', 1, 'STABLE', 'kubernetes',
            jsonb_build_object('environment', 'production', 'env', '{}'::jsonb, 'image',
              jsonb_build_object('repository', 'registry.example.com/team/app', 'tag', '1.0.0',
                'digest', 'sha256:' || repeat('0', 64))),
            repeat('c', 40), 'an author', now(), now()
          from generate_series(1, %1$d) i;
          insert into cd.observation (deployment_id, health, cause, resources, since, observed_at)
          select id, 'HEALTHY', '', '[]', now(), now() from cd.deployment where target = 'kubernetes';
          analyze cd.environment, cd.deployment, cd.observation;
          """
              .formatted(APPLICATIONS));
    }
  }

  private void read(String what, String path) throws IOException, InterruptedException {
    List<Long> nanos = new ArrayList<>();
    int bytes = 0;
    long begin = System.nanoTime();
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(installation.url() + path))
              .header("Authorization", "Bearer " + installation.adminToken())
              .build();
      for (int i = 0; i < READS; i++) {
        long start = System.nanoTime();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        nanos.add(System.nanoTime() - start);
        if (answer.statusCode() != 200) {
          throw new SampleException(path + " answered " + answer.statusCode());
        }
        bytes = answer.body().length;
      }
    }
    out.printf("%-20s %s  %,9d bytes%n", what, Figures.of(nanos, System.nanoTime() - begin), bytes);
  }
}
