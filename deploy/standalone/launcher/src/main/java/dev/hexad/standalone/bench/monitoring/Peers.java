package dev.hexad.standalone.bench.monitoring;

import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prometheus and Alertmanager as installed on this machine, with a rule set of the bench. */
final class Peers implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final List<Process> processes = new ArrayList<>();
  private final Path folder;
  private final int prometheusPort;
  private final int alertmanagerPort;

  private Peers(Path folder) throws IOException {
    this.folder = folder;
    this.prometheusPort = freePort();
    this.alertmanagerPort = freePort();
  }

  /**
   * Starts both, and waits until they are ready.
   *
   * @param exporter host and port that is scraped each second
   * @param rules so many, of which the first fires above ten
   * @param webhook that is told
   * @throws SampleException when one of them is not installed
   */
  static Peers start(String exporter, int rules, String webhook) {
    try {
      var peers = new Peers(Files.createTempDirectory("hexad-bench-monitoring"));
      peers.startAlertmanager(webhook);
      peers.startPrometheus(exporter, rules);
      return peers;
    } catch (IOException e) {
      throw new SampleException(
          "prometheus and prometheus-alertmanager must be on the path: " + e.getMessage(), e);
    }
  }

  String alertmanager() {
    return "http://127.0.0.1:" + alertmanagerPort;
  }

  private void startAlertmanager(String webhook) throws IOException {
    Path file = folder.resolve("alertmanager.yml");
    Files.writeString(
        file,
        """
        route: {receiver: bench, group_by: [alertname], group_wait: 0s, group_interval: 1s,
          routes: [{receiver: none, matchers: ['kind="load"']}]}
        receivers:
        - name: none
        - name: bench
          webhook_configs: [{url: '%s', send_resolved: true}]
        """
            .formatted(webhook));
    start(
        alertmanagerPort,
        List.of(
            "prometheus-alertmanager",
            "--config.file=" + file,
            "--storage.path=" + folder.resolve("alertmanager"),
            "--web.listen-address=127.0.0.1:" + alertmanagerPort,
            "--cluster.listen-address="));
  }

  private void startPrometheus(String exporter, int rules) throws IOException {
    var text = new StringBuilder("groups:\n- name: bench\n  interval: 1s\n  rules:\n");
    for (int i = 0; i < rules; i++) {
      text.append("  - {alert: bench%d, expr: 'bench_value > %d'}\n".formatted(i, 10 + 1000 * i));
    }
    Path ruleFile = Files.writeString(folder.resolve("rules.yml"), text);
    Path file =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ['%s']
            alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]}
            scrape_configs: [{job_name: bench, static_configs: [{targets: ['%s']}]}]
            """
                .formatted(ruleFile, alertmanagerPort, exporter));
    start(
        prometheusPort,
        List.of(
            "prometheus",
            "--config.file=" + file,
            "--storage.tsdb.path=" + folder.resolve("prometheus"),
            "--web.listen-address=127.0.0.1:" + prometheusPort));
  }

  private void start(int port, List<String> command) throws IOException {
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(command.getFirst() + ".log").toFile())
            .start());
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/ready"));
    long until = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < until) {
      try {
        var answer =
            HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() == 200) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (IOException e) {
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SampleException("interrupted", e);
      }
    }
    throw new SampleException(command.getFirst() + " does not get ready; see " + folder);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        process.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
