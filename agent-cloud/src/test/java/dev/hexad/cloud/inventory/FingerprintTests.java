package dev.hexad.cloud.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.Relation;
import dev.hexad.contracts.message.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FingerprintTests {
  private static final String THING =
      """
      {"Id": "v-1", "Size": 12, "Big": 12345678901234567890, "Ratio": 1.50, "On": true, "No": null,
       "Text": "a \\"b\\" \\\\ \\n \u00e4 \ud83d\ude00", "Empty": {}, "None": [],
       "List": [3, "3", {"b": 1, "a": [2, 1]}, [], 10, {"a": [1, 2], "b": 1}]}
      """;

  private static String canonical(String json) {
    return new CanonicalText().node(Json.mapper().readTree(json)).toString();
  }

  private static CloudResource resource(String raw, @Nullable Instant created) {
    return new CloudResource(
        "aws.ec2.volume",
        "v-1",
        "disk \"one\"",
        "eu-west-1",
        "in-use",
        Map.of("env", "prod", "Name", "disk"),
        created,
        List.of(new Relation("from", "aws.ec2.snapshot", "s-1"), new Relation("by", "x", "i-1")),
        Json.mapper().readTree(raw));
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

  /** What is kept of a resource must be known again. */
  @ParameterizedTest
  @ValueSource(strings = {THING, "{}", "{\"a\": \"x\"}"})
  void staysAsItAlwaysWas(String raw) throws Exception {
    for (CloudResource one : List.of(resource(raw, null), resource(raw, Instant.EPOCH))) {
      byte[] text = (plainly(Json.tree(one)) + "anna").getBytes(StandardCharsets.UTF_8);
      long hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getLong();
      var fingerprint = new Fingerprint();
      assertThat(fingerprint.of(one, "anna")).isEqualTo(hash);
      assertThat(fingerprint.of(one, "anna")).isEqualTo(hash);
      assertThat(fingerprint.of(one, null)).isNotEqualTo(hash);
    }
  }

  /** The same text in the shortest way. */
  private static String plainly(JsonNode node) {
    if (node.isObject()) {
      var sorted = new TreeMap<String, String>();
      node.properties().forEach(field -> sorted.put(field.getKey(), plainly(field.getValue())));
      return sorted.toString();
    }
    if (node.isArray()) {
      return node.valueStream().map(FingerprintTests::plainly).sorted().toList().toString();
    }
    return node.toString();
  }
}
