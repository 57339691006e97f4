/** The FinOps agent. */
@NullMarked
package dev.hexad.finops;

import org.jspecify.annotations.NullMarked;
