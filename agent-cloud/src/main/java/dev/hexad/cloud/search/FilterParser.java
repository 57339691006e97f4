package dev.hexad.cloud.search;

import dev.hexad.cloud.search.Filter.Field;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem.FieldError;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads filters such as {@code type = aws.ec2.instance and tag.env in (prod, live) and not name ~
 * "web" and age > 30d}. By recursive descent; every error names its place.
 */
final class FilterParser {
  static final int MAX_LENGTH = 4_000;

  private static final int MAX_DEPTH = 30;
  private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([smhdwy])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7),
          "y", Duration.ofDays(365));

  /** The database knows no times that are much older. */
  private static final Duration LONGEST_SPAN = Duration.ofDays(365_000);

  private static final List<String> COLUMNS =
      List.of("type", "id", "name", "state", "owner", "provider", "account", "region", "service");
  private static final Map<String, String> TIMES =
      Map.of("age", "created_at", "changed", "valid_from");

  private final FilterLexer tokens;
  private int depth;

  private FilterParser(String text) {
    this.tokens = new FilterLexer(text);
  }

  /**
   * The filter; all resources when the text is blank.
   *
   * @throws HexadException that names the place of the first error
   */
  static Filter parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw error(MAX_LENGTH, "the filter is longer than " + MAX_LENGTH + " characters");
    }
    int zero = text.indexOf('\0');
    if (zero >= 0) {
      throw error(zero, "a zero byte");
    }
    var parser = new FilterParser(text);
    if (parser.tokens.atEnd()) {
      return new Filter.All(List.of());
    }
    Filter filter = parser.either();
    if (!parser.tokens.atEnd()) {
      throw error(
          parser.tokens.position(),
          "'and', 'or' or the end was expected, not '" + parser.tokens.peek() + "'");
    }
    return filter;
  }

  static HexadException error(int position, String what) {
    String detail = "The filter cannot be read at character " + (position + 1) + ": " + what + ".";
    return new HexadException(
        ProblemType.BAD_REQUEST,
        detail,
        List.of(new FieldError("q:" + (position + 1), what)),
        null);
  }

  private Filter either() {
    var parts = new ArrayList<Filter>();
    parts.add(both());
    while (tokens.takeWord("or")) {
      parts.add(both());
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Any(parts);
  }

  private Filter both() {
    var parts = new ArrayList<Filter>();
    parts.add(negated());
    while (tokens.takeWord("and")) {
      parts.add(negated());
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.All(parts);
  }

  private Filter negated() {
    if (++depth > MAX_DEPTH) {
      throw error(tokens.position(), "it is nested deeper than " + MAX_DEPTH);
    }
    try {
      if (tokens.takeWord("not")) {
        return new Filter.Not(negated());
      }
      if (tokens.takeSign("(")) {
        Filter inner = either();
        tokens.requireSign(")");
        return inner;
      }
      return comparison();
    } finally {
      depth--;
    }
  }

  private Filter comparison() {
    int at = tokens.position();
    String name = tokens.requireValue("a field such as 'type' or 'tag.env'");
    if (name.equals("linked")) {
      tokens.requireSign("=");
      return new Filter.Linked(tokens.requireValue("an id"));
    }
    Field field = field(name, at);
    if (field instanceof Field.Time time) {
      return span(time);
    }
    if (tokens.takeWord("exists")) {
      return new Filter.Exists(field);
    }
    if (tokens.takeWord("in")) {
      return new Filter.Text(field, true, values());
    }
    if (tokens.takeSign("=")) {
      return new Filter.Text(field, true, List.of(tokens.requireValue("a value")));
    }
    if (tokens.takeSign("!=")) {
      return new Filter.Text(field, false, List.of(tokens.requireValue("a value")));
    }
    if (tokens.takeSign("~")) {
      return new Filter.Contains(field, tokens.requireValue("a part of the text"));
    }
    throw error(
        tokens.position(),
        "'=', '!=', '~', 'in' or 'exists' was expected after '" + name + "'" + tokens.found());
  }

  private Filter span(Field.Time field) {
    boolean longer = tokens.takeSign(">");
    if (!longer && !tokens.takeSign("<")) {
      throw error(tokens.position(), "'<' or '>' was expected" + tokens.found());
    }
    int at = tokens.position();
    String text = tokens.requireValue("a span of time such as 30d");
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches()) {
      throw error(at, "'" + text + "' is no span of time; write 90s, 15m, 12h, 30d, 8w or 1y");
    }
    Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
    Duration span = unit.multipliedBy(Long.parseLong(matcher.group(1)));
    if (span.compareTo(LONGEST_SPAN) > 0) {
      throw error(at, "'" + text + "' is longer than 1000 years");
    }
    return new Filter.Span(field, longer, span);
  }

  private List<String> values() {
    tokens.requireSign("(");
    var values = new ArrayList<String>();
    do {
      values.add(tokens.requireValue("a value"));
    } while (tokens.takeSign(","));
    tokens.requireSign(")");
    return values;
  }

  private static Field field(String name, int at) {
    if (COLUMNS.contains(name)) {
      return new Field.Column(name);
    }
    String time = TIMES.get(name);
    if (time != null) {
      return new Field.Time(time);
    }
    if (name.startsWith("tag.") && name.length() > 4) {
      return new Field.Tag(name.substring(4));
    }
    if (name.startsWith("raw.") && name.length() > 4) {
      return new Field.Raw(List.of(name.substring(4).split("\\.")));
    }
    throw error(
        at,
        "there is no field '%s'; there are %s, age, changed, linked, tag.<key> and raw.<path>"
            .formatted(name, String.join(", ", COLUMNS)));
  }
}
