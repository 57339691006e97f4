package dev.hexad.cloud.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import org.junit.jupiter.api.Test;

class ScrubTests {
  private static String clean(String json) {
    return Scrub.clean(Json.mapper().readTree(json)).toString();
  }

  @Test
  void hidesCredentialsByTheirName() {
    assertThat(
            clean("{\"MasterUserPassword\":\"canary\",\"a\":[{\"secret_access_key\":\"canary\"}]}"))
        .doesNotContain("canary")
        .contains("MasterUserPassword", "***");
  }

  @Test
  void hidesEnvironments() {
    assertThat(clean("{\"Environment\":{\"Variables\":{\"DB\":\"canary\"}}}"))
        .isEqualTo("{\"Environment\":{\"Variables\":{\"DB\":\"***\"}}}");
    assertThat(clean("{\"environment\":[{\"name\":\"DB\",\"value\":\"canary\"}]}"))
        .isEqualTo("{\"environment\":[{\"name\":\"DB\",\"value\":\"***\"}]}");
    assertThat(clean("{\"Env\":[\"DB=canary\"]}")).isEqualTo("{\"Env\":[\"***\"]}");
  }

  @Test
  void hidesPrivateKeysWhereverTheyAre() {
    assertThat(clean("{\"text\":\"-----BEGIN RSA PRIVATE KEY-----canary\"}"))
        .doesNotContain("canary");
  }

  @Test
  void leavesWhatOnlyNamesASecret() {
    String json =
        "{\"Secret\":\"arn:aws:secretsmanager:eu-west-1:1:secret:db\",\"HttpTokens\":\"required\"}";
    assertThat(clean(json)).isEqualTo(json);
  }
}
