package dev.hexad.cloud.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import org.junit.jupiter.api.Test;

class FingerprintTests {
  private static String canonical(String json) {
    return Fingerprint.canonical(Json.mapper().readTree(json));
  }

  @Test
  void doesNotSeeOrder() {
    assertThat(canonical("{\"a\":[1,{\"x\":1,\"y\":2},1],\"b\":\"c\"}"))
        .isEqualTo(canonical("{\"b\":\"c\",\"a\":[{\"y\":2,\"x\":1},1,1]}"));
  }

  @Test
  void seesEveryValue() {
    assertThat(canonical("{\"a\":[1,1]}")).isNotEqualTo(canonical("{\"a\":[1]}"));
    assertThat(canonical("{\"a\":1}")).isNotEqualTo(canonical("{\"a\":\"1\"}"));
    assertThat(canonical("{\"a\":{}}")).isNotEqualTo(canonical("{\"a\":[]}"));
  }
}
