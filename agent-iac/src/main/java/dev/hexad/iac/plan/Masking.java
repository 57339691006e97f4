package dev.hexad.iac.plan;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Hides sensitive values. The marks have the form of the value, with {@code true} wherever a whole
 * part is meant.
 */
final class Masking {
  static final String SENSITIVE = "(sensitive value)";
  static final String UNKNOWN = "(known after apply)";

  private Masking() {}

  /** The value with marked parts replaced; null stays null. */
  static @Nullable JsonNode mask(
      @Nullable JsonNode value, @Nullable JsonNode sensitive, @Nullable JsonNode unknown) {
    if (isTrue(sensitive)) {
      return StringNode.valueOf(SENSITIVE);
    }
    if (isTrue(unknown)) {
      return StringNode.valueOf(UNKNOWN);
    }
    if (value instanceof ObjectNode object) {
      return object(object, sensitive, unknown);
    }
    if (value instanceof ArrayNode array) {
      return array(array, sensitive, unknown);
    }
    return value == null || value.isNull() ? null : value;
  }

  private static ObjectNode object(
      ObjectNode value, @Nullable JsonNode sensitive, @Nullable JsonNode unknown) {
    ObjectNode masked = JsonNodeFactory.instance.objectNode();
    for (String name : value.propertyNames()) {
      JsonNode part = mask(value.get(name), at(sensitive, name), at(unknown, name));
      masked.set(name, part == null ? JsonNodeFactory.instance.nullNode() : part);
    }
    if (unknown instanceof ObjectNode marks) {
      for (String name : marks.propertyNames()) {
        if (!value.has(name) && isTrue(marks.get(name))) {
          boolean hidden = isTrue(at(sensitive, name));
          masked.put(name, hidden ? SENSITIVE : UNKNOWN);
        }
      }
    }
    return masked;
  }

  private static ArrayNode array(
      ArrayNode value, @Nullable JsonNode sensitive, @Nullable JsonNode unknown) {
    ArrayNode masked = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < value.size(); i++) {
      JsonNode part = mask(value.get(i), at(sensitive, i), at(unknown, i));
      masked.add(part == null ? JsonNodeFactory.instance.nullNode() : part);
    }
    return masked;
  }

  private static @Nullable JsonNode at(@Nullable JsonNode marks, String name) {
    return marks == null ? null : marks.get(name);
  }

  private static @Nullable JsonNode at(@Nullable JsonNode marks, int index) {
    return marks == null ? null : marks.get(index);
  }

  private static boolean isTrue(@Nullable JsonNode mark) {
    return mark != null && mark.isBoolean() && mark.booleanValue();
  }
}
