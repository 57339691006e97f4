package dev.hexad.standalone.bench;

import dev.hexad.standalone.Installation;
import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleException;
import dev.hexad.standalone.sample.SampleRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;

/** One build's log to many readers over server-sent events, as a dashboard would read it. */
public final class LogBench {
  private static final int READERS = 200;
  private static final int LINES = 1_000;

  private final Installation installation;
  private final Api api;

  private LogBench(Installation installation) {
    this.installation = installation;
    this.api = new Api(installation.url(), installation.adminToken());
  }

  /** Measures in an installation that runs. */
  public static void run(Installation installation, PrintStream out) {
    try {
      new LogBench(installation).measure(out);
    } catch (IOException e) {
      throw new SampleException("cannot measure", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void measure(PrintStream out) throws IOException, InterruptedException {
    var repository = SampleRepository.open(Files.createTempDirectory("hexad-bench-log"));
    repository.write("readme.txt", "log");
    repository.commit("log");
    String script =
        "sleep 8; i=0; while [ $i -lt "
            + LINES
            + " ]; do date +%s%N; sleep 0.017; i=$((i+1)); done";
    JsonNode application =
        api.post(
            "/api/v1/applications",
            Map.of(
                "name",
                "log-" + UUID.randomUUID().toString().substring(0, 8),
                "repositoryUrl",
                repository.url()));
    Map<String, Object> build = Map.of("steps", List.of(Map.of("name", "Print", "run", script)));
    JsonNode run =
        api.post(
            "/api/v1/runs",
            Map.of(
                "name",
                "log",
                "applicationId",
                application.at("/application/id").asString(),
                "stages",
                Map.of("print", Map.of("uses", "ci.build", "with", build))));
    read(command(run.get("id").asString()), out);
  }

  private String command(String run) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      JsonNode stage = api.get("/api/v1/runs/" + run).at("/stages/0");
      if (stage.has("startedAt") && stage.has("commandId")) {
        Thread.sleep(1_000);
        return stage.get("commandId").asString();
      }
      Thread.sleep(100);
    }
    throw new SampleException("the run does not begin");
  }

  private void read(String command, PrintStream out) throws InterruptedException {
    var latencies = new ConcurrentLinkedQueue<Long>();
    var counts = new ConcurrentLinkedQueue<Integer>();
    var failures = new ConcurrentLinkedQueue<String>();
    var done = new CountDownLatch(READERS);
    var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    long begin = System.nanoTime();
    for (int i = 0; i < READERS; i++) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              counts.add(follow(http, command, latencies));
            } catch (IOException | InterruptedException e) {
              failures.add(String.valueOf(e));
            } finally {
              done.countDown();
            }
          });
    }
    done.await();
    Figures figures = Figures.of(latencies, System.nanoTime() - begin);
    boolean whole = failures.isEmpty() && counts.stream().allMatch(n -> n == LINES);
    out.println("line to " + READERS + " readers  " + figures);
    out.println(
        whole
            ? "no line lost: each reader got " + LINES
            : "WRONG: " + failures.peek() + " " + counts.stream().distinct().toList());
  }

  private int follow(HttpClient http, String command, ConcurrentLinkedQueue<Long> latencies)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create(installation.url() + "/api/v1/ci/commands/" + command + "/log/stream"))
            .header("Authorization", "Bearer " + installation.adminToken())
            .build();
    HttpResponse<java.io.InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    var pending = new StringBuilder();
    var mine = new ArrayList<Long>();
    int lines = 0;
    try (var in =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      String line;
      boolean output = false;
      while ((line = in.readLine()) != null && !line.equals("event: end")) {
        boolean data = line.startsWith("data: ");
        // The second line of data is a time.
        output = data && !output;
        if (output) {
          long now = nanos(Instant.now());
          pending.append(
              new String(Base64.getDecoder().decode(line.substring(6)), StandardCharsets.UTF_8));
          lines += take(pending, now, mine);
        }
      }
    }
    latencies.addAll(mine);
    return lines;
  }

  /** Takes whole lines that are times. */
  private static int take(StringBuilder pending, long now, List<Long> latencies) {
    int lines = 0;
    int end;
    while ((end = pending.indexOf("\n")) >= 0) {
      String line = pending.substring(0, end);
      pending.delete(0, end + 1);
      if (line.matches("\\d{19}")) {
        latencies.add(now - Long.parseLong(line));
        lines++;
      }
    }
    return lines;
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }
}
