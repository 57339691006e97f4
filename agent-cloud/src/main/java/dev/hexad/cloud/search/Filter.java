package dev.hexad.cloud.search;

import java.time.Duration;
import java.util.List;

/** A condition over resources, as it was written. */
sealed interface Filter {
  /** All of them hold. */
  record All(List<Filter> parts) implements Filter {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** One of them holds. */
  record Any(List<Filter> parts) implements Filter {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** It does not hold. */
  record Not(Filter part) implements Filter {}

  /** A text is or is not one of these; {@code *} stands for anything. */
  record Text(Field field, boolean equal, List<String> values) implements Filter {
    public Text {
      values = List.copyOf(values);
    }
  }

  /** A text contains another, whatever the case. */
  record Contains(Field field, String part) implements Filter {}

  /** It is set at all. */
  record Exists(Field field) implements Filter {}

  /** A span of time since something is longer or shorter. */
  record Span(Field.Time field, boolean longer, Duration than) implements Filter {}

  /** It is linked with the resource of this id, either way. */
  record Linked(String id) implements Filter {}

  /** What conditions read. */
  sealed interface Field {
    /** A column. */
    record Column(String name) implements Field {}

    /** A tag. */
    record Tag(String key) implements Field {}

    /** A place in the provider's document, with its steps. */
    record Raw(List<String> path) implements Field {
      public Raw {
        path = List.copyOf(path);
      }
    }

    /** How long ago. */
    record Time(String column) implements Field {}
  }
}
