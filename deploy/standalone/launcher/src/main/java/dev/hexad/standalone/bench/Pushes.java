package dev.hexad.standalone.bench;

import dev.hexad.standalone.sample.SampleException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed push deliveries as GitHub sends them, of 8 KB, each different. */
record Pushes(String secret, String repositoryUrl, String commit) {
  private static final int BYTES = 8 * 1024;

  /** A push of this commit to a branch of this number. */
  Load.Signed push(long number) {
    String start =
        """
        {"ref":"refs/heads/main","before":"%s","after":"%s","number":%d,"salt":"%s",\
        "repository":{"full_name":"bench/bench","clone_url":"%s"},\
        "head_commit":{"id":"%s","message":"bench","author":{"name":"Bench"}},"filler":"\
        """
            .formatted("0".repeat(40), commit, number, UUID.randomUUID(), repositoryUrl, commit);
    String body = start + "x".repeat(Math.max(0, BYTES - start.length() - 2)) + "\"}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Load.Signed(
        bytes,
        Map.of(
            "X-GitHub-Event",
            "push",
            "X-GitHub-Delivery",
            UUID.randomUUID().toString(),
            "X-Hub-Signature-256",
            "sha256=" + HexFormat.of().formatHex(hmac(secret, bytes))));
  }

  static byte[] hmac(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new SampleException("cannot sign", e);
    }
  }
}
