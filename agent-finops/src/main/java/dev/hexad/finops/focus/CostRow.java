package dev.hexad.finops.focus;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One charge of a bill.
 *
 * @param line where it begins in its file, counted from 1
 * @param hash SHA-256 of all its columns, also of those that are not kept
 * @param effective the billed amount where the file states nothing else
 * @param tags JSON object
 */
public record CostRow(
    long line,
    byte[] hash,
    Instant start,
    String service,
    @Nullable String provider,
    @Nullable String account,
    @Nullable String region,
    @Nullable String resource,
    @Nullable String category,
    String currency,
    BigDecimal billed,
    BigDecimal effective,
    @Nullable BigDecimal quantity,
    String tags) {

  /** The day that the charge belongs to, in UTC. */
  public LocalDate day() {
    return LocalDate.ofInstant(start, ZoneOffset.UTC);
  }
}
