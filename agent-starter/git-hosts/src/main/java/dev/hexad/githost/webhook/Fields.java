package dev.hexad.githost.webhook;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that may be of any shape: what is missing or of another type counts as absent. */
final class Fields {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(100)
                          .maxNameLength(2000)
                          .maxStringLength(10_000_000)
                          .maxDocumentLength(30_000_000)
                          .build())
                  .build())
          .build();

  private Fields() {}

  /**
   * A body as an object.
   *
   * @throws HexadException of type bad-request when it is none
   */
  static JsonNode object(String body) {
    JsonNode json;
    try {
      json = MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new HexadException(
          ProblemType.BAD_REQUEST,
          "The body is not JSON, is too deep or is too long; it may be truncated.");
    }
    if (json == null || !json.isObject()) {
      throw new HexadException(ProblemType.BAD_REQUEST, "The body is not a JSON object.");
    }
    return json;
  }

  static String text(JsonNode node) {
    return node.isString() ? node.stringValue() : "";
  }

  static @Nullable String orNull(String text) {
    return text.isBlank() ? null : text;
  }

  /** The first line, cut; null when absent or blank. */
  static @Nullable String line(JsonNode node) {
    String first = text(node).stripLeading().lines().findFirst().orElse("").strip();
    return orNull(cut(first, WebhookEvent.LINE_LIMIT));
  }

  /** The first of the nodes that has a line. */
  static @Nullable String anyLine(JsonNode... nodes) {
    return Stream.of(nodes)
        .<String>mapMulti((node, out) -> {
          String line = line(node);
          if (line != null) {
            out.accept(line);
          }
        })
        .findFirst()
        .orElse(null);
  }

  static String lineOr(JsonNode node, String otherwise) {
    String line = line(node);
    return line == null ? otherwise : line;
  }

  /** The text, no longer than the limit and not cut inside a character. */
  static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.substring(0, end);
  }

  /** An id that is a number or a text. */
  static String id(JsonNode node) {
    return node.isIntegralNumber() ? cut(node.asString(), 40) : cut(text(node), 40);
  }

  /**
   * The number of a pull request or build.
   *
   * @throws HexadException of type invalid when it is not positive or not there
   */
  static int number(JsonNode node, String what) {
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1) {
      throw new HexadException(
          ProblemType.INVALID, "The delivery holds no number of a " + what + ".");
    }
    return node.intValue();
  }

  static boolean isTrue(JsonNode node) {
    return node.isBoolean() && node.booleanValue();
  }

  /** A commit id, or null for anything else. */
  static @Nullable String commit(JsonNode node) {
    return GitRef.isCommit(text(node)) ? text(node) : null;
  }

  /** Names of labels, given as texts or as objects; at most a hundred. */
  static List<String> labels(JsonNode array, String field) {
    List<String> labels = new ArrayList<>();
    for (JsonNode label : array) {
      String name = line(label.isObject() ? label.path(field) : label);
      if (name != null && labels.size() < 100) {
        labels.add(name);
      }
    }
    return labels;
  }

  static List<String> texts(JsonNode object, String... names) {
    return Stream.of(names)
        .map(name -> text(object.path(name)))
        .filter(t -> !t.isEmpty() && t.length() <= 2000)
        .toList();
  }

  /** What the delivery is about: its first object that is none of the usual companions. */
  static String kind(JsonNode json) {
    return json.propertyStream()
        .filter(e -> e.getValue().isObject())
        .map(Map.Entry::getKey)
        .filter(name ->
            !name.matches(
                "repository|sender|organization|installation|project|user|enterprise|actor"))
        .filter(name -> name.matches("[A-Za-z_]{1,40}"))
        .findFirst()
        .orElse("other");
  }
}
