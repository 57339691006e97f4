package dev.hexad.iac.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WantedVersionTests {
  @TempDir Path root;
  private Path directory;

  @BeforeEach
  void create() throws IOException {
    directory = Files.createDirectories(root.resolve("infra/eu"));
  }

  @Test
  void readsTheNearestFile() throws IOException {
    assertThat(WantedVersion.in(root, directory)).isEmpty();
    Files.writeString(root.resolve(".terraform-version"), "1.9.8\n");
    assertThat(WantedVersion.in(root, directory)).contains(new WantedVersion("terraform", "1.9.8"));
    Files.writeString(directory.resolve(".opentofu-version"), "v1.8.1");
    assertThat(WantedVersion.in(root, directory)).contains(new WantedVersion("tofu", "1.8.1"));
  }

  @Test
  void looksNotOutOfTheRepository() throws IOException {
    Path inner = Files.createDirectories(root.resolve("checkout/infra"));
    Files.writeString(root.resolve(".terraform-version"), "1.9.8");
    assertThat(WantedVersion.in(root.resolve("checkout"), inner)).isEmpty();
  }

  @Test
  void refusesWhatIsNoExactVersion() throws IOException {
    Files.writeString(directory.resolve(".terraform-version"), "../../../bin");
    assertThatThrownBy(() -> WantedVersion.in(root, directory))
        .hasMessageContaining("infra/eu/.terraform-version")
        .hasMessageContaining("exact version");
    Files.writeString(directory.resolve(".terraform-version"), "latest");
    assertThatThrownBy(() -> WantedVersion.in(root, directory)).hasMessageContaining("1.9.8");
  }
}
