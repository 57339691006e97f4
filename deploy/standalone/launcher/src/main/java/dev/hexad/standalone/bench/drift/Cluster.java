package dev.hexad.standalone.bench.drift;

import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The API server in its process, as somebody with a kubeconfig sees it. */
final class Cluster implements AutoCloseable {
  private static final long QUIET_NANOS = 500_000_000L;
  private static final long LIMIT_NANOS = 600_000_000_000L;
  private static final long LOOK_MILLIS = 20;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ChildJvm process;
  private final String token;
  private final String url;

  private Cluster(ChildJvm process, String token, String port) {
    this.process = process;
    this.token = token;
    this.url = "http://127.0.0.1:" + port;
  }

  /**
   * Starts it.
   *
   * @param delay milliseconds that each answer about objects takes longer
   */
  static Cluster start(int delay) {
    String token = UUID.randomUUID().toString();
    ChildJvm process =
        ChildJvm.start(
            ClusterMain.class, Map.of(ClusterMain.TOKEN, token), Integer.toString(delay));
    String port = process.line();
    if (port == null) {
      throw new SampleException("the API server does not start");
    }
    return new Cluster(process, token, port);
  }

  String url() {
    return url;
  }

  String token() {
    return token;
  }

  String kubeconfig() {
    return """
    apiVersion: v1
    kind: Config
    current-context: bench
    contexts: [{name: bench, context: {cluster: bench, user: bench}}]
    clusters: [{name: bench, cluster: {server: "%s"}}]
    users: [{name: bench, user: {token: "%s"}}]
    """
        .formatted(url, token);
  }

  Counts counts() {
    return Api.JSON.readValue(send(request(Counts.PATH).GET()), Counts.class);
  }

  /** Changes fields as somebody with {@code kubectl patch} would. */
  void patch(String path, String fields) {
    send(
        request(path + "?fieldManager=kubectl-patch")
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(fields)));
  }

  /**
   * Waits until nothing is compared for half a second: between two checks.
   *
   * @param guard throws when there is nothing to wait for any more
   */
  Counts awaitPause(Runnable guard) throws InterruptedException {
    long end = System.nanoTime() + LIMIT_NANOS;
    Counts last = counts();
    long since = System.nanoTime();
    while (System.nanoTime() - since < QUIET_NANOS) {
      if (System.nanoTime() > end) {
        throw new SampleException("the checks do not come to a pause");
      }
      guard.run();
      Thread.sleep(LOOK_MILLIS);
      Counts now = counts();
      if (now.dryRuns() != last.dryRuns()) {
        last = now;
        since = System.nanoTime();
      }
    }
    return last;
  }

  /** Waits until so many objects were compared since then. */
  void awaitDryRuns(Counts since, long count, Runnable guard) throws InterruptedException {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (counts().since(since).dryRuns() < count) {
      if (System.nanoTime() > end) {
        throw new SampleException(
            "only %,d of %,d objects were compared within %d minutes"
                .formatted(counts().since(since).dryRuns(), count, LIMIT_NANOS / 60_000_000_000L));
      }
      guard.run();
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  private String send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new SampleException("the API server answered " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new SampleException("the API server does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SampleException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    process.close();
  }
}
