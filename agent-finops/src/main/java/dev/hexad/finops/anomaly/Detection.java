package dev.hexad.finops.anomaly;

import java.time.LocalDate;

/**
 * Something costs other than it should.
 *
 * @param detectedOn the last day whose charges were known
 * @param where the smallest description of what is affected, empty parts for any
 * @param score how many times its usual deviation it moved; above 4 is rare
 * @param excess money of the day above what was expected, negative below
 * @param changeId the change that most likely caused it, empty for none
 */
public record Detection(
    LocalDate detectedOn,
    LocalDate start,
    Place where,
    double score,
    double excess,
    String changeId) {
  public boolean up() {
    return excess > 0;
  }
}
