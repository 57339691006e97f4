/** Measures imports and questions on a large bill. */
@NullMarked
package dev.hexad.finops.bench;

import org.jspecify.annotations.NullMarked;
