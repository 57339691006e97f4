package dev.hexad.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTests {
  @TempDir private Path state;

  @Test
  void keysStayOverRestarts() {
    Identity first = completed();
    Identity second = completed();
    assertThat(second.masterKey()).isEqualTo(first.masterKey());
    assertThat(second.adminToken()).isEqualTo(first.adminToken()).startsWith("hxd_");
    assertThat(second.enrolmentToken()).isEqualTo(first.enrolmentToken()).startsWith("hxe_");
    assertThat(Base64.getDecoder().decode(first.masterKey())).hasSize(32);
  }

  @Test
  void onlyTheOwnerReadsTheFile() throws Exception {
    completed();
    var permissions = Files.getPosixFilePermissions(state.resolve("installation.properties"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
  }

  @Test
  void movedPortIsRemembered() {
    completed().movePort(9000);
    assertThat(completed().port()).isEqualTo(9000);
  }

  @Test
  void nothingIsInventedForAnInstallationThatNeverStarted() {
    assertThatThrownBy(() -> new Identity(state).adminToken())
        .hasMessageContaining("nothing was started");
  }

  private Identity completed() {
    Identity identity = new Identity(state);
    identity.complete();
    return identity;
  }
}
