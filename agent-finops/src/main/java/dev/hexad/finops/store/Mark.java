package dev.hexad.finops.store;

import dev.hexad.finops.focus.FocusColumn;
import dev.hexad.finops.focus.FocusRow;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is unusual about a charge that is kept all the same. */
public enum Mark {
  /** It is in another currency than its source usually is. */
  OTHER_CURRENCY,
  /** Its billed cost is below zero. */
  NEGATIVE,
  /** Money that comes back: a credit, or a correction below zero. */
  REFUND,
  /** It corrects a charge of an earlier bill. */
  CORRECTION,
  /** A thousand million or more in one row. */
  HUGE,
  /** It ends before it starts. */
  BACKWARDS;

  private static final BigDecimal A_LOT = new BigDecimal("1e9");

  /** The bit that stands for it in the store. */
  int bit() {
    return 1 << ordinal();
  }

  static int of(
      FocusRow row,
      BigDecimal billed,
      boolean otherCurrency,
      Instant start,
      @Nullable Instant end) {
    int marks = otherCurrency ? OTHER_CURRENCY.bit() : 0;
    boolean correction = "Correction".equals(row.text(FocusColumn.CHARGE_CLASS));
    if (correction) {
      marks |= CORRECTION.bit();
    }
    if (billed.signum() < 0) {
      marks |= NEGATIVE.bit();
      if (correction || "Credit".equals(row.text(FocusColumn.CHARGE_CATEGORY))) {
        marks |= REFUND.bit();
      }
    }
    if (billed.abs().compareTo(A_LOT) >= 0) {
      marks |= HUGE.bit();
    }
    if (end != null && end.isBefore(start)) {
      marks |= BACKWARDS.bit();
    }
    return marks;
  }
}
