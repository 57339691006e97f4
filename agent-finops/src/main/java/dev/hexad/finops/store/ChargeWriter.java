package dev.hexad.finops.store;

import dev.hexad.contracts.message.Json;
import dev.hexad.finops.focus.FocusColumn;
import dev.hexad.finops.focus.FocusRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Brings the charges of one import into the store as they are read. */
final class ChargeWriter implements AutoCloseable {
  private static final List<FocusColumn> DIMENSIONS = keyed(FocusColumn.Place.DIMENSION);
  private static final List<FocusColumn> DETAILS = keyed(FocusColumn.Place.DETAIL);
  private static final List<FocusColumn> RARE =
      List.of(
          FocusColumn.COMMITMENT_DISCOUNT_QUANTITY,
          FocusColumn.PRICING_CURRENCY_CONTRACTED_UNIT_PRICE,
          FocusColumn.PRICING_CURRENCY_EFFECTIVE_COST,
          FocusColumn.PRICING_CURRENCY_LIST_UNIT_PRICE);

  private final String sourceId;
  private final String importNumber;
  private final CopyStream stream;
  private final Interned dimensions;
  private final Interned details;
  private final DimensionFields fields;
  private final StringBuilder key = new StringBuilder(512);
  private final Map<String, BigDecimal> billed = new TreeMap<>();
  private final Set<LocalDate> days = new HashSet<>();
  private final Set<LocalDate> periods = new HashSet<>();
  private final int[] marks = new int[Mark.values().length];
  private LocalDate lastDay = LocalDate.MIN;
  private YearMonth lastMonth = YearMonth.of(1970, 1);
  private String lastCurrency = "";
  private BigDecimal lastSum = BigDecimal.ZERO;
  private @Nullable String currency;
  private int rows;

  ChargeWriter(
      ChargeStore.Target target,
      Connection connection,
      Months months,
      Interned dimensions,
      Interned details)
      throws SQLException {
    this.sourceId = Integer.toString(target.sourceId());
    this.importNumber = Integer.toString(target.importNumber());
    this.currency = target.currency();
    this.fields = new DimensionFields(target.ignoredTags());
    this.stream = new CopyStream(connection, months);
    this.dimensions = dimensions;
    this.details = details;
  }

  private static List<FocusColumn> keyed(FocusColumn.Place place) {
    return FocusColumn.of(place).stream().filter(column -> column != FocusColumn.TAGS).toList();
  }

  void take(FocusRow row) throws IOException {
    makeRoom();
    LocalDate day = row.day();
    if (!day.equals(lastDay)) {
      lastDay = day;
      lastMonth = YearMonth.from(day);
      days.add(day);
    }
    BigDecimal cost = sum(row);
    Instant start = required(row.time(FocusColumn.CHARGE_PERIOD_START));
    Instant end = row.time(FocusColumn.CHARGE_PERIOD_END);
    int bits = Mark.of(row, cost, !row.currency().equals(currency), start, end);
    count(bits);
    String digits = required(row.digits(FocusColumn.BILLED_COST));
    String effective = row.digits(FocusColumn.EFFECTIVE_COST);
    int dimension = dimension(row);
    int detail = detail(row);
    CopyText text = stream.of(lastMonth);
    text.ascii(day.toString())
        .ascii(sourceId)
        .ascii(importNumber)
        .number(dimension)
        .number(detail)
        .number(row.line())
        .number(bits)
        .ascii(period(row))
        .ascii(start.toString())
        .ascii(end == null ? null : end.toString())
        .text(row.text(FocusColumn.RESOURCE_ID))
        .text(row.text(FocusColumn.RESOURCE_NAME))
        .ascii(digits)
        .ascii(effective == null ? digits : effective)
        .ascii(row.digits(FocusColumn.LIST_COST))
        .ascii(row.digits(FocusColumn.CONTRACTED_COST))
        .ascii(row.digits(FocusColumn.CONSUMED_QUANTITY))
        .ascii(row.digits(FocusColumn.PRICING_QUANTITY))
        .ascii(row.digits(FocusColumn.LIST_UNIT_PRICE))
        .ascii(row.digits(FocusColumn.CONTRACTED_UNIT_PRICE))
        .text(rare(row));
    stream.added(lastMonth, text);
    rows++;
  }

  private void makeRoom() throws IOException {
    if (dimensions.full() || details.full()) {
      try {
        stream.pause();
      } catch (SQLException e) {
        throw new IOException("the database did not take the rows", e);
      }
      dimensions.save();
      details.save();
    }
  }

  private BigDecimal sum(FocusRow row) {
    String code = row.currency();
    if (currency == null) {
      currency = code;
    }
    if (!code.equals(lastCurrency)) {
      billed.put(lastCurrency, lastSum);
      lastCurrency = code;
      lastSum = billed.getOrDefault(code, BigDecimal.ZERO);
    }
    BigDecimal cost = required(row.number(FocusColumn.BILLED_COST));
    lastSum = lastSum.add(cost);
    return cost;
  }

  private void count(int bits) {
    for (int i = 0; bits >> i != 0; i++) {
      marks[i] += bits >> i & 1;
    }
  }

  private int dimension(FocusRow row) {
    key.setLength(0);
    row.key(DIMENSIONS, key);
    key.append(row.tags());
    return dimensions.id(key.toString(), () -> fields.of(row));
  }

  private int detail(FocusRow row) {
    key.setLength(0);
    row.key(DETAILS, key);
    return details.id(
        key.toString(),
        () -> {
          Map<String, @Nullable String> values = new LinkedHashMap<>();
          for (FocusColumn column : DETAILS) {
            String text = row.text(column);
            if (text != null) {
              // The database's JSON has no zero byte.
              values.put(column.column(), text.replace("\0", ""));
            }
          }
          return new LinkedHashMap<>(Map.of("data", Json.write(values)));
        });
  }

  private @Nullable String period(FocusRow row) {
    Instant start = row.time(FocusColumn.BILLING_PERIOD_START);
    if (start == null) {
      return null;
    }
    LocalDate period = LocalDate.ofInstant(start, ZoneOffset.UTC);
    periods.add(period);
    return period.toString();
  }

  private static @Nullable String rare(FocusRow row) {
    Map<String, String> values = null;
    for (FocusColumn column : RARE) {
      String digits = row.digits(column);
      if (digits != null) {
        values = values == null ? new TreeMap<>() : values;
        values.put(column.column(), digits);
      }
    }
    return values == null ? null : Json.write(values);
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a required value is missing");
    }
    return value;
  }

  Accepted finish() throws IOException, SQLException {
    long taken = stream.finish();
    if (taken != rows) {
      throw new IllegalStateException("the database has taken " + taken + " of " + rows + " rows");
    }
    dimensions.save();
    details.save();
    billed.put(lastCurrency, lastSum);
    billed.remove("");
    Map<Mark, Integer> counts = new EnumMap<>(Mark.class);
    for (Mark mark : Mark.values()) {
      if (marks[mark.ordinal()] > 0) {
        counts.put(mark, marks[mark.ordinal()]);
      }
    }
    return new Accepted(rows, billed, days, periods, counts, currency);
  }

  @Override
  public void close() throws SQLException {
    stream.close();
  }
}
