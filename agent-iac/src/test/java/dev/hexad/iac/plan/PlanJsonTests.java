package dev.hexad.iac.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanJsonTests {
  private static final Path SAMPLES = Path.of("../../shared/specs/terraform/plan");

  private static String sample(String name) throws IOException {
    assumeTrue(Files.isDirectory(SAMPLES), "no sample plans at " + SAMPLES);
    return Files.readString(SAMPLES.resolve(name));
  }

  @ParameterizedTest
  @CsvSource({
    "plan.create.json, 3, 0, 0",
    "plan.destroy.json, 0, 0, 3",
    "plan.noop.json, 0, 0, 0",
    "tfjson.identity.json, 0, 1, 0",
    "tfjson.action_reason.json, 1, 0, 1",
    "tfjson.moved_block.json, 0, 0, 0"
  })
  void countsWhatRealPlansDo(String file, int add, int change, int destroy) throws IOException {
    PlanJson plan = PlanJson.read(sample(file));
    assertThat(List.of(plan.toAdd(), plan.toChange(), plan.toDestroy()))
        .containsExactly(add, change, destroy);
  }

  @Test
  void countsAReplacementOnBothSides() throws IOException {
    PlanJson plan = PlanJson.read(sample("plan.replace.json"));
    assertThat(plan.effective()).extracting(PlannedChange::action).containsOnly("replace");
    assertThat(plan.toAdd()).isEqualTo(plan.toDestroy()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tfjson.deep_module.json", "tfjson.has_changes.json"})
  void refusesFormatsBeforeVersion1(String file) throws IOException {
    String json = sample(file);
    assertThatThrownBy(() -> PlanJson.read(json))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("format version 0.1");
  }

  @Test
  void refusesActionsThatItDoesNotKnow() {
    assertThatThrownBy(() -> PlanJson.read(plan("[\"shuffle\"]", "null", "null", "false")))
        .hasMessageContaining("shuffle");
  }

  @Test
  void doesNotQuoteWhatItCannotRead() {
    assertThatThrownBy(() -> PlanJson.read("{\"resource_changes\": \"canary-7\"}"))
        .isInstanceOf(HexadException.class)
        .hasNoCause()
        .hasMessageNotContaining("canary-7");
  }

  @Test
  void masksWhatIsMarkedAtAnyDepth() {
    String after = "{\"a\":\"canary-1\",\"b\":{\"c\":[\"x\",\"canary-2\"]},\"d\":\"seen\"}";
    String marks = "{\"a\":true,\"b\":{\"c\":[false,true]}}";
    PlanJson plan = PlanJson.read(plan("[\"create\"]", "null", after, marks));
    assertThat(Json.write(plan.changes()))
        .doesNotContain("canary")
        .contains("\"a\":\"(sensitive value)\"", "[\"x\",\"(sensitive value)\"]", "seen");
  }

  @Test
  void masksAWholeValue() {
    PlanJson plan = PlanJson.read(plan("[\"delete\"]", "{\"a\":\"canary-3\"}", "null", "true"));
    assertThat(Json.write(plan.changes())).contains("canary-3");
    PlanJson masked = PlanJson.read(plan("[\"create\"]", "null", "{\"a\":\"canary-4\"}", "true"));
    assertThat(Json.write(masked.changes())).doesNotContain("canary-4");
  }

  private static String plan(String actions, String before, String after, String marks) {
    return """
    {"format_version":"1.2","resource_changes":[{"address":"x.y","type":"x","change":{
      "actions":%s,"before":%s,"after":%s,"before_sensitive":false,"after_sensitive":%s}}]}
    """
        .formatted(actions, before, after, marks);
  }
}
