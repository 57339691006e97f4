package dev.hexad.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Secret;
import dev.hexad.oci.RegistryApplication;
import dev.hexad.oci.Sha256;
import dev.hexad.oci.TestRegistry;
import dev.hexad.oci.client.RegistryClient;
import dev.hexad.oci.client.RegistryCredentials;
import dev.hexad.testkit.Await;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRegistryIntegrationTests {
  private static final int SIZE = 8 * 1024 * 1024;

  @TempDir Path folder;

  @Test
  void keepsWholeBlobsAndShowsNoHalfOnesAfterAKill() throws Exception {
    Path log = folder.resolve("log");
    Path data = folder.resolve("data");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                RegistryApplication.class.getName(),
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    byte[] half = new byte[SIZE];
    String digest = Sha256.digest(half);
    String whole;
    try {
      String address = Await.value("the registry's address", () -> address(log));
      String password = Files.readString(data.resolve("registry/push-password"));
      var credentials = RegistryCredentials.basic("hexad", Secret.of(password));
      whole =
          RegistryClient.to(address + "/app", credentials)
              .pushBlob("text/plain", "whole".getBytes())
              .digest();
      sendHalf(address, password, digest, data);
    } finally {
      process.destroyForcibly().waitFor();
    }

    TestRegistry again = TestRegistry.builtIn(data);
    try {
      RegistryClient client = again.client("app");
      assertThat(client.hasBlob(digest)).isFalse();
      assertThat(client.blob(whole, 100)).isEqualTo("whole".getBytes());
      assertThat(client.pushBlob("text/plain", half).digest()).isEqualTo(digest);
      assertThat(client.blob(digest, SIZE)).isEqualTo(half);
    } finally {
      again.stop();
    }
  }

  /** Sends a part of a blob and leaves the request open when the process is killed. */
  @SuppressWarnings("resource")
  private static void sendHalf(String address, String password, String digest, Path data)
      throws IOException {
    String[] parts = address.split(":");
    Socket socket = new Socket(parts[0], Integer.parseInt(parts[1]));
    String account = Base64.getEncoder().encodeToString(("hexad:" + password).getBytes());
    String head =
        "POST /v2/app/blobs/uploads/?digest=%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\nAuthorization: Basic %s\r\n\r\n"
            .formatted(digest, SIZE, account);
    socket.getOutputStream().write(head.getBytes());
    socket.getOutputStream().write(new byte[SIZE / 2]);
    socket.getOutputStream().flush();
    Await.until("the first half", () -> received(data) == SIZE / 2);
  }

  private static long received(Path data) {
    try (var files = Files.list(data.resolve("registry/uploads"))) {
      return Files.size(files.findFirst().orElseThrow());
    } catch (IOException | NoSuchElementException e) {
      return -1;
    }
  }

  private static @Nullable String address(Path log) {
    try {
      return Files.readAllLines(log).stream()
          .filter(line -> line.startsWith("address="))
          .map(line -> line.substring(8))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }
}
