package dev.hexad.finops.source.azure;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the rows of an answer of Cost Management, whose columns have names but no order. */
final class CostRow {
  private static final String TAG = "TagValue";

  private CostRow() {}

  /** What a sum is of. */
  record Key(LocalDate day, String service, String location, String tag, String currency)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::day)
            .thenComparing(Key::service)
            .thenComparing(Key::location)
            .thenComparing(Key::tag)
            .thenComparing(Key::currency);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Gives each row.
   *
   * @param tag whose values stand in place of the locations, null where there are locations
   */
  static void read(JsonNode properties, @Nullable String tag, BiConsumer<Key, BigDecimal> to)
      throws IOException {
    Map<String, Integer> places = new HashMap<>();
    for (JsonNode column : properties.path("columns")) {
      places.put(column.path("name").asString(""), places.size());
    }
    // The value of a tag has a column of its own beside its key, or one that is named by the key.
    String tagged = tag == null || places.containsKey(TAG) ? TAG : tag;
    for (JsonNode row : properties.path("rows")) {
      try {
        to.accept(
            new Key(
                LocalDate.parse(text(row, places, "UsageDate"), DateTimeFormatter.BASIC_ISO_DATE),
                text(row, places, "ServiceName"),
                tag == null ? text(row, places, "ResourceLocation") : "",
                tag == null ? "" : text(row, places, tagged),
                text(row, places, "Currency")),
            cell(row, places, "Cost").decimalValue());
      } catch (DateTimeException | IllegalArgumentException e) {
        throw new IOException(
            "Azure Cost Management gives a row that cannot be read: " + e.getMessage(), e);
      }
    }
  }

  private static JsonNode cell(JsonNode row, Map<String, Integer> places, String name)
      throws IOException {
    Integer place = places.get(name);
    if (place == null || !row.has(place)) {
      throw new IOException("Azure Cost Management gives no column " + name);
    }
    return row.get(place);
  }

  private static String text(JsonNode row, Map<String, Integer> places, String name)
      throws IOException {
    return cell(row, places, name).asString("");
  }
}
