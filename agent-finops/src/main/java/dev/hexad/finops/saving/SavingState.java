package dev.hexad.finops.saving;

import java.util.Locale;

/** What became of a suggestion. */
enum SavingState {
  OPEN,
  /** Somebody decided to pay on. */
  DISMISSED,
  /** Somebody has done it; the bill will show what it saves. */
  DONE,
  /** The bill shows no waste there any more. */
  GONE;

  boolean mayBecome(SavingState next) {
    return switch (this) {
      case OPEN -> next == DISMISSED || next == DONE;
      case DISMISSED, DONE -> next == OPEN;
      case GONE -> false;
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
