/** What planned changes cost, as the FinOps agent estimates it. */
@NullMarked
package dev.hexad.iac.cost;

import org.jspecify.annotations.NullMarked;
