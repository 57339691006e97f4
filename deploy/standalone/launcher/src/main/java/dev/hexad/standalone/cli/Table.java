package dev.hexad.standalone.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Items as a table for people: columns as wide as they need to be. */
final class Table {
  private static final int WIDEST = 60;

  private Table() {}

  static String of(List<JsonNode> items, Column... columns) {
    int[] widths = new int[columns.length];
    for (int i = 0; i < columns.length; i++) {
      widths[i] = columns[i].title().length();
      for (JsonNode item : items) {
        widths[i] = Math.max(widths[i], Math.min(WIDEST, columns[i].of(item).length()));
      }
    }
    var text = new StringBuilder();
    line(text, widths, i -> columns[i].title());
    items.forEach(item -> line(text, widths, i -> columns[i].of(item)));
    return text.toString();
  }

  private interface Cell {
    String at(int column);
  }

  private static void line(StringBuilder text, int[] widths, Cell cell) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String value = cell.at(i);
      String shown = value.length() > WIDEST ? value.substring(0, WIDEST - 1) + "…" : value;
      line.append(shown).append(" ".repeat(widths[i] - shown.length() + 2));
    }
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }
}
