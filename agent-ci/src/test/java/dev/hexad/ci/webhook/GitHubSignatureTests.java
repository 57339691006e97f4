package dev.hexad.ci.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GitHubSignatureTests {
  /** The example of GitHub's documentation on validating webhook deliveries. */
  @Test
  void agreesWithThePublishedExample() {
    byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    Secret secret = Secret.of("It's a Secret to Everybody");
    String header = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    assertThat(GitHubSignature.matches(secret, body, header)).isTrue();
    assertThat(GitHubSignature.matches(secret, body, header.replace('7', '8'))).isFalse();
    assertThat(GitHubSignature.matches(Secret.of(""), body, header)).isFalse();
    assertThat(GitHubSignature.matches(secret, body, null)).isFalse();
    assertThat(GitHubSignature.matches(secret, body, "sha1=abc")).isFalse();
  }
}
