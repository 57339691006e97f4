package dev.hexad.finops.price;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What one unit costs.
 *
 * @param source {@code bill}, {@code sample bill}, or the name of a price list
 * @param asOf day that it is of
 */
public record Price(BigDecimal amount, String currency, String source, LocalDate asOf) {}
