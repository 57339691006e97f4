package dev.hexad.cloud.search;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts a filter into words, quoted texts and signs. */
final class FilterLexer {
  private static final String SIGNS = "()=!~,<>";
  private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "in", "exists");

  private final String text;
  private int start;
  private int end;
  private @Nullable String token;
  private boolean quoted;

  FilterLexer(String text) {
    this.text = text;
    next();
  }

  boolean atEnd() {
    return token == null;
  }

  int position() {
    return start;
  }

  String peek() {
    return token == null ? "" : token;
  }

  /** For messages: what stands here instead. */
  String found() {
    return token == null ? ", but it ends here" : ", not '" + token + "'";
  }

  boolean takeWord(String word) {
    if (token == null || quoted || !token.equalsIgnoreCase(word)) {
      return false;
    }
    next();
    return true;
  }

  boolean takeSign(String sign) {
    if (quoted || !sign.equals(token)) {
      return false;
    }
    next();
    return true;
  }

  void requireSign(String sign) {
    if (!takeSign(sign)) {
      throw FilterParser.error(start, "'" + sign + "' was expected" + found());
    }
  }

  /** A word that is no keyword, or a quoted text. */
  String requireValue(String wanted) {
    String value = token;
    boolean plain =
        value != null
            && !quoted
            && (SIGNS.indexOf(value.charAt(0)) >= 0 || KEYWORDS.contains(value));
    if (value == null || plain) {
      throw FilterParser.error(start, wanted + " was expected" + found());
    }
    next();
    return value;
  }

  private void next() {
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    start = end;
    quoted = false;
    if (end == text.length()) {
      token = null;
      return;
    }
    char first = text.charAt(end);
    if (first == '"' || first == '\'') {
      quote(first);
    } else if (SIGNS.indexOf(first) >= 0) {
      end += text.startsWith("!=", end) ? 2 : 1;
      token = text.substring(start, end);
    } else {
      while (end < text.length()
          && !Character.isWhitespace(text.charAt(end))
          && SIGNS.indexOf(text.charAt(end)) < 0) {
        end++;
      }
      token = text.substring(start, end);
    }
  }

  private void quote(char mark) {
    var value = new StringBuilder();
    end++;
    while (end < text.length() && text.charAt(end) != mark) {
      if (text.charAt(end) == '\\' && end + 1 < text.length()) {
        end++;
      }
      value.append(text.charAt(end));
      end++;
    }
    if (end == text.length()) {
      throw FilterParser.error(start, "the quoted text has no end");
    }
    end++;
    quoted = true;
    token = value.toString();
  }
}
