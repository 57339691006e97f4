package dev.hexad.finops.focus;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of a file in FOCUS form. It is valid until the next row is read. */
public final class FocusRow {
  private static final int REMEMBERED = 20_000;
  private static final char SEPARATOR = '\u001f';

  private final CsvRows rows;
  private final int[] places;
  private final Map<String, Instant> times = new HashMap<>();
  private final Map<String, String> tags = new HashMap<>();
  private String lastCurrency = "";
  private String lastDayText = "";
  private LocalDate lastDay = LocalDate.EPOCH;

  FocusRow(CsvRows rows, int[] places) {
    this.rows = rows;
    this.places = places;
  }

  /** A value that cannot be used. */
  static final class ValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String column;

    ValueException(String column, String message) {
      super(message);
      this.column = column;
    }

    String column() {
      return column;
    }
  }

  /** The line that it begins in, from 1. */
  public long line() {
    return rows.line();
  }

  /** Whether a column says something in this row. */
  public boolean has(FocusColumn column) {
    int cell = places[column.ordinal()];
    return cell >= 0 && !rows.empty(cell);
  }

  /** The text of a column as it stands in the file. */
  public @Nullable String text(FocusColumn column) {
    return has(column) ? rows.text(places[column.ordinal()]).strip() : null;
  }

  /** An amount or a quantity. */
  public @Nullable BigDecimal number(FocusColumn column) {
    if (!has(column)) {
      return null;
    }
    return read(column, Values::number);
  }

  /** The same as decimal digits, without reading them where they are plain already. */
  public @Nullable String digits(FocusColumn column) {
    if (!has(column)) {
      return null;
    }
    int cell = places[column.ordinal()];
    return rows.decimal(cell) ? rows.text(cell) : read(column, Values::number).toPlainString();
  }

  /** Sees to it that a column holds a number or nothing. */
  void checkNumber(FocusColumn column) {
    int cell = places[column.ordinal()];
    if (cell >= 0 && !rows.decimal(cell) && !rows.empty(cell)) {
      read(column, Values::number);
    }
  }

  public @Nullable Instant time(FocusColumn column) {
    if (!has(column)) {
      return null;
    }
    String text = rows.text(places[column.ordinal()]);
    Instant known = times.get(text);
    if (known != null) {
      return known;
    }
    Instant time = read(column, Values::time);
    remember(times, text, time);
    return time;
  }

  /** The day that the charge belongs to, in UTC. */
  public LocalDate day() {
    int cell = places[FocusColumn.CHARGE_PERIOD_START.ordinal()];
    if (!rows.holds(cell, lastDayText)) {
      Instant start = time(FocusColumn.CHARGE_PERIOD_START);
      if (start == null) {
        throw new ValueException(FocusColumn.CHARGE_PERIOD_START.column(), "the value is missing");
      }
      lastDay = LocalDate.ofInstant(start, ZoneOffset.UTC);
      lastDayText = rows.text(cell);
    }
    return lastDay;
  }

  public String currency() {
    if (!rows.holds(places[FocusColumn.BILLING_CURRENCY.ordinal()], lastCurrency)) {
      lastCurrency = read(FocusColumn.BILLING_CURRENCY, Values::currency);
    }
    return lastCurrency;
  }

  /** Its tags as a JSON object with sorted keys and texts for values. */
  public String tags() {
    if (!has(FocusColumn.TAGS)) {
      return "{}";
    }
    String text = rows.text(places[FocusColumn.TAGS.ordinal()]);
    String known = tags.get(text);
    if (known != null) {
      return known;
    }
    String sorted = read(FocusColumn.TAGS, Values::tags);
    remember(tags, text, sorted);
    return sorted;
  }

  /** Writes the values of columns one after the other, to find rows that agree in all of them. */
  public void key(List<FocusColumn> columns, StringBuilder to) {
    for (FocusColumn column : columns) {
      int cell = places[column.ordinal()];
      if (cell >= 0 && !rows.empty(cell)) {
        rows.append(cell, to);
      }
      to.append(SEPARATOR);
    }
  }

  private <T> T read(FocusColumn column, Function<String, T> reading) {
    int cell = places[column.ordinal()];
    try {
      String text = rows.text(cell);
      if (text.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("the value holds a zero byte");
      }
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ValueException(column.column(), String.valueOf(e.getMessage()));
    }
  }

  private static <T> void remember(Map<String, T> known, String text, T value) {
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    known.put(text, value);
  }
}
