package dev.hexad.testkit.cluster;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Label and field selectors: equality, inequality, sets and existence. */
final class Selector {
  private Selector() {}

  static Predicate<ObjectNode> of(@Nullable String labels, @Nullable String fields) {
    List<Predicate<ObjectNode>> all =
        Stream.concat(terms(labels).map(Selector::label), terms(fields).map(term -> field(term)))
            .toList();
    return object -> all.stream().allMatch(one -> one.test(object));
  }

  /** Commas within parentheses do not part terms. */
  private static Stream<String> terms(@Nullable String text) {
    return text == null || text.isBlank()
        ? Stream.of()
        : Stream.of(text.split(",(?![^(]*\\))")).map(String::strip);
  }

  private static Predicate<ObjectNode> label(String term) {
    int in = term.indexOf(" in (");
    if (in > 0) {
      List<String> values =
          List.of(term.substring(in + 5, term.length() - 1).replace(" ", "").split(","));
      return object -> values.contains(label(object, term.substring(0, in)).asString(""));
    }
    if (term.contains("!=")) {
      String[] both = term.split("!=", 2);
      return object -> !label(object, both[0]).asString("").equals(both[1]);
    }
    if (term.contains("=")) {
      String[] both = term.split("==?", 2);
      return object -> label(object, both[0]).asString("").equals(both[1]);
    }
    return term.startsWith("!")
        ? object -> label(object, term.substring(1)).isMissingNode()
        : object -> !label(object, term).isMissingNode();
  }

  private static JsonNode label(ObjectNode object, String name) {
    return object.path("metadata").path("labels").path(name.strip());
  }

  private static Predicate<ObjectNode> field(String term) {
    String[] both = term.split("==?", 2);
    if (both.length != 2 || both[0].endsWith("!")) {
      throw Refusal.badRequest("the field selector \"" + term + "\" is not supported");
    }
    String pointer = "/" + both[0].replace('.', '/');
    return object -> object.at(pointer).asString("").equals(both[1]);
  }
}
