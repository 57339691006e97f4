package dev.hexad.service.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTests {
  @TempDir Path folder;

  @Test
  void givesBackWhatWasSealedInTheSameContextOnly() {
    Vault vault = KeyFile.in(folder).vault();
    byte[] sealed = vault.seal("p4ssw0rd", "a");
    assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("p4ssw0rd");
    assertThat(vault.open(sealed, "a")).isEqualTo("p4ssw0rd");
    assertThatThrownBy(() -> vault.open(sealed, "b")).hasMessageContaining("hexad.master-key");
    assertThatThrownBy(() -> vault.open(new byte[3], "a")).hasMessageContaining("cannot decrypt");
  }

  @Test
  void keepsItsKeyFromStartToStart() throws Exception {
    byte[] sealed = KeyFile.in(folder).vault().seal("x", "a");
    assertThat(KeyFile.in(folder).vault().open(sealed, "a")).isEqualTo("x");
    Path file = folder.resolve("vault.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    assertThatThrownBy(() -> Vault.under(Secret.of("c2hvcnQ="))).hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> Vault.under(Secret.of("§"))).hasMessageContaining("base64");
  }
}
