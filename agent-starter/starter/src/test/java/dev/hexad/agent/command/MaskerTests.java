package dev.hexad.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTests {
  private static final String VALUE = "canary-7Vq/2+secret";

  /** What is shown of a text that arrives in pieces of random length. */
  private static String shown(String text, long seed, String... secrets) {
    var masker = new Masker();
    Arrays.stream(secrets).map(Secret::of).forEach(masker::add);
    var random = new Random(seed);
    var out = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (at < bytes.length) {
      int next = Math.min(bytes.length, at + 1 + random.nextInt(7));
      out.writeBytes(masker.mask(Arrays.copyOfRange(bytes, at, next)));
      at = next;
    }
    out.writeBytes(masker.rest());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void masksAValueHoweverItsWritesAreSplit() {
    for (int seed = 0; seed < 200; seed++) {
      assertThat(shown("token=" + VALUE + ", canary- again", seed, VALUE))
          .isEqualTo("token=***, canary- again");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u:", "ab", "user:x"})
  void masksItsBase64AtEveryAlignment(String before) {
    String encoded =
        Base64.getEncoder()
            .encodeToString((before + VALUE + "!tail").getBytes(StandardCharsets.UTF_8));
    String shown = shown("h: " + encoded, 3, VALUE);
    assertThat(shown).contains("***");
    String inner = encoded.substring(8, 20);
    assertThat(shown).doesNotContain(inner);
  }

  @Test
  void masksEachLineOfAKey() {
    String key = "-----BEGIN KEY-----\nMIIEowIBAAKCAQEA\nq83vEjRWeJCr\n-----END KEY-----\n";
    assertThat(shown("line MIIEowIBAAKCAQEA there", 1, key)).isEqualTo("line *** there");
    assertThat(shown("all " + key + "after", 2, key)).isEqualTo("all ***after");
  }

  @Test
  void masksUrlAndJsonForms() {
    assertThat(shown("https://x/?t=canary-7Vq%2F2%2Bsecret&b", 1, VALUE))
        .isEqualTo("https://x/?t=***&b");
    assertThat(shown("{\"p\":\"a\\\"b\\\\cd\"}", 1, "a\"b\\cd")).isEqualTo("{\"p\":\"***\"}");
  }

  @Test
  void changesNothingElse() {
    var random = new Random(5);
    for (int i = 0; i < 100; i++) {
      byte[] noise = new byte[200];
      random.nextBytes(noise);
      String text = new String(noise, StandardCharsets.ISO_8859_1);
      assertThat(shown(text, i, "another-secret-value")).isEqualTo(text);
    }
  }
}
