/** How one logs in where bills and prices are. */
@NullMarked
package dev.hexad.finops.access;

import org.jspecify.annotations.NullMarked;
