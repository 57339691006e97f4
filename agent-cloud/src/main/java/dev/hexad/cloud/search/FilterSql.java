package dev.hexad.cloud.search;

import dev.hexad.cloud.search.Filter.Field;
import dev.hexad.contracts.message.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a condition in SQL of a filter; whatever a user wrote becomes a parameter. */
final class FilterSql {
  private static final Field STATE = new Field.Column("state");

  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final Instant now;

  private FilterSql(Instant now) {
    this.now = now;
  }

  /** A condition and its parameters. */
  record Compiled(String condition, Map<String, Object> parameters) {}

  /** Spans of time are counted back from {@code now}. */
  static Compiled of(Filter filter, Instant now) {
    var sql = new FilterSql(now);
    String condition = sql.condition(filter);
    return new Compiled(condition, Map.copyOf(sql.parameters));
  }

  private String condition(Filter filter) {
    return switch (filter) {
      case Filter.All(List<Filter> parts) when parts.isEmpty() -> "true";
      case Filter.All(List<Filter> parts) -> joined(parts, " and ");
      case Filter.Any(List<Filter> parts) -> joined(parts, " or ");
      case Filter.Not(Filter part) -> "not coalesce(" + condition(part) + ", false)";
      case Filter.Text(Field field, boolean equal, List<String> values) ->
          equal ? anyOf(field, values) : noneOf(field, values);
      case Filter.Contains(Field field, String part) ->
          text(field) + " ilike " + parameter("%" + escaped(part) + "%");
      case Filter.Exists(Field field) -> exists(field);
      case Filter.Span(Field.Time(String column), boolean longer, var than) ->
          column + (longer ? " < " : " > ") + parameter(Timestamp.from(now.minus(than)));
      case Filter.Linked(String id) -> linked(id);
    };
  }

  private String joined(List<Filter> parts, String word) {
    return parts.stream().map(this::condition).collect(Collectors.joining(word, "(", ")"));
  }

  /** An index finds what is before and after a state, and nothing that is not so. */
  private String noneOf(Field field, List<String> values) {
    if (field.equals(STATE) && values.size() == 1 && values.getFirst().indexOf('*') < 0) {
      String state = parameter(values.getFirst());
      return "(state < " + state + " or state > " + state + ")";
    }
    return "not coalesce(" + anyOf(field, values) + ", false)";
  }

  private String anyOf(Field field, List<String> values) {
    List<String> plain = values.stream().filter(v -> v.indexOf('*') < 0).toList();
    var parts = new java.util.ArrayList<String>();
    if (!plain.isEmpty()) {
      parts.add(plainly(field, plain));
    }
    for (String value : values) {
      if (value.indexOf('*') >= 0) {
        parts.add(text(field) + " like " + parameter(escaped(value).replace('*', '%')));
      }
    }
    return "(" + String.join(" or ", parts) + ")";
  }

  private String plainly(Field field, List<String> values) {
    if (field instanceof Field.Tag(String key)) {
      return values.stream()
          .map(value -> "tags @> " + parameter(Json.write(Map.of(key, value))) + "::jsonb")
          .collect(Collectors.joining(" or ", "(", ")"));
    }
    if (values.size() == 1) {
      return text(field) + " = " + parameter(values.getFirst());
    }
    return text(field) + " = any(" + parameter(values.toArray(String[]::new)) + ")";
  }

  private String text(Field field) {
    return switch (field) {
      case Field.Column(String name) -> name;
      case Field.Tag(String key) -> "tags ->> " + parameter(key);
      case Field.Raw(List<String> path) ->
          "raw #>> " + parameter(path.toArray(String[]::new)) + "::text[]";
      case Field.Time(String column) -> column + "::text";
    };
  }

  private String exists(Field field) {
    return switch (field) {
      case Field.Column(String name) -> name + " is not null";
      case Field.Tag(String key) -> "jsonb_exists(tags, " + parameter(key) + ")";
      case Field.Raw _ -> text(field) + " is not null";
      case Field.Time(String column) -> column + " is not null";
    };
  }

  private String linked(String id) {
    String named = parameter(Json.write(List.of(Map.of("id", id))));
    String other = parameter(id);
    return "(relations @> %s::jsonb or id in (select link ->> 'id' from resource o, jsonb_array_elements(o.relations) link where o.id = %s and o.valid_to is null))"
        .formatted(named, other);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private String parameter(Object value) {
    String name = "f" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }
}
