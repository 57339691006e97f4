package dev.hexad.contracts.pipeline;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Checks what stands below {@code with} against the schemas of the capabilities. */
final class ParameterCheck {
  private ParameterCheck() {}

  static List<PipelineError> check(
      YamlTree.Reading.Tree tree, PipelineFile.Capabilities capabilities) {
    var errors = new ArrayList<PipelineError>();
    for (Map.Entry<String, JsonNode> entry : tree.json().path("stages").properties()) {
      JsonNode stage = entry.getValue();
      String schema = capabilities.parametersSchema(stage.path("uses").asString(""));
      JsonNode with = stage.get("with");
      if (schema != null && with != null) {
        String path = "/stages/" + entry.getKey() + "/with";
        for (Error error : validate(schema, with)) {
          errors.add(error(tree, path, error));
        }
      }
    }
    return errors;
  }

  /** What is required may also come from 'inputs', so that only the agent can miss it. */
  private static List<Error> validate(String schema, JsonNode with) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema, InputFormat.JSON)
        .validate(with.toString(), InputFormat.JSON)
        .stream()
        .filter(error ->
            !("required".equals(error.getKeyword())
                && error.getInstanceLocation().getNameCount() == 0))
        .toList();
  }

  private static PipelineError error(YamlTree.Reading.Tree tree, String with, Error error) {
    String place = with + error.getInstanceLocation();
    String key = error.getProperty();
    return tree.error(key == null ? place : place + "/" + key, place, PipelineFile.message(error));
  }
}
