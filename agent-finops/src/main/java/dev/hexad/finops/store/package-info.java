/** Keeps charges by month, with sums by day. */
@NullMarked
package dev.hexad.finops.store;

import org.jspecify.annotations.NullMarked;
