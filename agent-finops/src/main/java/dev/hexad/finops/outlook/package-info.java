/** Forecasts what will be spent. */
@NullMarked
package dev.hexad.finops.outlook;

import org.jspecify.annotations.NullMarked;
