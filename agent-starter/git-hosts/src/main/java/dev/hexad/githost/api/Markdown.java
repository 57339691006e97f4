package dev.hexad.githost.api;

/** Puts text of users into Markdown so that it shows as what it is and does nothing. */
public final class Markdown {
  /** Every punctuation that means something in one of the dialects. */
  private static final String SPECIAL = "\\`*_{}[]()#+-.!|<>&~$:^=";

  private static final char ZERO_WIDTH_SPACE = '\u200B';

  private Markdown() {}

  /**
   * Text on one line with nothing special in it: no formatting, links, HTML, mentions, references
   * or quick actions.
   */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder();
    String line = oneLine(text);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (SPECIAL.indexOf(c) >= 0 || c == '/' && i == 0) {
        out.append('\\');
      }
      out.append(c);
      if (c == '@' || c == '#' || c == '!' || c == '%' && i == 0) {
        out.append(ZERO_WIDTH_SPACE);
      }
    }
    return out.toString();
  }

  /** Text as inline code. */
  public static String code(String text) {
    String line = oneLine(text);
    String fence = "`".repeat(longestRun(line) + 1);
    boolean pad = line.startsWith("`") || line.endsWith("`") || line.isEmpty();
    return fence + (pad ? " " : "") + line + (pad ? " " : "") + fence;
  }

  /**
   * Text as a block of code.
   *
   * @param language for colours, for example {@code diff}; may be empty
   */
  public static String block(String language, String text) {
    if (!language.matches("[a-z0-9+-]{0,20}")) {
      throw new IllegalArgumentException("a language has lower-case letters and digits");
    }
    String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    return fence + language + "\n" + text.replace("\r", "") + "\n" + fence;
  }

  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")
        .replaceAll("[\\u202A-\\u202E\\u2066-\\u2069]", "")
        .strip();
  }

  /** The text in at most so many characters, ended with an ellipsis when cut. */
  static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** Markdown in at most so many characters; an open block of code is closed. */
  static String cutBody(String markdown, int limit) {
    if (markdown.length() <= limit) {
      return markdown;
    }
    String kept = cut(markdown, limit - 100);
    String open = "";
    for (String line : kept.lines().toList()) {
      int run = line.startsWith("```") ? leading(line) : 0;
      if (run > 0 && open.isEmpty()) {
        open = "`".repeat(Math.min(run, 20));
      } else if (run >= open.length() && run == line.length()) {
        open = "";
      }
    }
    return kept + (open.isEmpty() ? "" : "\n" + open) + "\n\n_The rest was cut: it is too long._";
  }

  private static int leading(String line) {
    int run = 0;
    while (run < line.length() && line.charAt(run) == '`') {
      run++;
    }
    return run;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
