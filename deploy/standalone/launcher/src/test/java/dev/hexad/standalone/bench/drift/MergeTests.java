package dev.hexad.standalone.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MergeTests {
  private static final String LIVE =
      """
      {"spec": {"replicas": 3, "paused": false, "containers": [
        {"name": "web", "image": "old", "pullPolicy": "Always"}, {"name": "sidecar"}]}}
      """;

  @Test
  void appliedFieldsWinAndOthersStay() {
    JsonNode merged = Merge.apply(json(LIVE), json("{\"spec\": {\"replicas\": 2}}"));
    assertThat(merged.at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(merged.at("/spec").has("paused")).isTrue();
  }

  @Test
  void namedThingsAreMergedByName() {
    JsonNode applied =
        json("{\"spec\": {\"containers\": [{\"name\": \"web\", \"image\": \"new\"}]}}");
    JsonNode containers = Merge.apply(json(LIVE), applied).at("/spec/containers");
    assertThat(containers)
        .isEqualTo(
            json(
                """
                [{"name": "web", "image": "new", "pullPolicy": "Always"}, {"name": "sidecar"}]
                """));
  }

  @Test
  void otherListsAreReplaced() {
    assertThat(Merge.apply(json("{\"a\": [1, 2]}"), json("{\"a\": [3]}")))
        .isEqualTo(json("{\"a\": [3]}"));
  }

  @Test
  void whatIsGivenStaysAsItIs() {
    JsonNode live = json(LIVE);
    Merge.apply(live, json("{\"spec\": {\"replicas\": 2}}"));
    assertThat(live).isEqualTo(json(LIVE));
  }

  @Test
  void mergePatchRemovesWithNull() {
    assertThat(Merge.patch(json("{\"a\": 1, \"b\": {\"c\": 2}}"), json("{\"a\": null}")))
        .isEqualTo(json("{\"b\": {\"c\": 2}}"));
  }

  private static JsonNode json(String text) {
    return ObjectStore.JSON.readTree(text);
  }
}
