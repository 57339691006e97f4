package dev.hexad.orchestrator.run;

import dev.hexad.contracts.pipeline.Pipeline;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts results of earlier stages into the parameters of a stage. */
final class Inputs {
  private Inputs() {}

  sealed interface Resolved {
    record Complete(JsonNode parameters) implements Resolved {}

    record Missing(String detail) implements Resolved {}
  }

  static Resolved resolve(Run run, Pipeline.Stage stage) {
    JsonNode with = stage.parameters().deepCopy();
    if (!(with instanceof ObjectNode parameters)) {
      return new Resolved.Missing("'with' of stage '" + stage.id() + "' is not an object.");
    }
    for (Map.Entry<String, String> input : stage.inputs().entrySet()) {
      String reference = input.getValue();
      JsonNode value = find(run, reference);
      if (value == null || value.isNull() || value.isMissingNode()) {
        return new Resolved.Missing(
            "The input '"
                + input.getKey()
                + "' takes '"
                + reference
                + "', which that stage did"
                + " not give.");
      }
      parameters.set(input.getKey(), value);
    }
    return new Resolved.Complete(parameters);
  }

  private static @Nullable JsonNode find(Run run, String reference) {
    String[] path = reference.split("\\.");
    JsonNode value = run.stage(path[0]).map(Stage::result).orElse(null);
    for (int i = 1; i < path.length && value != null; i++) {
      value = value.get(path[i]);
    }
    return value;
  }
}
