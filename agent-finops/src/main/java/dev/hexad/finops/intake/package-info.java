/** Takes bills in, whole or not at all. */
@NullMarked
package dev.hexad.finops.intake;

import org.jspecify.annotations.NullMarked;
