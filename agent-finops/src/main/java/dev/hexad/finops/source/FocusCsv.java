package dev.hexad.finops.source;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a bill in FOCUS form. */
public final class FocusCsv {
  private final StringBuilder text = new StringBuilder();
  private final int columns;

  /** A bill with these columns of FOCUS. */
  public FocusCsv(List<String> columns) {
    this.columns = columns.size();
    text.append(String.join(",", columns)).append('\n');
  }

  /** Adds a row; what is null stays empty. */
  public void row(@Nullable Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells in " + columns + " columns");
    }
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        text.append(',');
      }
      Object cell = cells[i];
      if (cell instanceof String word) {
        text.append('"').append(word.replace("\"", "\"\"")).append('"');
      } else if (cell instanceof BigDecimal number) {
        text.append(number.toPlainString());
      } else if (cell != null) {
        text.append(cell);
      }
    }
    text.append('\n');
  }

  public InputStream open() {
    return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
