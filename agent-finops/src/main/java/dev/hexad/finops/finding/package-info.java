/** Keeps what costs other than it should, and why. */
@NullMarked
package dev.hexad.finops.finding;

import org.jspecify.annotations.NullMarked;
