package dev.hexad.finops.cost;

import java.util.Locale;

/** How long the pieces are that a period is cut into. */
enum Granularity {
  DAY,
  WEEK,
  MONTH,
  QUARTER,
  YEAR;

  String bucket() {
    return this == DAY
        ? "day"
        : "date_trunc('" + name().toLowerCase(Locale.ROOT) + "', day::timestamp)::date";
  }
}
