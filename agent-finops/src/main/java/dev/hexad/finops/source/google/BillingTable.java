package dev.hexad.finops.source.google;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A table of a billing export, {@code project.dataset.table}. */
record BillingTable(String project, String dataset, String table) {
  private static final Pattern NAME =
      Pattern.compile("([a-z][a-z0-9:.-]{4,60}[a-z0-9])\\.(\\w{1,200})\\.(\\w[\\w-]{0,200})");

  /** Sums of a month; the partition keeps BigQuery from reading years. */
  private static final String QUERY =
      """
      SELECT CAST(DATE(usage_start_time) AS STRING) AS day, service.description AS service,
        project.id AS project, project.name AS project_name, location.region AS region,
        sku.id AS sku, sku.description AS sku_description, cost_type, currency,
        usage.pricing_unit AS unit,
        TO_JSON_STRING(ARRAY(SELECT AS STRUCT l.key, l.value FROM UNNEST(labels) AS l
          ORDER BY l.key)) AS labels,
        CAST(SUM(CAST(cost AS NUMERIC)) AS STRING) AS cost,
        CAST(SUM(IFNULL((SELECT SUM(CAST(c.amount AS NUMERIC)) FROM UNNEST(credits) AS c), 0))
          AS STRING) AS credits,
        CAST(SUM(CAST(usage.amount_in_pricing_units AS NUMERIC)) AS STRING) AS quantity
      FROM `%s.%s.%s`
      WHERE DATE(usage_start_time) BETWEEN @first AND @last
        AND DATE(_PARTITIONTIME) >= DATE_SUB(@first, INTERVAL 1 DAY)
      GROUP BY day, service, project, project_name, region, sku, sku_description, cost_type,
        currency, unit, labels
      ORDER BY day, service, sku, project
      """;

  static BillingTable of(@Nullable String location) {
    Matcher name = NAME.matcher(Objects.requireNonNullElse(location, ""));
    if (!name.matches()) {
      throw new IllegalArgumentException("'" + location + "' is not project.dataset.table");
    }
    return new BillingTable(name.group(1), name.group(2), name.group(3));
  }

  String query() {
    return QUERY.formatted(project, dataset, table);
  }
}
