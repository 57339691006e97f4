/** Finds what is unusual in several metrics that belong together. */
@NullMarked
package dev.hexad.monitoring.detect.group;

import org.jspecify.annotations.NullMarked;
