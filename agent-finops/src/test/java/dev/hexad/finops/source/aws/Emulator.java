package dev.hexad.finops.source.aws;

import dev.hexad.contracts.message.Secret;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The AWS emulator as a process of its own. */
final class Emulator implements AutoCloseable {
  private final Process process;
  private final URI endpoint;

  private Emulator(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static Emulator start() throws IOException {
    int port = Tools.freePort();
    Process process =
        new ProcessBuilder(Tools.path("moto_server"), "-H", "127.0.0.1", "-p", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Await.until("the emulator", () -> Tools.answers(port));
    return new Emulator(process, URI.create("http://127.0.0.1:" + port));
  }

  String endpoint() {
    return endpoint.toString();
  }

  static Secret keys(String name) {
    return Secret.of("{\"accessKeyId\": \"key\", \"secretAccessKey\": \"canary\"}");
  }

  int send(String method, String path, String body) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(endpoint.resolve(path))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
