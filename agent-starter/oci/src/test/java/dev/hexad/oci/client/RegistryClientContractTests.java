package dev.hexad.oci.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.oci.Sha256;
import dev.hexad.oci.TestImages;
import dev.hexad.oci.TestRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

abstract class RegistryClientContractTests {

  @TempDir Path folder;
  private TestRegistry registry;
  private RegistryClient client;

  abstract TestRegistry start(Path folder) throws Exception;

  @BeforeEach
  void begin() throws Exception {
    registry = start(Files.createDirectory(folder.resolve("registry")));
    client = registry.client("team/app");
  }

  @AfterEach
  void stop() {
    if (registry != null) {
      registry.stop();
    }
  }

  @Test
  void sendsALargeFileInChunks() throws Exception {
    byte[] bytes = new byte[700_001];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(folder.resolve("file"), bytes);
    var small =
        RegistryClient.to(
            registry.address() + "/team/app",
            registry.credentials(),
            registry.options().inChunksOf(200_000));

    Descriptor blob = small.pushBlob("application/octet-stream", file);

    assertThat(client.blob(blob.digest(), 1 << 20)).isEqualTo(bytes);
    assertThat(small.pushBlob("application/octet-stream", file)).isEqualTo(blob);
  }

  @Test
  void refusesMoreThanTheLimit() {
    Descriptor blob = client.pushBlob("text/plain", new byte[1000]);

    assertThatThrownBy(() -> client.blob(blob.digest(), 999))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("larger than 999");
  }

  @Test
  void mountsABlobOfAnotherRepository() {
    Descriptor blob = client.pushBlob("text/plain", "shared".getBytes());
    RegistryClient other = registry.client("team/other");

    assertThat(other.mountBlob(blob.digest(), "team/app")).isTrue();
    assertThat(other.hasBlob(blob.digest())).isTrue();
    assertThat(other.mountBlob(Sha256.digest(new byte[] {7}), "team/app")).isFalse();
  }

  @Test
  void listsTagsAndDeletesManifests() throws Exception {
    Manifest image = TestImages.push(client, "one");
    client.put("two", image);

    assertThat(client.tags()).containsExactly("one", "two");
    assertThat(registry.client("team/none").tags()).isEmpty();
    assertThat(client.manifest("two").orElseThrow().digest()).isEqualTo(image.digest());
    assertThat(client.deleteManifest(image.digest())).isTrue();
    assertThat(client.deleteManifest(image.digest())).isFalse();
    assertThat(client.manifest("one")).isEmpty();
  }

  @Test
  void keepsTheListOfReferrersRight() throws Exception {
    Manifest image = TestImages.push(client, "one");
    Descriptor layer = client.pushBlob("text/plain", "note".getBytes());
    Manifest first = Manifest.artifact("type/a", layer, List.of(layer), image.descriptor());
    Manifest second = Manifest.artifact("type/b", layer, List.of(layer), image.descriptor());

    client.put(first.digest(), first);
    client.put(second.digest(), second);
    client.put(second.digest(), second);

    assertThat(client.referrers(image.digest(), null)).hasSize(2);
    assertThat(client.referrers(image.digest(), "type/b"))
        .extracting(Descriptor::digest)
        .containsExactly(second.digest());
    client.deleteManifest(first.digest());
    assertThat(client.referrers(image.digest(), null)).hasSize(1);
  }

  @Test
  void tellsThatTheCredentialsAreWrong() {
    var wrong = RegistryCredentials.basic("pusher", Secret.of("canary-password"));
    var refused = RegistryClient.to(registry.address() + "/team/app", wrong, registry.options());

    assertThatThrownBy(() -> refused.pushBlob("text/plain", new byte[] {1}))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("credentials")
        .hasMessageNotContaining("canary");
  }
}
