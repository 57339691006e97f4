package dev.hexad.finops.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a bill.
 *
 * @param billed sums by currency
 * @param periods first days of the billing periods that it names
 * @param marks how many charges carry each mark
 * @param currency that of its first charge
 */
public record Accepted(
    int rows,
    Map<String, BigDecimal> billed,
    Set<LocalDate> days,
    Set<LocalDate> periods,
    Map<Mark, Integer> marks,
    @Nullable String currency) {}
