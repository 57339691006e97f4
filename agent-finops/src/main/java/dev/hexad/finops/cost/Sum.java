package dev.hexad.finops.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one thing costs in one currency.
 *
 * @param bucket first day of the time that it is summed over, null for all of it
 */
public record Sum(String key, String currency, @Nullable LocalDate bucket, BigDecimal amount) {}
