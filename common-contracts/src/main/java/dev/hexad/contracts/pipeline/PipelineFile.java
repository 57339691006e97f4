package dev.hexad.contracts.pipeline;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code hexad.yml}. The structure is checked against the published JSON Schema, then names,
 * references and the graph; every error says line and column. Thread-safe.
 */
public final class PipelineFile {
  /** The largest file that is read, in bytes. */
  public static final int MAX_BYTES = 256 * 1024;

  private static final String SCHEMA = load("hexad-pipeline.schema.json");
  private static final Schema VALIDATOR =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SCHEMA, InputFormat.JSON);

  private PipelineFile() {}

  /** What reading gave. */
  public sealed interface Result {
    record Parsed(Pipeline pipeline) implements Result {}

    record Invalid(List<PipelineError> errors) implements Result {
      public Invalid {
        errors = errors.stream().sorted(Comparator.comparingInt(PipelineError::line)).toList();
      }
    }
  }

  /** The published JSON Schema of the file. */
  public static String schema() {
    return SCHEMA;
  }

  /**
   * Reads the text of a file.
   *
   * @param origin what to record as the origin of the pipeline
   */
  public static Result parse(String text, String origin) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return invalid(new PipelineError(1, 1, "", "the file is larger than 256 KiB; split it"));
    }
    return switch (YamlTree.read(text)) {
      case YamlTree.Reading.Broken(PipelineError error) -> invalid(error);
      case YamlTree.Reading.Tree tree -> check(tree, origin);
    };
  }

  /** Reads stages that are already JSON, as in the body of a request. */
  public static Result parse(JsonNode document, String origin) {
    return check(new YamlTree.Reading.Tree(document, Map.of()), origin);
  }

  /** Knows the JSON Schema of the parameters of a capability, null when it does not. */
  @FunctionalInterface
  public interface Capabilities {
    @Nullable String parametersSchema(String capability);
  }

  /** As {@link #parse(String, String)}; the parameters of known capabilities are checked too. */
  public static Result parse(String text, String origin, Capabilities capabilities) {
    Result result = parse(text, origin);
    if (!(YamlTree.read(text) instanceof YamlTree.Reading.Tree tree)) {
      return result;
    }
    var errors = new ArrayList<>(ParameterCheck.check(tree, capabilities));
    if (result instanceof Result.Invalid(List<PipelineError> others)) {
      errors.addAll(others);
    }
    return errors.isEmpty() ? result : new Result.Invalid(errors);
  }

  private static Result check(YamlTree.Reading.Tree tree, String origin) {
    var errors = new ArrayList<PipelineError>();
    for (Error error : VALIDATOR.validate(tree.json().toString(), InputFormat.JSON)) {
      String path = error.getInstanceLocation().toString();
      String key = error.getProperty();
      errors.add(tree.error(key == null ? path : path + "/" + key, path, message(error)));
    }
    if (!errors.isEmpty()) {
      return new Result.Invalid(errors);
    }
    var reader = new StageReader(tree);
    List<Pipeline.Stage> stages = reader.read();
    errors.addAll(reader.errors());
    if (errors.isEmpty()) {
      errors.addAll(StageGraph.check(stages, tree));
    }
    JsonNode root = tree.json();
    var pipeline =
        new Pipeline(
            origin, stages, concurrency(root.get("concurrency")), triggers(root.get("on")));
    return errors.isEmpty() ? new Result.Parsed(pipeline) : new Result.Invalid(errors);
  }

  static String message(Error error) {
    if ("additionalProperties".equals(error.getKeyword())
        || "unevaluatedProperties".equals(error.getKeyword())) {
      return "unknown key '" + error.getProperty() + "'";
    }
    return error.getMessage();
  }

  private static @Nullable Concurrency concurrency(@Nullable JsonNode node) {
    return node == null
        ? null
        : new Concurrency(
            node.get("group").stringValue(),
            Concurrency.Scope.valueOf(word(node, "scope", "application")),
            Concurrency.Mode.valueOf(word(node, "mode", "queue")));
  }

  private static String word(JsonNode node, String key, String otherwise) {
    return node.path(key).asString(otherwise).toUpperCase(Locale.ROOT);
  }

  private static @Nullable Triggers triggers(@Nullable JsonNode on) {
    return on == null
        ? null
        : new Triggers(
            filter(on.get("push"), "branches"),
            filter(on.get("tag"), "names"),
            filter(on.get("pull-request"), "branches"));
  }

  private static Triggers.@Nullable Filter filter(@Nullable JsonNode node, String names) {
    return node == null
        ? null
        : new Triggers.Filter(
            StageReader.strings(node.get(names)), StageReader.strings(node.get("paths")));
  }

  private static Result invalid(PipelineError error) {
    return new Result.Invalid(List.of(error));
  }

  private static String load(String name) {
    try (InputStream in = PipelineFile.class.getResourceAsStream("/dev/hexad/contracts/" + name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
