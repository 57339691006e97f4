/** Holds spending against what was planned. */
@NullMarked
package dev.hexad.finops.budget;

import org.jspecify.annotations.NullMarked;
