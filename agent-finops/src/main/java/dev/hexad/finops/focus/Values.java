package dev.hexad.finops.focus;

import dev.hexad.contracts.message.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads values as FOCUS prescribes them, and as spreadsheets leave them. */
final class Values {
  private static final Pattern NUMBER =
      Pattern.compile(
          "([+-]?)[$€£]?([+-]?)(\\d{1,3}(?:,\\d{3})+|\\d*)(\\.\\d*)?([eE][+-]?\\d{1,3})?");

  private static final List<DateTimeFormatter> SPREADSHEET =
      List.of(
          DateTimeFormatter.ofPattern("M/d/uu", Locale.ROOT)
              .withResolverStyle(ResolverStyle.STRICT),
          DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ROOT)
              .withResolverStyle(ResolverStyle.STRICT));

  private Values() {}

  /** For example {@code 12.5}, {@code -1e-3}, {@code "$10,000.00 "} or {@code ($5.00)}. */
  static BigDecimal number(String text) {
    String value = text.strip();
    boolean negative = value.startsWith("(") && value.endsWith(")");
    if (negative) {
      value = value.substring(1, value.length() - 1).strip();
    }
    Matcher parts = NUMBER.matcher(value);
    if (!parts.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a number");
    }
    String plain =
        parts.group(1)
            + parts.group(2)
            + parts.group(3).replace(",", "")
            + orEmpty(parts.group(4))
            + orEmpty(parts.group(5));
    try {
      var number = new BigDecimal(plain);
      return negative ? number.negate() : number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a number", e);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** ISO 8601, or month/day/year; without an offset it is UTC. */
  static Instant time(String text) {
    String value = text.strip().replaceFirst("(?<=\\d) (?=\\d)", "T").replace(" ", "");
    try {
      if (value.contains("/")) {
        return spreadsheetDay(value).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      if (!value.contains("T")) {
        return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      boolean offset = value.matches(".*([Zz]|[+-]\\d{2}(:?\\d{2})?)$");
      Instant time =
          offset && value.matches(".*T.*([Zz]|[+-].*)$")
              ? OffsetDateTime.parse(value).toInstant()
              : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
      return time.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time, write 2026-01-31T00:00:00Z", e);
    }
  }

  private static LocalDate spreadsheetDay(String value) {
    boolean shortYear = value.lastIndexOf('/') == value.length() - 3;
    return LocalDate.parse(value, SPREADSHEET.get(shortYear ? 0 : 1));
  }

  /** A JSON object as one with sorted keys and texts for values. */
  static String tags(String json) {
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

  static String currency(String text) {
    try {
      return Currency.getInstance(text.strip().toUpperCase(Locale.ROOT)).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is not an ISO 4217 currency", e);
    }
  }
}
