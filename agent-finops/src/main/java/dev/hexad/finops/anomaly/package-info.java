/** Finds days on which something costs other than it should, and what it is. */
@NullMarked
package dev.hexad.finops.anomaly;

import org.jspecify.annotations.NullMarked;
