package dev.hexad.finops.anomaly;

import java.time.LocalDate;

/** Days around the turn of a month, when reports and invoices run. */
final class MonthEdge {
  private static final int WIDTH = 3;

  private MonthEdge() {}

  /** 1 to 3 for the first days, -1 for the last and so on, 0 for those between. */
  static int of(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    if (date.getDayOfMonth() <= WIDTH) {
      return date.getDayOfMonth();
    }
    int left = date.lengthOfMonth() - date.getDayOfMonth();
    return left < WIDTH ? -1 - left : 0;
  }

  static boolean at(long day) {
    return of(day) != 0;
  }
}
