package dev.hexad.contracts.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** YAML 1.2 (JSON schema) as a JSON tree that remembers where each node stood. */
final class YamlTree {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setAllowDuplicateKeys(false)
          .setMaxAliasesForCollections(20)
          .setLabel("hexad.yml")
          .build();

  private final Map<String, Mark> marks = new HashMap<>();
  private int nodes;

  private YamlTree() {}

  sealed interface Reading {
    record Broken(PipelineError error) implements Reading {}

    record Tree(JsonNode json, Map<String, Mark> marks) implements Reading {
      int line(String path) {
        Mark mark = marks.get(path);
        return mark == null ? 0 : mark.getLine() + 1;
      }

      /** An error at a path, or at its parent when the path itself is not in the file. */
      PipelineError error(String path, String parent, String message) {
        Mark mark = marks.getOrDefault(path, marks.get(parent));
        return mark == null
            ? new PipelineError(1, 1, path, message)
            : new PipelineError(mark.getLine() + 1, mark.getColumn() + 1, path, message);
      }
    }
  }

  static Reading read(String text) {
    try {
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      if (root.isEmpty()) {
        return broken(null, "the file is empty; it needs 'version: 1' and 'stages'");
      }
      var tree = new YamlTree();
      JsonNode json = tree.convert(root.get(), "", 0);
      return new Reading.Tree(json, Map.copyOf(tree.marks));
    } catch (DuplicateKey e) {
      return broken(
          e.key.getStartMark().orElse(null), "the key '" + e.key.getValue() + "' stands twice");
    } catch (MarkedYamlEngineException e) {
      String problem = e.getProblem() == null ? "is not YAML" : e.getProblem();
      return broken(e.getProblemMark().orElse(null), problem);
    } catch (YamlEngineException | IllegalArgumentException e) {
      return broken(null, String.valueOf(e.getMessage()));
    }
  }

  private JsonNode convert(Node node, String path, int depth) {
    if (depth > 50 || ++nodes > 20_000) {
      throw new IllegalArgumentException("the file is nested too deeply or has too many values");
    }
    node.getStartMark().ifPresent(mark -> marks.putIfAbsent(path, mark));
    return switch (node) {
      case MappingNode mapping -> object(mapping, path, depth);
      case SequenceNode sequence -> array(sequence, path, depth);
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new IllegalArgumentException("unexpected YAML node at " + path);
    };
  }

  private ObjectNode object(MappingNode mapping, String path, int depth) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new IllegalArgumentException("a key is not a plain word, below '" + path + "'");
      }
      String child = path + "/" + key.getValue();
      if (object.has(key.getValue())) {
        throw new DuplicateKey(key);
      }
      key.getStartMark().ifPresent(mark -> marks.put(child, mark));
      object.set(key.getValue(), convert(tuple.getValueNode(), child, depth + 1));
    }
    return object;
  }

  private ArrayNode array(SequenceNode sequence, String path, int depth) {
    ArrayNode array = JSON.arrayNode();
    int index = 0;
    for (Node item : sequence.getValue()) {
      array.add(convert(item, path + "/" + index++, depth + 1));
    }
    return array;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String value = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(value));
    }
    if (tag.equals(Tag.INT)) {
      return JSON.numberNode(new java.math.BigInteger(value));
    }
    if (tag.equals(Tag.FLOAT)) {
      return JSON.numberNode(Double.parseDouble(value));
    }
    return JSON.stringNode(value);
  }

  private static Reading broken(@Nullable Mark mark, String message) {
    return new Reading.Broken(
        mark == null
            ? new PipelineError(1, 1, "", message)
            : new PipelineError(mark.getLine() + 1, mark.getColumn() + 1, "", message));
  }

  private static final class DuplicateKey extends RuntimeException {
    private final transient ScalarNode key;

    DuplicateKey(ScalarNode key) {
      super(key.getValue());
      this.key = key;
    }
  }
}
