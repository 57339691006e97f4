package dev.hexad.finops.estimate;

import dev.hexad.finops.price.PriceQuestion;

/** Something that a resource is paid for. */
sealed interface Part {
  /**
   * Something that has a price.
   *
   * @param quantity in a month, in the unit of its meter
   */
  record Metered(String component, PriceQuestion question, double quantity) implements Part {}

  /** A part that cannot be priced, and why. */
  record Unknown(String component, String reason) implements Part {}

  /** The whole resource cannot be priced. */
  record Nothing(String reason) implements Part {}
}
