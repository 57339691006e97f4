package dev.hexad.objectstore;

import static org.assertj.core.api.Assertions.assertThatIOException;

import com.azure.storage.blob.BlobContainerClient;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Microsoft's emulator, which npm has. */
class AzureBlobObjectStoreIntegrationTests extends ObjectStoreContractTests {
  private static final String VERSION = "3.35.0";
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[64]);
  private static Process emulator;
  private static int port;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    Path installed = Path.of("target", "azurite-" + VERSION).toAbsolutePath();
    Path program = installed.resolve("node_modules/.bin/azurite-blob");
    if (Files.notExists(program)) {
      install(installed);
    }
    Tools.require(Files.exists(program), "azurite could not be had from npm");
    port = Tools.freePort();
    var command =
        List.of(
            program.toString(),
            "--silent",
            "--skipApiVersionCheck",
            "--blobHost",
            "127.0.0.1",
            "--blobPort",
            String.valueOf(port),
            "--location",
            data.toString());
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("AZURITE_ACCOUNTS", "hexad:" + KEY);
    emulator = builder.start();
    Await.until("the emulator", () -> Tools.answers(port));
    container("builds").create();
  }

  private static void install(Path folder) throws Exception {
    String npm = Tools.path("npm");
    Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(
                npm,
                "install",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--prefix",
                folder.toString(),
                "azurite@" + VERSION)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("npm.log").toFile())
            .start();
    if (!process.waitFor(4, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
  }

  @AfterAll
  static void stop() {
    if (emulator != null) {
      emulator.descendants().forEach(ProcessHandle::destroy);
      emulator.destroy();
    }
  }

  @Test
  void failsAsPromisedWhenNothingAnswers() throws IOException {
    var away =
        new AzureBlobObjectStore(
            ObjectStoreConfiguration.azure(connection(Tools.freePort()), "builds"), "");
    Path content = Files.writeString(folder.resolve("content"), "x");

    assertThatIOException().isThrownBy(() -> away.put("a", content));
    assertThatIOException().isThrownBy(() -> away.open("a"));
    assertThatIOException().isThrownBy(() -> away.delete("a"));
  }

  private static String connection(int blobPort) {
    return "DefaultEndpointsProtocol=http;AccountName=hexad;AccountKey="
        + KEY
        + ";BlobEndpoint=http://127.0.0.1:"
        + blobPort
        + "/hexad;";
  }

  private static BlobContainerClient container(String name) {
    return ObjectStoreConfiguration.azure(connection(port), name);
  }

  @Override
  ObjectStore store() {
    return new AzureBlobObjectStore(container("builds"), "hexad/");
  }

  @Test
  void saysThatTheContainerIsMissing() {
    var missing = new AzureBlobObjectStore(container("missing"), "");

    assertThatIOException()
        .isThrownBy(() -> missing.open("a"))
        .withMessageContaining("404")
        .withMessageContaining("/missing/a");
  }
}
