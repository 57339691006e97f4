package dev.hexad.finops.focus;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads CSV in FOCUS form, versions 1.0 to 1.2, row by row; columns are found by their name. */
public final class FocusReader {
  private static final int MAX_ERRORS = 20;
  private static final List<String> REQUIRED =
      List.of("BilledCost", "BillingCurrency", "ChargePeriodStart", "ServiceName");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setTrim(false)
          .setIgnoreEmptyLines(true)
          .get();

  private final List<Problem.FieldError> errors = new ArrayList<>();
  private final Set<String> columns;
  private final MessageDigest digest = sha256();

  private FocusReader(Set<String> columns) {
    this.columns = columns;
  }

  /** Takes rows as they are read. */
  @FunctionalInterface
  public interface Sink {
    void take(CostRow row) throws IOException;
  }

  /**
   * Reads everything. Rows are handed over until the first error; then the rest is only checked.
   *
   * @param csv UTF-8, with or without byte order mark
   * @throws HexadException of type invalid that lists errors by line and column
   */
  public static void read(InputStream csv, Sink sink) throws IOException {
    try (var text = new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8));
        CSVParser parser = FORMAT.parse(withoutMark(text))) {
      var columns = new HashSet<>(parser.getHeaderNames());
      var reader = new FocusReader(columns);
      reader.checkColumns();
      reader.rows(parser, sink);
    } catch (CSVException
        | IllegalArgumentException
        | IllegalStateException
        | UncheckedIOException e) {
      throw new HexadException(ProblemType.INVALID, "This is no CSV: " + e.getMessage(), e);
    }
  }

  private static BufferedReader withoutMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != '\ufeff') {
      text.reset();
    }
    return text;
  }

  private void checkColumns() {
    List<String> missing = REQUIRED.stream().filter(name -> !columns.contains(name)).toList();
    if (!missing.isEmpty()) {
      var found =
          missing.stream()
              .map(name -> new Problem.FieldError("1:" + name, "the column is missing"))
              .toList();
      throw new HexadException(
          ProblemType.INVALID,
          "The file has no column " + String.join(", ", missing) + ", which FOCUS requires.",
          found,
          null);
    }
  }

  private void rows(CSVParser parser, Sink sink) throws IOException {
    var records = parser.iterator();
    while (errors.size() < MAX_ERRORS) {
      long line = parser.getCurrentLineNumber() + 1;
      if (!records.hasNext()) {
        break;
      }
      CSVRecord record = records.next();
      if (!record.isConsistent()) {
        errors.add(
            new Problem.FieldError(
                line + ":" + record.size(), "the row has " + record.size() + " columns"));
        continue;
      }
      int before = errors.size();
      CostRow row = row(record, line);
      if (row != null && before == errors.size() && before == 0) {
        sink.take(row);
      }
    }
    if (!errors.isEmpty()) {
      Problem.FieldError first = errors.getFirst();
      throw new HexadException(
          ProblemType.INVALID,
          "Nothing was imported; line and column " + first.where() + ": " + first.message() + ".",
          errors,
          null);
    }
  }

  private @Nullable CostRow row(CSVRecord record, long line) {
    var billed = required(record, line, "BilledCost", Values::number);
    var currency = required(record, line, "BillingCurrency", Values::currency);
    var start = required(record, line, "ChargePeriodStart", Values::time);
    var service = required(record, line, "ServiceName", String::strip);
    var effective = optional(record, line, "EffectiveCost", Values::number);
    var consumed = optional(record, line, "ConsumedQuantity", Values::number);
    var used = optional(record, line, "UsageQuantity", Values::number);
    var tags = optional(record, line, "Tags", FocusReader::tags);
    if (billed == null || currency == null || start == null || service == null) {
      return null;
    }
    String provider = text(record, line, "ProviderName");
    return new CostRow(
        line,
        hash(record),
        start,
        service,
        provider == null ? text(record, line, "PublisherName") : provider,
        text(record, line, "SubAccountId"),
        text(record, line, "RegionId"),
        text(record, line, "ResourceId"),
        text(record, line, "ChargeCategory"),
        currency,
        billed,
        effective == null ? billed : effective,
        consumed == null ? used : consumed,
        tags == null ? "{}" : tags);
  }

  private <T> @Nullable T required(
      CSVRecord record, long line, String column, Function<String, T> reading) {
    T value = optional(record, line, column, reading);
    if (value == null && record.get(column).isBlank()) {
      errors.add(new Problem.FieldError(line + ":" + column, "the value is missing"));
    }
    return value;
  }

  private <T> @Nullable T optional(
      CSVRecord record, long line, String column, Function<String, T> reading) {
    if (!columns.contains(column) || record.get(column).isBlank()) {
      return null;
    }
    String text = record.get(column);
    try {
      if (text.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("the value holds a zero byte");
      }
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      errors.add(new Problem.FieldError(line + ":" + column, String.valueOf(e.getMessage())));
      return null;
    }
  }

  private @Nullable String text(CSVRecord record, long line, String column) {
    return optional(record, line, column, String::strip);
  }

  private static String tags(String json) {
    try {
      JsonNode tags = Json.mapper().readTree(json);
      if (!tags.isObject()) {
        throw new IllegalArgumentException("tags must be a JSON object");
      }
      var sorted = new TreeMap<String, String>();
      tags.properties().forEach(tag -> sorted.put(tag.getKey(), value(tag.getValue())));
      String text = Json.write(sorted);
      if (text.contains("\\u0000")) {
        throw new IllegalArgumentException("the value holds a zero byte");
      }
      return text;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("tags must be a JSON object", e);
    }
  }

  private static String value(JsonNode tag) {
    if (tag.isNull()) {
      return "";
    }
    return tag.isString() ? tag.stringValue() : tag.toString();
  }

  private byte[] hash(CSVRecord record) {
    for (String value : record) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
