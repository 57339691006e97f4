package dev.hexad.finops.anomaly;

import java.time.LocalDate;

/**
 * Something that was changed and may move cost.
 *
 * @param where what it touched, empty parts for any
 * @param kind one of {@code planned_migration}, {@code price_notice} or any other word
 * @param planned whether its cost was agreed to beforehand
 */
public record Change(String id, LocalDate date, Place where, String kind, boolean planned) {
  /** Days after a planned change in which its cost settles. */
  private static final int SETTLING = 7;

  /** Days until an announced price has taken effect everywhere. */
  private static final int NOTICE = 30;

  /** A price explains no more than this, as a logarithm of the ratio. */
  private static final double PRICE = 0.12;

  /** A resize explains no more than this, as a logarithm of the ratio. */
  private static final double RESIZE = 0.3;

  /** Whether it touched a place. Untagged charges may belong to any application. */
  boolean touches(Place place) {
    Place scope = where;
    if (place.untagged()) {
      scope = scope.site();
    }
    if (planned && kind.equals("planned_migration")) {
      scope =
          new Place(scope.provider(), scope.account(), scope.service(), "", scope.application());
    }
    return scope.covers(place);
  }

  /** Whether it was agreed to that a place now costs so much more or less. */
  boolean excuses(Place place, long day, double ratio) {
    long age = day - date.toEpochDay();
    boolean price = kind.equals("price_notice");
    return planned
        && age >= 0
        && age <= (price ? NOTICE : SETTLING)
        && (!price || Math.abs(ratio) <= PRICE)
        && (!kind.equals("planned_resize") || Math.abs(ratio) <= RESIZE)
        && touches(place);
  }

  /** Whether it makes a sudden move of a place more likely. */
  boolean hints(Place place, long day) {
    long age = day - date.toEpochDay();
    return !planned && age >= 0 && age <= 1 && touches(place);
  }
}
