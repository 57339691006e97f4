package dev.hexad.standalone.bench.drift;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The floor of the measurement, in a process of its own: reads each object and applies it dry, over
 * as many connections as the agent uses, and does nothing with the answers.
 */
public final class BareClient {
  static final String TOKEN = "HEXAD_BENCH_CLIENT_TOKEN";

  /** Four deployments at a time, eight questions for each. */
  private static final int CONNECTIONS = 32;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final String url;
  private final String token;

  private BareClient(String url, String token) {
    this.url = url;
    this.token = token;
  }

  private record Question(String path, String body) {}

  /** Arguments: URL, number of objects, rounds; prints how many nanoseconds each round took. */
  public static void main(String[] arguments) throws InterruptedException {
    var client = new BareClient(arguments[0], String.valueOf(System.getenv(TOKEN)));
    List<Question> questions =
        new BenchObjects(Integer.parseInt(arguments[1]))
            .all().stream().map(item -> new Question(item.path(), item.tree().toString())).toList();
    for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
      long begin = System.nanoTime();
      client.ask(questions);
      System.out.println(System.nanoTime() - begin);
    }
    System.exit(0);
  }

  private void ask(List<Question> questions) throws InterruptedException {
    var next = new AtomicInteger();
    var done = new CountDownLatch(CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              int at;
              while ((at = next.getAndIncrement()) < questions.size() && failures.isEmpty()) {
                ask(questions.get(at));
              }
            } catch (IOException | InterruptedException e) {
              failures.add(String.valueOf(e));
            } finally {
              done.countDown();
            }
          });
    }
    done.await();
    if (!failures.isEmpty()) {
      throw new IllegalStateException("the bare client failed: " + failures.peek());
    }
  }

  private void ask(Question question) throws IOException, InterruptedException {
    send(request(question.path()).GET());
    String dry = "?fieldManager=hexad&fieldValidation=Strict&force=true&dryRun=All";
    send(
        request(question.path() + dry)
            .header("Content-Type", "application/apply-patch+yaml")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(question.body())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token);
  }

  private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    int status = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).statusCode();
    if (status != 200) {
      throw new IOException("status " + status);
    }
  }
}
