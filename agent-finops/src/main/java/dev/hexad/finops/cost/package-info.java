/** Answers what things cost. */
@NullMarked
package dev.hexad.finops.cost;

import org.jspecify.annotations.NullMarked;
