package dev.hexad.iac.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Secret;
import dev.hexad.service.vault.Vault;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateCipherTests {
  private static final Vault VAULT = Vault.under(Secret.of(key(0)));
  private final StateCipher old = new StateCipher(new StateKeys(VAULT, "k1:" + key(1)));

  private static String key(int number) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) number;
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void givesBackWhatItWasGiven() {
    var random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] text = new byte[random.nextInt(300)];
      random.nextBytes(text);
      assertThat(old.open(old.seal(text, "state/a/1"), "state/a/1")).isEqualTo(text);
    }
  }

  @Test
  void bindsTheTextToItsPlace() {
    StateCipher.Sealed sealed = old.seal(new byte[] {1}, "state/a/1");
    assertThatThrownBy(() -> old.open(sealed, "state/a/2"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void movesToANewKeyWithoutTouchingTheContent() {
    StateCipher.Sealed before = old.seal(new byte[] {1, 2, 3}, "state/a/1");
    var fresh = new StateCipher(new StateKeys(VAULT, "k2:" + key(2) + ",k1:" + key(1)));
    StateCipher.Sealed after = fresh.rewrap(before.keyId(), before.dataKey(), "state/a/1");
    assertThat(before.keyId()).isEqualTo("k1");
    assertThat(after.keyId()).isEqualTo("k2");
    var without = new StateCipher(new StateKeys(VAULT, "k2:" + key(2)));
    var moved = new StateCipher.Sealed(after.keyId(), after.dataKey(), before.content());
    assertThat(without.open(moved, "state/a/1")).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> without.open(before, "state/a/1")).hasMessageContaining("k1");
  }
}
