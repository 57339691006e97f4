package dev.hexad.standalone.bench;

import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * Sends requests over a number of connections for a while, each as soon as the last is answered.
 */
public final class Load {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final int connections;

  public Load(int connections) {
    this.connections = connections;
  }

  /** A request's body and the header that signs it. */
  public record Signed(byte[] body, Map<String, String> headers) {}

  /** Sends for this long; every answer has to be a success. */
  Figures run(URI target, Duration time, Function<Long, Signed> request) {
    long until = System.nanoTime() + time.toNanos();
    return run(target, number -> System.nanoTime() < until, request);
  }

  /** Sends so many; every answer has to be a success. */
  public Figures count(URI target, int count, Function<Long, Signed> request) {
    return run(target, number -> number < count, request);
  }

  private Figures run(URI target, LongPredicate wanted, Function<Long, Signed> request) {
    var latencies = new ConcurrentLinkedQueue<Long>();
    var next = new AtomicLong();
    var failure = new ConcurrentLinkedQueue<String>();
    var done = new CountDownLatch(connections);
    long begin = System.nanoTime();
    for (int i = 0; i < connections; i++) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              long number = next.getAndIncrement();
              while (wanted.test(number) && failure.isEmpty()) {
                latencies.add(one(target, request.apply(number)));
                number = next.getAndIncrement();
              }
            } catch (IOException | InterruptedException | SampleException e) {
              failure.add(String.valueOf(e.getMessage()));
            } finally {
              done.countDown();
            }
          });
    }
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!failure.isEmpty()) {
      throw new SampleException("the load failed: " + failure.peek());
    }
    return Figures.of(latencies, System.nanoTime() - begin);
  }

  /** Sends one request; gives how long the answer took in nanoseconds. */
  long one(URI target, Signed signed) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(signed.body()));
    signed.headers().forEach(request::header);
    long begin = System.nanoTime();
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    long took = System.nanoTime() - begin;
    if (answer.statusCode() / 100 != 2) {
      throw new SampleException(target + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return took;
  }
}
