package dev.hexad.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.oci.RegistryApplication;
import dev.hexad.oci.Sha256;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Requests to a built-in registry, as its account. */
abstract class RegistryRequestsTests {
  static final HttpClient HTTP = HttpClient.newHttpClient();
  static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);
  static final String DIGEST = Sha256.digest(CONTENT);

  @TempDir Path folder;
  ConfigurableApplicationContext context;
  BuiltInRegistry registry;

  @BeforeEach
  void start() {
    context = RegistryApplication.start(folder);
    registry = RegistryApplication.registry(context);
  }

  @AfterEach
  void stop() {
    context.close();
  }

  HttpResponse<String> send(String method, String path, byte[] body, String... headers)
      throws Exception {
    URI uri = URI.create("http://" + registry.address()).resolve(path);
    String account = registry.username() + ":" + registry.password();
    var request =
        HttpRequest.newBuilder(uri)
            .method(method, BodyPublishers.ofByteArray(body))
            .header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(account.getBytes()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, new byte[0], headers);
  }

  String begin() throws Exception {
    return send("POST", "/v2/app/blobs/uploads/", new byte[0])
        .headers()
        .firstValue("Location")
        .orElseThrow();
  }

  String blob(String name, byte[] bytes) throws Exception {
    String digest = Sha256.digest(bytes);
    assertThat(send("POST", "/v2/" + name + "/blobs/uploads/?digest=" + digest, bytes).statusCode())
        .isEqualTo(201);
    return digest;
  }

  String manifest(String name, String tag, String json) throws Exception {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThat(send("PUT", "/v2/" + name + "/manifests/" + tag, bytes).statusCode()).isEqualTo(201);
    return Sha256.digest(bytes);
  }

  static String image(String layer, String more) {
    return "{\"schemaVersion\":2,\"layers\":[{\"mediaType\":\"text/plain\",\"digest\":\""
        + layer
        + "\",\"size\":10}]"
        + more
        + "}";
  }
}
