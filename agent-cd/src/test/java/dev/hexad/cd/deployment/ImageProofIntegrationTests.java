package dev.hexad.cd.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.settings.EnvironmentPolicy;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Secret;
import dev.hexad.oci.attest.Attestor;
import dev.hexad.oci.attest.BuildFacts;
import dev.hexad.oci.attest.SigningKey;
import dev.hexad.oci.attest.Subject;
import dev.hexad.oci.client.ClientOptions;
import dev.hexad.oci.client.Manifest;
import dev.hexad.oci.client.RegistryClient;
import dev.hexad.oci.client.RegistryCredentials;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.Tools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the distribution project's registry. */
class ImageProofIntegrationTests {
  private static final String REPOSITORY = "https://git.example/shop.git";

  @TempDir Path folder;
  private Process registry;
  private ImageRef image;
  private SigningKey key;
  private final List<String> log = new ArrayList<>();
  private final ImageProof proof = new ImageProof(name -> Secret.of("canary"));

  @BeforeEach
  void pushAnImage() throws Exception {
    String binary = Tools.path("docker-registry", "/usr/bin/docker-registry");
    int port = Tools.freePort();
    Path config =
        Files.writeString(
            folder.resolve("config.yml"),
            """
            version: 0.1
            log: {level: warn}
            storage: {filesystem: {rootdirectory: %s/data}}
            http: {addr: "127.0.0.1:%d", secret: only-for-tests}
            """
                .formatted(folder, port));
    registry =
        new ProcessBuilder(binary, "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Await.until("the registry", () -> Tools.answers(port));
    String repository = "127.0.0.1:" + port + "/team/shop";
    RegistryClient client = RegistryClient.to(repository, RegistryCredentials.anonymous());
    byte[] content =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
            .getBytes(StandardCharsets.UTF_8);
    Manifest pushed =
        Manifest.image(
            client.pushBlob("application/vnd.oci.image.config.v1+json", content), List.of());
    client.put("1", pushed);
    image = new ImageRef(repository, "1", pushed.digest());
    key = SigningKey.in(folder.resolve("keys"));
  }

  @AfterEach
  void stop() {
    if (registry != null) {
      registry.destroyForcibly();
    }
  }

  private void attest() throws Exception {
    Instant time = Instant.parse("2026-01-01T10:00:00Z");
    var facts =
        new BuildFacts(
            REPOSITORY,
            "c".repeat(40),
            "refs/heads/main",
            "hexad.yml",
            "run-1",
            "command-1",
            time,
            time,
            List.of("build"),
            List.of(),
            Map.of());
    new Attestor(key, Attestor.BUILDER_ID, ClientOptions.DEFAULT)
        .attest(
            new Subject(image.repository(), image.digest()),
            RegistryCredentials.anonymous(),
            facts,
            Files.createDirectories(folder.resolve("source")),
            log::add);
  }

  private void require(String repository, SigningKey trusted) throws Exception {
    var change =
        new ChangeRef(
            Ids.next(), "shop", repository, "refs/heads/main", "c".repeat(40), null, null);
    var policy =
        new EnvironmentPolicy(null, List.of(trusted.publicPem()), null, List.of(), List.of(), null);
    proof.require(policy, image, change, log::add);
  }

  @Test
  void takesWhatIsSignedAndBuiltFromTheRepository() throws Exception {
    attest();
    require(REPOSITORY, key);
    assertThat(log.getLast())
        .contains("is signed with key " + key.id().substring(0, 12))
        .contains("built from " + REPOSITORY);
  }

  @Test
  void refusesTheKeyOfSomebodyElse() throws Exception {
    attest();
    assertThatThrownBy(() -> require(REPOSITORY, SigningKey.in(folder.resolve("other"))))
        .hasMessageContaining("not by a trusted key");
  }

  @Test
  void refusesWhatWasBuiltFromElsewhere() throws Exception {
    attest();
    assertThatThrownBy(() -> require("https://git.example/other.git", key))
        .hasMessageContaining("built from " + REPOSITORY + ", not from https://git.example/other");
  }

  @Test
  void refusesWithoutTheSecretWhenTheRegistryIsAway() throws Exception {
    attest();
    registry.destroyForcibly().waitFor();
    assertThatThrownBy(() -> require(REPOSITORY, key))
        .hasMessageContaining("takes proven images only");
    var policy =
        new EnvironmentPolicy(null, List.of(key.publicPem()), "login", List.of(), List.of(), null);
    var change = new ChangeRef(Ids.next(), "shop", REPOSITORY, "r", "c", null, null);
    assertThatThrownBy(() -> proof.require(policy, image, change, log::add))
        .hasMessageContaining("secret 'login' is not")
        .hasMessageNotContaining("canary")
        .hasNoCause();
  }
}
