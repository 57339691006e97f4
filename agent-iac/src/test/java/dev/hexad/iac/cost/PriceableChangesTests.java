package dev.hexad.iac.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.EstimateParameters.PlannedChange;
import dev.hexad.contracts.message.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PriceableChangesTests {
  private static @Nullable JsonNode json(@Nullable String text) {
    return text == null ? null : Json.mapper().readTree(text);
  }

  private static PlannedChange change(@Nullable String before, @Nullable String after) {
    return PriceableChanges.of("a.b", "a", json(before), json(after), "eu-west-1").orElseThrow();
  }

  @Test
  void keepsScalarsAndThoseOfNestedBlocks() {
    PlannedChange change =
        change(
            null,
            """
            {"instance_type": "m7i.large", "ebs_optimized": true, "tags": {"a": "b"}, "none": null,
             "root_block_device": [{"volume_size": 50, "tags": {}}], "names": ["x"]}
            """);
    assertThat(Objects.requireNonNull(change.after()).attributes())
        .containsOnly(
            java.util.Map.entry("instance_type", "m7i.large"),
            java.util.Map.entry("ebs_optimized", "true"),
            java.util.Map.entry("root_block_device.volume_size", "50"));
    assertThat(change.before()).isNull();
    assertThat(change.region()).isEqualTo("eu-west-1");
  }

  @Test
  void knowsTheRegionFromTheZoneAndTheResourceFromItsName() {
    PlannedChange change =
        change("{\"availability_zone\": \"us-gov-east-1b\", \"arn\": \"arn:aws:x\"}", null);
    assertThat(change.region()).isEqualTo("us-gov-east-1");
    assertThat(change.resourceId()).isEqualTo("arn:aws:x");
    assertThat(change(null, "{\"location\": \"westeurope\"}").region()).isEqualTo("westeurope");
    assertThat(change(null, "{\"region\": \"(known after apply)\"}").region())
        .isEqualTo("eu-west-1");
  }

  @Test
  void hasNothingToSayOfASecretResource() {
    JsonNode masked = json("\"(sensitive value)\"");
    assertThat(PriceableChanges.of("a.b", "a", null, masked, null)).isEmpty();
  }
}
