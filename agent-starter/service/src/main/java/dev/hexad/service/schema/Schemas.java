package dev.hexad.service.schema;

import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hexad.contracts.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON Schema 2020-12 from records, and checks of documents against schemas. Thread-safe. */
public final class Schemas {
  private static final SchemaGenerator GENERATOR = generator();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Schemas() {}

  /** The schema of a record: components are required unless nullable, a list or a map. */
  public static synchronized JsonNode of(Class<?> type) {
    return GENERATOR.generateSchema(type);
  }

  /**
   * Checks a document.
   *
   * @return findings with the JSON pointer of the place; empty when it conforms
   */
  public static List<Problem.FieldError> check(JsonNode schema, JsonNode document) {
    return REGISTRY
        .getSchema(schema.toString(), InputFormat.JSON)
        .validate(document.toString(), InputFormat.JSON)
        .stream()
        .map(e -> new Problem.FieldError(e.getInstanceLocation().toString(), e.getMessage()))
        .toList();
  }

  private static SchemaGenerator generator() {
    var builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.INLINE_ALL_SCHEMAS)
            .with(new JacksonSchemaModule());
    builder
        .forFields()
        .withRequiredCheck(field -> {
          var member = field.getRawMember();
          return !member.getAnnotatedType().isAnnotationPresent(Nullable.class)
              && !Collection.class.isAssignableFrom(member.getType())
              && !Map.class.isAssignableFrom(member.getType());
        });
    return new SchemaGenerator(builder.build());
  }
}
