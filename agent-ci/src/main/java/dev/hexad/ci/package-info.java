/** The CI agent. */
@NullMarked
package dev.hexad.ci;

import org.jspecify.annotations.NullMarked;
