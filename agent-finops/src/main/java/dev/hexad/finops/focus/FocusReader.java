package dev.hexad.finops.focus;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;

/** Reads bills in FOCUS form, versions 1.0 to 1.2, row by row; columns are found by their name. */
public final class FocusReader {
  private static final int MAX_ERRORS = 20;
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2099, 12, 31);
  private static final List<FocusColumn> REQUIRED =
      List.of(
          FocusColumn.BILLED_COST,
          FocusColumn.BILLING_CURRENCY,
          FocusColumn.CHARGE_PERIOD_START,
          FocusColumn.SERVICE_NAME);
  private static final List<FocusColumn> NUMBERS =
      List.of(
          FocusColumn.BILLED_COST,
          FocusColumn.EFFECTIVE_COST,
          FocusColumn.LIST_COST,
          FocusColumn.CONTRACTED_COST,
          FocusColumn.CONSUMED_QUANTITY,
          FocusColumn.PRICING_QUANTITY);
  private static final String USAGE = "UsageQuantity";

  private final List<Problem.FieldError> errors = new ArrayList<>();
  private final CsvRows rows;
  private final FocusRow row;
  private final int columns;
  private final String place;

  private FocusReader(CsvRows rows, FocusRow row, String place) {
    this.rows = rows;
    this.row = row;
    this.columns = rows.cells();
    this.place = place;
  }

  /** Takes rows as they are read. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a row.
     *
     * @throws IllegalArgumentException when the row cannot be used; it is told with its line
     */
    void take(FocusRow row) throws IOException;
  }

  /**
   * Reads everything. Rows are handed over until the first error; then the rest is only checked.
   *
   * @param bill UTF-8, with or without byte order mark
   * @throws HexadException of type invalid that lists errors by line, or row, and column
   */
  public static void read(BillText bill, Sink sink) throws IOException {
    try (var text = new BufferedReader(new InputStreamReader(bill.csv(), StandardCharsets.UTF_8))) {
      text.mark(1);
      if (text.read() != '\ufeff') {
        text.reset();
      }
      var rows = new CsvRows(text, bill.byRow());
      try {
        int[] places = places(rows);
        String place = bill.byRow() ? "row" : "line";
        new FocusReader(rows, new FocusRow(rows, places), place).rows(sink);
      } catch (EOFException | ZipException e) {
        throw broken("line " + rows.line() + ": the file ends early, it is cut off", e);
      }
    } catch (CsvRows.BrokenException e) {
      throw broken(String.valueOf(e.getMessage()), e);
    }
  }

  /** Whether a column of this name is read. */
  static boolean knows(String column) {
    return FocusColumn.named(column).isPresent() || column.equals(USAGE);
  }

  private static HexadException broken(String message, IOException cause) {
    return new HexadException(ProblemType.INVALID, "This is no CSV: " + message + ".", cause);
  }

  private static int[] places(CsvRows rows) throws IOException {
    if (!rows.next()) {
      throw new CsvRows.BrokenException(1, "the file is empty");
    }
    int[] places = new int[FocusColumn.values().length];
    Arrays.fill(places, -1);
    Set<String> seen = new HashSet<>();
    int publisher = -1;
    int usage = -1;
    for (int cell = 0; cell < rows.cells(); cell++) {
      String name = rows.text(cell).strip();
      if (!seen.add(name)) {
        throw new CsvRows.BrokenException(1, "the column '" + name + "' occurs twice");
      }
      int at = cell;
      FocusColumn.named(name).ifPresent(column -> places[column.ordinal()] = at);
      publisher = name.equals("PublisherName") ? cell : publisher;
      usage = name.equals(USAGE) ? cell : usage;
    }
    fallBack(places, FocusColumn.PROVIDER_NAME, publisher);
    fallBack(places, FocusColumn.CONSUMED_QUANTITY, usage);
    checkColumns(places);
    return places;
  }

  /** Columns of earlier versions of FOCUS stand in for those that a file does not have. */
  private static void fallBack(int[] places, FocusColumn column, int cell) {
    if (places[column.ordinal()] < 0) {
      places[column.ordinal()] = cell;
    }
  }

  private static void checkColumns(int[] places) {
    List<String> missing =
        REQUIRED.stream()
            .filter(column -> places[column.ordinal()] < 0)
            .map(FocusColumn::column)
            .toList();
    if (!missing.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The file has no column " + String.join(", ", missing) + ", which FOCUS requires.",
          missing.stream()
              .map(name -> new Problem.FieldError("1:" + name, "the column is missing"))
              .toList(),
          null);
    }
  }

  private void rows(Sink sink) throws IOException {
    while (errors.size() < MAX_ERRORS && rows.next()) {
      if (rows.cells() != columns) {
        error(Integer.toString(rows.cells()), "the row has " + rows.cells() + " columns");
      } else if (check() && errors.isEmpty()) {
        take(sink);
      }
    }
    if (!errors.isEmpty()) {
      Problem.FieldError first = errors.getFirst();
      throw new HexadException(
          ProblemType.INVALID,
          "Nothing was imported; "
              + place
              + " and column "
              + first.where()
              + ": "
              + first.message()
              + ".",
          errors,
          null);
    }
  }

  private void take(Sink sink) throws IOException {
    try {
      sink.take(row);
    } catch (FocusRow.ValueException e) {
      error(e.column(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      error("row", String.valueOf(e.getMessage()));
    }
  }

  private boolean check() {
    int before = errors.size();
    for (FocusColumn column : REQUIRED) {
      if (!row.has(column)) {
        error(column.column(), "the value is missing");
      }
    }
    for (FocusColumn column : NUMBERS) {
      check(() -> row.checkNumber(column));
    }
    if (row.has(FocusColumn.BILLING_CURRENCY)) {
      check(row::currency);
    }
    if (row.has(FocusColumn.CHARGE_PERIOD_START)) {
      check(this::checkDay);
    }
    check(() -> row.time(FocusColumn.CHARGE_PERIOD_END));
    check(row::tags);
    return errors.size() == before;
  }

  private void checkDay() {
    LocalDate day = row.day();
    if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
      throw new FocusRow.ValueException(
          FocusColumn.CHARGE_PERIOD_START.column(), "the year " + day.getYear() + " cannot be");
    }
  }

  private void check(Runnable reading) {
    try {
      reading.run();
    } catch (FocusRow.ValueException e) {
      error(e.column(), String.valueOf(e.getMessage()));
    }
  }

  private void error(String column, String message) {
    errors.add(new Problem.FieldError(rows.line() + ":" + column, message));
  }
}
