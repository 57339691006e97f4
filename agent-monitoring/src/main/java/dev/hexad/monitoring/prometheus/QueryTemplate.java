package dev.hexad.monitoring.prometheus;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the values of a revision into a PromQL expression. A value never leaves the string literal
 * in which its word stands: it is escaped as the literal needs it, and as a regular expression
 * where the literal is one. Nothing else in the expression is touched.
 */
final class QueryTemplate {
  private static final Pattern WORD =
      Pattern.compile("\\$(revision|role|environment|application|deployment)(?![A-Za-z0-9_])");

  private static final String REGEX_SIGNS = "\\.+*?()|[]{}^$";

  private final String expression;
  private final UnaryOperator<String> values;
  private final StringBuilder out = new StringBuilder();

  private QueryTemplate(String expression, UnaryOperator<String> values) {
    this.expression = expression;
    this.values = values;
  }

  /**
   * Fills in.
   *
   * @param values gives the value of a word, without its dollar sign
   * @throws HexadException when a word stands outside of quotes, or its value cannot be quoted
   */
  static String fill(String expression, UnaryOperator<String> values) {
    return new QueryTemplate(expression, values).fill();
  }

  private String fill() {
    Matcher word = WORD.matcher(expression);
    char quote = 0;
    boolean regex = false;
    int at = 0;
    while (at < expression.length()) {
      char c = expression.charAt(at);
      if (c == '$' && word.region(at, expression.length()).lookingAt()) {
        append(word.group(1), quote, regex);
        at = word.end();
        continue;
      }
      if (quote == 0 && c == '#') {
        int end = expression.indexOf('\n', at);
        end = end < 0 ? expression.length() : end;
        out.append(expression, at, end);
        at = end;
        continue;
      }
      if (quote == 0 && (c == '"' || c == '\'' || c == '`')) {
        quote = c;
        regex = followsMatcher();
      } else if (c == '\\' && quote != 0 && quote != '`' && at + 1 < expression.length()) {
        out.append(c);
        at++;
      } else if (c == quote) {
        quote = 0;
      }
      out.append(expression.charAt(at));
      at++;
    }
    return out.toString();
  }

  private boolean followsMatcher() {
    String before = out.toString().stripTrailing();
    return before.endsWith("=~") || before.endsWith("!~");
  }

  private void append(String word, char quote, boolean regex) {
    String value = values.apply(word);
    if (quote == 0) {
      if (!word.equals("revision")) {
        throw invalid(word, "stands outside of quotes");
      }
      out.append(value);
      return;
    }
    if (value.chars().anyMatch(Character::isISOControl)
        || quote == '`' && value.indexOf('`') >= 0) {
      throw invalid(word, "has a value that cannot stand in a query");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (regex && REGEX_SIGNS.indexOf(c) >= 0) {
        out.append(quote == '`' ? "\\" : "\\\\");
      }
      if (quote != '`' && (c == '\\' || c == quote)) {
        out.append('\\');
      }
      out.append(c);
    }
  }

  private HexadException invalid(String word, String what) {
    return new HexadException(
        ProblemType.INVALID,
        "In the PromQL expression '%s' the word $%s %s.".formatted(expression, word, what));
  }
}
