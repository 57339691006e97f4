package dev.hexad.finops.store;

import dev.hexad.contracts.message.Json;
import dev.hexad.finops.focus.FocusColumn;
import dev.hexad.finops.focus.FocusRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What costs are grouped by, by the columns of the table that holds it. */
final class DimensionFields {
  /** Selects the columns from the JSON {@code d}, in the order of the table. */
  static final String INSERT =
      """
      d ->> 'provider', d ->> 'publisher', d ->> 'billing_account', d ->> 'account',
      d ->> 'account_name', d ->> 'service', d ->> 'service_category', d ->> 'region',
      d ->> 'category', d ->> 'class', d ->> 'pricing', d ->> 'frequency', d ->> 'commitment',
      d ->> 'commitment_type', d ->> 'commitment_status', d ->> 'resource_type',
      d ->> 'currency', (d ->> 'tags')::jsonb
      """;

  private static final Map<String, FocusColumn> COLUMNS = columns();

  private final List<String> ignoredTags;

  DimensionFields(List<String> ignoredTags) {
    this.ignoredTags = ignoredTags;
  }

  private static Map<String, FocusColumn> columns() {
    var columns = new LinkedHashMap<String, FocusColumn>();
    columns.put("provider", FocusColumn.PROVIDER_NAME);
    columns.put("publisher", FocusColumn.PUBLISHER_NAME);
    columns.put("billing_account", FocusColumn.BILLING_ACCOUNT_ID);
    columns.put("account", FocusColumn.SUB_ACCOUNT_ID);
    columns.put("account_name", FocusColumn.SUB_ACCOUNT_NAME);
    columns.put("service", FocusColumn.SERVICE_NAME);
    columns.put("service_category", FocusColumn.SERVICE_CATEGORY);
    columns.put("region", FocusColumn.REGION_ID);
    columns.put("category", FocusColumn.CHARGE_CATEGORY);
    columns.put("class", FocusColumn.CHARGE_CLASS);
    columns.put("pricing", FocusColumn.PRICING_CATEGORY);
    columns.put("frequency", FocusColumn.CHARGE_FREQUENCY);
    columns.put("commitment", FocusColumn.COMMITMENT_DISCOUNT_ID);
    columns.put("commitment_type", FocusColumn.COMMITMENT_DISCOUNT_TYPE);
    columns.put("commitment_status", FocusColumn.COMMITMENT_DISCOUNT_STATUS);
    columns.put("resource_type", FocusColumn.RESOURCE_TYPE);
    return columns;
  }

  Map<String, @Nullable String> of(FocusRow row) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    COLUMNS.forEach((name, column) -> {
      String text = row.text(column);
      if (text != null && text.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(column.column() + " holds a zero byte");
      }
      values.put(name, text);
    });
    values.put("currency", row.currency());
    values.put("tags", kept(row.tags()));
    return values;
  }

  private String kept(String tags) {
    if (ignoredTags.isEmpty()) {
      return tags;
    }
    var kept = new TreeMap<String, String>();
    Json.mapper()
        .readTree(tags)
        .properties()
        .forEach(tag -> kept.put(tag.getKey(), tag.getValue().stringValue()));
    ignoredTags.forEach(kept::remove);
    return Json.write(kept);
  }
}
