package dev.hexad.iac.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import org.junit.jupiter.api.Test;

class ResourceNamesTests {
  @Test
  void prefersTheArnAndShowsNothingSensitive() {
    var shown =
        Json.mapper()
            .readTree(
                """
                {"values": {"root_module": {
                  "resources": [
                    {"address": "a.one", "values": {"id": "i-1", "arn": "arn:aws:x"}},
                    {"address": "a.two", "values": {"id": "secret"},
                      "sensitive_values": {"id": true}},
                    {"address": "a.three", "values": {"id": 7}}],
                  "child_modules": [{"resources": [
                    {"address": "module.m.a.four", "values": {"id": "i-4"}}]}]}}}
                """);
    assertThat(ResourceNames.of(shown))
        .containsOnly(
            org.assertj.core.api.Assertions.entry("a.one", "arn:aws:x"),
            org.assertj.core.api.Assertions.entry("module.m.a.four", "i-4"));
    assertThat(ResourceNames.of(Json.mapper().readTree("{}"))).isEmpty();
  }
}
