package dev.hexad.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.oci.Sha256;
import dev.hexad.testkit.Await;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DurabilityIntegrationTests extends RegistryRequestsTests {
  @Test
  void continuesAnUploadWhoseConnectionBroke() throws Exception {
    String location = begin();
    String account = registry.username() + ":" + registry.password();
    String[] address = registry.address().split(":");
    try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
      String head =
          "PATCH %s HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nAuthorization: Basic %s\r\n\r\n01234"
              .formatted(location, Base64.getEncoder().encodeToString(account.getBytes()));
      socket.getOutputStream().write(head.getBytes());
      socket.getOutputStream().flush();
      Await.until("the first bytes", () -> uploaded() == 5);
    }
    Await.until("the end of the broken request", () -> patched(location));

    assertThat(send("PUT", location + "?digest=" + DIGEST, new byte[0]).statusCode())
        .isEqualTo(201);
    assertThat(get("/v2/app/blobs/" + DIGEST).body()).isEqualTo("0123456789");
  }

  private boolean patched(String location) {
    try {
      return send("PATCH", location, "56789".getBytes(), "Content-Range", "5-9").statusCode()
          == 202;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private long uploaded() {
    try (var files = Files.list(folder.resolve("registry/uploads"))) {
      return Files.size(files.findFirst().orElseThrow());
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void collectsWhatNoManifestNames() throws Exception {
    manifest("app", "one", image(blob("app", CONTENT), ""));
    String loose = blob("app", "loose".getBytes());
    begin();

    assertThat(registry.collectGarbage(Duration.ofHours(1)).blobs()).isEmpty();
    assertThat(registry.garbage(Duration.ZERO).blobs()).containsExactly(loose);
    assertThat(get("/v2/app/blobs/" + loose).statusCode()).isEqualTo(200);
    Garbage collected = registry.collectGarbage(Duration.ZERO);
    assertThat(collected.blobs()).containsExactly(loose);
    assertThat(collected.bytes()).isEqualTo(5);
    assertThat(collected.uploads()).isEqualTo(1);
    assertThat(get("/v2/app/blobs/" + loose).statusCode()).isEqualTo(404);
    assertThat(get("/v2/app/blobs/" + DIGEST).statusCode()).isEqualTo(200);
  }

  @Test
  void losesNothingThatIsPushedDuringACollection() throws Exception {
    CompletableFuture<List<String>> pushing = CompletableFuture.supplyAsync(this::pushLate);
    int collected = 0;
    while (!pushing.isDone()) {
      collected += registry.collectGarbage(Duration.ofMillis(5)).blobs().size();
    }

    assertThat(collected).isPositive();
    assertThat(pushing.get()).isNotEmpty();
    for (String digest : pushing.get()) {
      assertThat(get("/v2/app/blobs/" + digest).statusCode()).isEqualTo(200);
    }
  }

  /** Pushes manifests some blobs later than their own, so that each is about to be collected. */
  private List<String> pushLate() {
    var taken = new ArrayList<String>();
    try {
      for (int i = 0; i < 150; i++) {
        byte[] bytes = ("layer " + i).getBytes();
        send("POST", "/v2/app/blobs/uploads/?digest=" + Sha256.digest(bytes), bytes);
        String earlier = Sha256.digest(("layer " + (i - i % 4)).getBytes());
        byte[] json = image(earlier, ",\"annotations\":{\"n\":\"" + i + "\"}").getBytes();
        if (send("PUT", "/v2/app/manifests/t" + i, json).statusCode() == 201) {
          taken.add(earlier);
        }
      }
      return taken;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
