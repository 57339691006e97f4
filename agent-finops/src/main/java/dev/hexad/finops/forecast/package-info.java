/** Forecasts series of cost and usage, with bounds that hold. */
@NullMarked
package dev.hexad.finops.forecast;

import org.jspecify.annotations.NullMarked;
