/** Finds what is unusual in a series of values, or in several that belong together. */
@NullMarked
package dev.hexad.monitoring.detect;

import org.jspecify.annotations.NullMarked;
