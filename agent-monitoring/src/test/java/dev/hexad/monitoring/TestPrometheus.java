package dev.hexad.monitoring;

import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real Prometheus server that scrapes services each second. */
final class TestPrometheus implements AutoCloseable {
  private final Process process;
  private final String url;

  private TestPrometheus(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts, and waits until each service was scraped. */
  static TestPrometheus scraping(Path folder, TestService... services) throws IOException {
    String program = Tools.path("prometheus");
    var config = new StringBuilder("global: {scrape_interval: 1s}\n");
    config.append("scrape_configs:\n- job_name: services\n  static_configs:\n");
    for (TestService service : services) {
      config.append(
          "  - {targets: ['%s'], labels: {revision: '%d', deployment: '%s'}}\n"
              .formatted(
                  service.url().replaceFirst("^http://", ""),
                  service.endpoint("stable").revision(),
                  service.endpoint("stable").deploymentId()));
    }
    Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
    String address = "127.0.0.1:" + Tools.freePort();
    Process process =
        new ProcessBuilder(
                program,
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + address)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    var started = new TestPrometheus(process, "http://" + address);
    try {
      Await.until("a scrape of all", () -> started.scraped() == services.length);
    } catch (AssertionError e) {
      started.close();
      throw new AssertionError(Files.readString(folder.resolve("prometheus.log")), e);
    }
    return started;
  }

  private int scraped() {
    try {
      var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/query?query=up==1")).build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Json.mapper().readTree(answer.body()).at("/data/result").size()
          : 0;
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
