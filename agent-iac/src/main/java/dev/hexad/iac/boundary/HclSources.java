package dev.hexad.iac.boundary;

import dev.hexad.iac.boundary.DeclaredSource.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds the sources of providers and modules in a file of HCL. Knows just enough of the language to
 * tell blocks, strings, comments and heredocs apart; what it makes no sense of, the program itself
 * refuses.
 */
final class HclSources {
  private final String file;
  private final String text;
  private final List<DeclaredSource> found = new ArrayList<>();
  private final Deque<String> blocks = new ArrayDeque<>();
  private final List<String> words = new ArrayList<>();
  private int wordsLine = 1;
  private int at;
  private int line = 1;

  private HclSources(String file, String text) {
    this.file = file;
    this.text = text;
  }

  static List<DeclaredSource> of(String file, String text) {
    var scan = new HclSources(file, text);
    while (scan.at < text.length()) {
      scan.step();
    }
    scan.endOfWords();
    return scan.found;
  }

  private void step() {
    char c = text.charAt(at);
    if (c == '#' || text.startsWith("//", at)) {
      skipTo("\n", 0);
    } else if (text.startsWith("/*", at)) {
      skipTo("*/", 2);
    } else if (text.startsWith("<<", at)) {
      heredoc();
    } else if (c == '"') {
      add('"' + string());
    } else if (Character.isLetterOrDigit(c) || c == '_') {
      add(word());
    } else {
      punctuation(c);
      at++;
    }
  }

  private void punctuation(char c) {
    switch (c) {
      case '{' -> {
        blocks.push(words.isEmpty() ? "" : words.getFirst());
        words.clear();
      }
      case '}' -> {
        endOfWords();
        blocks.poll();
      }
      case '\n' -> {
        endOfWords();
        line++;
      }
      case ',' -> endOfWords();
      case '=', ':' -> add("=");
      default -> {
        // Nothing of it matters here.
      }
    }
  }

  private void add(String word) {
    if (words.isEmpty()) {
      wordsLine = line;
    }
    words.add(word);
  }

  /** {@code source = "…"} in the right place is what is looked for. */
  private void endOfWords() {
    boolean attribute =
        words.size() == 3 && words.get(1).equals("=") && words.get(2).startsWith("\"");
    if (attribute) {
      String name = words.getFirst().replace("\"", "");
      String value = words.get(2).substring(1);
      if (name.equals("source") && "module".equals(blocks.peek())) {
        found.add(new DeclaredSource(Kind.MODULE, value, file, wordsLine));
      } else if (name.equals("source") && isProvider()) {
        found.add(new DeclaredSource(Kind.PROVIDER, value, file, wordsLine));
      } else if ("required_providers".equals(blocks.peek())) {
        found.add(new DeclaredSource(Kind.PROVIDER, "hashicorp/" + name, file, wordsLine));
      }
    }
    words.clear();
  }

  private boolean isProvider() {
    return blocks.stream().skip(1).findFirst().filter("required_providers"::equals).isPresent();
  }

  private String word() {
    int from = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  /** Up to its end, over strings in what is interpolated. */
  private String string() {
    int from = ++at;
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
        depth++;
        at++;
      } else if (c == '}' && depth > 0) {
        depth--;
      } else if (c == '"' && depth > 0) {
        string();
        continue;
      } else if (c == '"') {
        return text.substring(from, at++);
      } else if (c == '\n') {
        line++;
      }
      at++;
    }
    return text.substring(Math.min(from, text.length()));
  }

  private void heredoc() {
    int end = text.indexOf('\n', at);
    String marker =
        end < 0 ? "" : text.substring(at + 2, end).strip().replaceFirst("^-", "").strip();
    if (!marker.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
      at += 2;
      return;
    }
    at = end;
    while (at < text.length()) {
      int next = text.indexOf('\n', at + 1);
      String one = text.substring(at + 1, next < 0 ? text.length() : next);
      line++;
      at = next < 0 ? text.length() : next;
      if (one.strip().equals(marker)) {
        return;
      }
    }
  }

  private void skipTo(String end, int over) {
    int found = text.indexOf(end, at);
    int to = found < 0 ? text.length() : found + over;
    line += (int) text.substring(at, to).chars().filter(c -> c == '\n').count();
    at = to;
  }
}
